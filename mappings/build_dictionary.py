"""Rebuilds tables/compounds_de.txt.gz; run as `python -m mappings.build_dictionary`.

Reads the German word frequencies and lemmas of the package spacy-lookups-data and keeps frequent
nouns in all their forms, folded, with their cost: the rarer, the dearer.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from mappings.folding import fold

TABLE = Path(__file__).parent / "tables" / "compounds_de.txt.gz"
RAREST = -16.5  # log probability; beyond it misspellings outnumber words
# Short forms hide in ordinary words by chance, so only the most frequent ones may be parts.
RAREST_OF_LENGTH: Mapping[int, float] = {3: -11.0, 4: -13.5, 5: -15.0, 6: -15.5}
FREQUENT = -14.0
LONG = 6
SHORTEST = 3
NEVER_SEEN = -20.0
EVEN = -1.5
UPPER_HAND = 1.0  # how much likelier a noun is with its capital than without


def _read(name: str) -> Mapping[str, object]:
    packed = files("spacy_lookups_data").joinpath("data", name).read_bytes()
    table: Mapping[str, object] = json.loads(gzip.decompress(packed))
    return table


def _nouns(chances: Mapping[str, float], lemmas: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    known = {*lemmas, *lemmas.values()}
    for word, chance in chances.items():
        if not (word.isalpha() and word.istitle()):
            continue
        exact = fold(word)
        if len(exact) < SHORTEST or chance < RAREST_OF_LENGTH.get(len(exact), RAREST):
            continue
        # Nouns that never change ("Polizei") have no lemma entry; if long and frequent they pass.
        listed = word in known or (len(exact) >= LONG and chance >= FREQUENT)
        lead = chance - chances.get(word.lower(), NEVER_SEEN)
        # "Treffen", "Recht" are as likely without a capital, but have a genitive as only nouns do.
        genitive = lemmas.get(f"{word}s") == word and len(exact) >= LONG - 1
        if listed and (lead >= UPPER_HAND or (genitive and lead >= EVEN and chance >= FREQUENT)):
            yield exact, chance


def build() -> bytes:
    """The table: a line per form, `form<TAB>cost`, sorted; the same input gives the same bytes."""
    chances = {w: float(str(p)) for w, p in _read("de_lexeme_prob.json.gz").items()}
    lemmas = {w: str(lemma) for w, lemma in _read("de_lemma_lookup.json.gz").items()}
    best: dict[str, float] = {}
    for exact, chance in _nouns(chances, lemmas):
        best[exact] = max(chance, best.get(exact, NEVER_SEEN))
    lines = (f"{exact}\t{-chance:.1f}\n" for exact, chance in sorted(best.items()))
    return gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0)


if __name__ == "__main__":
    TABLE.write_bytes(build())
