"""Stems by language, made from exact forms, so that spelling variants of a word stem alike."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from types import MappingProxyType

from Stemmer import Stemmer

from mappings.folding import fold

# Snowball's German stemmer reads ae, oe, ue as umlauts, the other three are content with letters
# that lost their accents: folded input costs nothing and makes "Élysée" and "Elysee" one.
ALGORITHMS = MappingProxyType({"de": "german", "en": "english", "fr": "french", "es": "spanish"})

# Snowball drops a genitive s after some consonants only. Names end otherwise too: Chinas, Kosovos,
# Trumps, Medwedews. Not after u and i: Haus, Kreis, Ergebnis would lose their plurals.
_GENITIVE = re.compile(r"(?<=...)(?:(?<!g)(?<!gl)(?<!gr)(?<!etw)a|(?<!l)(?<!mo)o|[cjpvwy])s$")

# What Snowball would join with a word of another meaning ("gut").
_APART = MappingProxyType({"gueter": "gueter", "guetern": "gueter", "guete": "guete"})

_ONE_AT_A_TIME = Lock()  # a Stemmer keeps its buffer between calls


@lru_cache(maxsize=len(ALGORITHMS))
def _stemmer(language: str) -> Stemmer:
    stemmer = Stemmer(ALGORITHMS[language])
    stemmer.maxCacheSize = 0
    return stemmer


def stem(exact: str, language: str) -> str:
    """The folded stem of an exact form; the form itself in a language without a stemmer."""
    if language not in ALGORITHMS:
        return exact
    if language == "de":
        if exact in _APART:
            return _APART[exact]
        exact = exact[:-1] if _GENITIVE.search(exact) else exact
    with _ONE_AT_A_TIME:
        stemmed: str = _stemmer(language).stemWord(exact)
    return fold(stemmed) or exact


@lru_cache(maxsize=8_192)
def query_stems(word: str) -> tuple[str, ...]:
    """The distinct stems of one query token over all languages that have a stemmer."""
    exact = fold(word)
    return tuple(dict.fromkeys(stem(exact, language) for language in ALGORITHMS)) if exact else ()
