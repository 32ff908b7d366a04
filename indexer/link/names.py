"""Keys by which the registry knows names across spellings, and the readable slugs of its ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from archive.model.document import EntityKind
from indexer.enrich.lexicon import rows, words

SLUG_LIMIT = 60  # characters; ids appear in addresses and query texts
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"}
)
_FURTHER = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_GAP = re.compile(r"[^\w]+|_+")

# German and English spellings of the same Slavic letters, longest first (Duden transcription and
# BGN/PCGN).
_LETTERS = (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("w", "v"), ("j", "y"), ("z", "ts"))
_GIVEN_ENDINGS = re.compile(r"(?<=[aeo])[iy]$|iy$")
_LEGAL_FORMS: Final = words("legal_forms.txt")
_ARTICLES: Final = frozenset({"der", "die", "das", "des", "dem", "den", "the"})
_ADJECTIVE_ENDINGS: Final = re.compile(r"(?<=\w{4})(?:e|en|er|es|em)$")
_BEFORE_SURNAMES: Final = words("name_particles.txt")
# Ranks that stand between given name and surname, folded.
_RANKS: Final = frozenset(
    {"graf", "graefin", "freiherr", "freifrau", "baron", "baronin", "prinz", "prinzessin"}
    | {"fuerst", "fuerstin", "herzog", "herzogin", "kardinal", "cardinal"}
)
_NO_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_FAMILY_ENDINGS = re.compile(r"(?<=sk)(?:iy|yi|yy|y)$")


def slug(name: str) -> str:
    """The name as lower-case words joined by hyphens; letters of other scripts stay."""
    words = fold(name).replace(" ", "-")
    if len(words) > SLUG_LIMIT:
        words = words[: SLUG_LIMIT + 1].rpartition("-")[0] or words[:SLUG_LIMIT]
    return words or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


def fold(name: str) -> str:
    """Case, accents, umlauts, hyphens and punctuation folded away; words joined by one blank."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_GERMAN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _GAP.sub(" ", plain.translate(_FURTHER)).strip()


def key_of(kind: EntityKind, name: str, country: str | None = None) -> str:
    """The same for names of one kind that denote the same entry whatever the company.

    Transliterations of persons' full names agree; a single word is kept as it is spelled, for
    a bare surname says too little; ranks inside a name tell nothing, and popes and monarchs are
    known under any name that a table holds. Organisations are known without legal form, and under
    any name of theirs that a table holds. Places of one name differ by country.
    """
    folded = fold(name.translate(_NO_APOSTROPHES)) or fold(name) or name
    if kind is EntityKind.PLACE:
        return f"{fold(name) or name}|{country or ''}"
    if kind is EntityKind.ORGANISATION:
        return _organisation(name)
    folded = _without_rank(folded)
    parts = _known_rulers().get(folded, folded).split()
    if len(parts) < 2:
        return folded
    if " " not in name.strip() and parts[0] not in _BEFORE_SURNAMES:
        return "-".join(parts)  # a bare double name, not a given name and a surname
    given = [_GIVEN_ENDINGS.sub("y", transliterated(word)) for word in parts[:-1]]
    return " ".join([*given, _FAMILY_ENDINGS.sub("i", transliterated(parts[-1]))])


def country_of(kind: EntityKind, key: str) -> str | None:
    """The country in a place's key."""
    return key.rpartition("|")[2] or None if kind is EntityKind.PLACE else None


def transliterated(word: str) -> str:
    """German spellings of foreign letters as English ones."""
    for german, english in _LETTERS:
        word = word.replace(german, english)
    return word


@lru_cache(maxsize=10_000)
def _organisation(name: str) -> str:
    parts = name.split()
    while len(parts) > 1 and (parts[-1] in _LEGAL_FORMS or parts[-1].rstrip(",") in _LEGAL_FORMS):
        parts.pop()
    if len(parts) > 1 and parts[0].lower() in _ARTICLES:
        parts.pop(0)
    folded = fold(" ".join(parts)) or fold(name) or name
    return _known_bodies().get(folded, _uninflected(folded))


def _uninflected(folded: str) -> str:
    """Without the endings that adjectives take before a noun: "Technischen Hilfswerk"."""
    *before, last = folded.split()
    return " ".join([*(_ADJECTIVE_ENDINGS.sub("", word) for word in before), last])


def _without_rank(folded: str) -> str:
    words = folded.split()
    ends = (0, len(words) - 1)
    return " ".join(w for place, w in enumerate(words) if place in ends or w not in _RANKS)


@lru_cache(maxsize=1)
def _known_rulers() -> dict[str, str]:
    return {
        fold(other): fold(name) for (name,), others in rows("regnal_names.txt") for other in others
    }


@lru_cache(maxsize=1)
def _known_bodies() -> dict[str, str]:
    return {
        fold(form): _uninflected(fold(name))
        for (name,), others in rows("organisations.txt")
        for form in (name, *others)
    }
