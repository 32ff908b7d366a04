"""Searches made of an archive's own words, names and dates, by a seeded draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from urllib.parse import quote

from archive.engines.port import SearchReader
from archive.model.document import ArticleDocument, FacetField
from archive.model.search import FacetRequest, SearchQuery
from mappings.analysis import tokens
from tests.parity.searches import Search, parse_search

_ARTICLES = 300  # of the archive that words are drawn from
_VALUES = 30  # of each facet
_LONG = 6  # letters of a word that can begin others or be misspelt
_SORTS = ("", "&sort=newest", "&sort=oldest")
_CHOICES = ("{f}={v}", "-{f}={v}", "{f}={v}&{f}={w}", "{f}={v}&{f}={w}&{f}.op=and", "{f}.missing=1")

Values = Mapping[FacetField, Sequence[str]]


class _Drawing:
    """What is drawn from, and how each kind of query text is made of it."""

    def __init__(self, reader: SearchReader, seed: int) -> None:
        self._random = Random(seed)
        views = islice(reader.scan(SearchQuery()), _ARTICLES)
        self._texts = [words for view in views if (words := _words(view.document))]
        self._values = {field: values for field in FacetField if (values := _common(reader, field))}

    def search(self) -> Search:
        random = self._random
        kind = random.choice(tuple(_TEXTS))
        line = f"q={quote(_TEXTS[kind](self))}{random.choice(_SORTS)}"
        if random.random() < 0.4:
            line += f"&{self._choice()}"
        if random.random() < 0.2:
            first = random.randint(2003, 2012)
            line += f"&{random.choice(('published', 'about'))}={first}..{first + 3}"
        return parse_search(f"drawn: {kind}", line)

    def _choice(self) -> str:
        field = self._random.choice(tuple(self._values))
        v, w = (quote(self._random.choice(self._values[field])) for _ in range(2))
        return self._random.choice(_CHOICES).format(f=field.value, v=v, w=w)

    def _passage(self, length: int) -> list[str]:
        words = self._random.choice(self._texts)
        start = self._random.randrange(max(len(words) - length, 1))
        return words[start : start + length]

    def _word(self) -> str:
        return self._passage(1)[0]

    def _long_word(self) -> str:
        long = [word for word in self._random.choice(self._texts) if len(word) >= _LONG]
        return self._random.choice(long or ["Wahlkampf"])

    def word(self) -> str:
        return self._long_word()

    def words(self) -> str:
        return f"{self._word()} {self._long_word()}"

    def choice(self) -> str:
        return f"{self._long_word()} OR ({self._word()} -{self._long_word()})"

    def phrase(self) -> str:
        return f'"{" ".join(self._passage(self._random.randint(2, 4)))}"'

    def near(self) -> str:
        passage = self._passage(self._random.randint(2, 4))
        self._random.shuffle(passage)
        return f'"{" ".join(passage)}"~{self._random.randint(1, 4)}'

    def beginning(self) -> str:
        return f"{self._long_word()[: self._random.randint(4, 6)]}*"

    def misspelt(self) -> str:
        word = self._long_word()
        at = self._random.randrange(1, len(word))
        return f"{word[:at]}{word[at + 1 :]}~"

    def value(self) -> str:
        field = self._random.choice(tuple(self._values))
        return f'{field.value}:"{self._random.choice(self._values[field])}" {self._word()}'


_TEXTS: Mapping[str, Callable[[_Drawing], str]] = {
    "everything": lambda _: "",
    "word": _Drawing.word,
    "words": _Drawing.words,
    "choice": _Drawing.choice,
    "phrase": _Drawing.phrase,
    "near phrase": _Drawing.near,
    "beginning": _Drawing.beginning,
    "misspelt": _Drawing.misspelt,
    "value": _Drawing.value,
}


def drawn_searches(reader: SearchReader, number: int, seed: int = 4) -> Iterator[Search]:
    """The same searches for the same archive and seed; none for an empty archive."""
    drawing = _Drawing(reader, seed)
    for _ in range(number):
        yield drawing.search()


def _words(document: ArticleDocument) -> list[str]:
    return [token.text for token in tokens(document.article.text, document.article.language or "")]


def _common(reader: SearchReader, field: FacetField) -> list[str]:
    request = FacetRequest(field=field, size=_VALUES)
    return [bucket.value for bucket in reader.facet_values(SearchQuery(), request).buckets]
