"""How text becomes tokens, for both engines, for queries and for highlighting.

A token is a run of letters, digits and their marks in any script. So a hyphen parts ("US-Truppen"
is two tokens), and so do an apostrophe ("d'Estaing": two) and a decimal sign or colon ("3,5" and
"3:2": two each). Exceptions: digits grouped by thousands are one token ("3.500" = "3,500" =
"3500"), a possessive 's belongs to no token ("Putin's" = "Putin"), each Chinese or Japanese sign is
a token. Invisible characters inside a word are skipped in its forms, never in its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mappings.compounds import parts
from mappings.folding import INVISIBLE, fold
from mappings.stemming import query_stems, stem

__all__ = [
    "Streams",
    "Token",
    "analyse",
    "chunk_tokens",
    "fold",
    "forms",
    "query_stems",
    "spans",
    "tokens",
]

_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks that are no letters to `re`: Latin, Cyrillic, Hebrew, Arabic, Indic to Khmer.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0df3"
    "\u0e31-\u0e3e\u0e40-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_LETTER = rf"[^\W_{_SIGNS}]"
_TOKEN = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+(?![.,]?\d))"
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|[{_MARKS}{INVISIBLE}]+(?={_LETTER}|[{_MARKS}])|[{_MARKS}])*)"
    rf"(?:['’]s(?![\w{_MARKS}]))?"
    rf"|(?P<sign>[{_SIGNS}][{_MARKS}]*)"
)

_ChunkStreams = tuple[str, str, str]  # exact, stem, parts
_REMEMBERED = 131_072  # chunks of a language; about 50 MB when full
_LONGEST_REMEMBERED = 100  # code points; what is longer is no word that comes again
_LANGUAGES = 4  # with a memory at a time


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `text[start:end]` of the analysed text, and its forms in the three streams."""

    start: int
    end: int
    text: str
    exact: str
    stem: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Blank-joined tokens for the index: exact and stem one per position, parts as a mere bag."""

    exact: str
    stem: str
    parts: str


@lru_cache(maxsize=131_072)  # the forms of a large archive's frequent words; about 40 MB when full
def forms(word: str, language: str) -> tuple[str, str, tuple[str, ...]]:
    """Exact form, stem and parts of one token's text; an empty exact form means no word."""
    exact = fold(word)
    # Nouns only: small words and verbs have no parts that anyone would look for.
    compound = parts(exact) if language == "de" and word[0].isupper() else ()
    return exact, stem(exact, language), tuple(dict.fromkeys(stem(p, language) for p in compound))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every token, in text order; some may have no forms."""
    for match in _TOKEN.finditer(text):
        yield match.span(match.lastgroup or 0)


def tokens(text: str, language: str) -> Iterator[Token]:
    """The tokens in text order; offsets count code points of `text`."""
    for start, end in spans(text):
        word = text[start:end]
        exact, stemmed, compound = forms(word, language)
        if exact:
            yield Token(start, end, word, exact, stemmed, compound)


@lru_cache(maxsize=131_072)
def chunk_tokens(chunk: str, language: str) -> tuple[Token, ...]:
    """The tokens of what stands between two blanks, remembered: no token reaches over a blank."""
    return tuple(tokens(chunk, language))


def analyse(text: str, language: str) -> Streams:
    """The three streams of a text in this language."""
    found = list(map(_memory(language).__getitem__, text.split()))
    exact, stemmed, parted = zip(*found, strict=True) if found else ((), (), ())
    return Streams(exact=_bag(exact), stem=_bag(stemmed), parts=_bag(parted))


def exact_words(text: str, language: str) -> list[str]:
    """The exact stream of a text, word by word."""
    memory = _memory(language)
    return [word for chunk in text.split() for word in memory[chunk][0].split()]


def _bag(tokens: Iterable[str]) -> str:
    return " ".join(filter(None, tokens))


class _Memory(dict[str, _ChunkStreams]):
    """The streams of what stands between two blanks: texts repeat their words so much that the
    look-up is what counts, and it is the dictionary's own.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, chunk: str) -> _ChunkStreams:
        found = _chunk_streams(chunk, self._language)
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()  # the frequent ones are back soon
            self[chunk] = found
        return found


@lru_cache(maxsize=_LANGUAGES)
def _memory(language: str) -> _Memory:
    return _Memory(language)


def _chunk_streams(chunk: str, language: str) -> _ChunkStreams:
    """The streams of what stands between two blanks."""
    found = [forms(chunk[start:end], language) for start, end in spans(chunk)]
    return (
        " ".join(exact for exact, _, _ in found if exact),
        " ".join(stemmed for exact, stemmed, _ in found if exact),
        " ".join(part for _, _, compound in found for part in compound),
    )
