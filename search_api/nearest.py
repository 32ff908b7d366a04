"""Values of a facet that nothing has, as typed addresses bring them, and what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.engines.facets import kept_values
from archive.engines.names import words
from archive.engines.port import SearchReader
from archive.labels import countries_named, country_name, is_country
from archive.model.annotation import EventType
from archive.model.document import FacetField
from archive.model.search import (
    FacetFilter,
    FacetRequest,
    Reference,
    SearchQuery,
    SearchResult,
    Suggestion,
)

MOST_TOLD = 5  # values of one search
MOST_NEAR = 5  # offers for one of them
MOST_ASKED = 12  # requests for offers, for all values of one search
_CANDIDATES = 100
_BEGINNING = 3  # letters of a word that slips of the pen mostly leave alone
_WORDS = 4  # of a value that are looked at
_ALIKE = 0.7  # of 1; a name of two words with one of them wholly different gets half

_REGISTERED = (FacetField.PERSON, FacetField.ORGANISATION, FacetField.PLACE, FacetField.EVENT)
_SUGGESTED = (*_REGISTERED, FacetField.COUNTRY)
_OPEN = (FacetField.SOURCE, FacetField.SECTION, FacetField.LANGUAGE)  # any text may be one
_EVENT_TYPES = frozenset(EventType)

Value = tuple[FacetField, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A chosen or excluded value that the archive does not know, and known ones with like names."""

    field: FacetField
    value: str
    near: tuple[Reference, ...]


def unknown(reader: SearchReader, query: SearchQuery, result: SearchResult) -> tuple[Unknown, ...]:
    """The first of them; `query` has the entries of today in its choices."""
    doubtful = [pair for pair in _chosen(query) if not _counted(result, *pair)]
    known = _known(reader, doubtful, query.language)
    names = _Names(reader, query.language)
    return tuple(
        Unknown(field=field, value=value, near=_nearest(names, field, value))
        for field, value in [pair for pair in doubtful if pair not in known][:MOST_TOLD]
    )


def _chosen(query: SearchQuery) -> Iterator[Value]:
    for field, choice in query.filters.items():
        for value in kept_values(choice):
            yield field, value


def _counted(result: SearchResult, field: FacetField, value: str) -> bool:
    """Whether the search that was answered already tells that the archive knows the value."""
    buckets = result.facets[field].buckets if field in result.facets else ()
    return any(
        bucket.count > 0 or (field in _REGISTERED and bucket.label != value)
        for bucket in buckets
        if bucket.value == value
    )


def _known(reader: SearchReader, values: Sequence[Value], language: str) -> frozenset[Value]:
    """Those that the archive has, by one request for the register and one for each other field."""
    registered = tuple(value for field, value in values if field in _REGISTERED)
    labelled = reader.labels(registered, language) if registered else {}
    asked = dict.fromkeys(field for field, _ in values if field in _OPEN)
    occurring = {field: _occurring(reader, field, values) for field in asked}

    def is_known(field: FacetField, value: str) -> bool:
        if field in _REGISTERED:
            return value in labelled
        if field is FacetField.COUNTRY:
            return is_country(value)
        return value in occurring.get(field, _EVENT_TYPES)

    return frozenset(pair for pair in values if is_known(*pair))


def _occurring(reader: SearchReader, field: FacetField, values: Iterable[Value]) -> frozenset[str]:
    """The values of this field that any article has: a search shows all that it chooses."""
    own = tuple(value for other, value in values if other is field)
    chosen = {field: FacetFilter(include=own)}
    query = SearchQuery(filters=chosen, size=1, facets=(field,), facet_size=1, histograms=False)
    buckets = reader.search(query).facets[field].buckets
    return frozenset(bucket.value for bucket in buckets if bucket.count > 0)


class _Names:
    """Names in the archive by their beginnings; asks nothing twice and no more than so often."""

    def __init__(self, reader: SearchReader, language: str) -> None:
        self._reader = reader
        self.language = language
        self._found: dict[tuple[FacetField | None, str], tuple[Suggestion, ...]] = {}

    def beginning(self, field: FacetField, text: str) -> Iterator[Suggestion]:
        if field in _SUGGESTED and not text:
            return
        asked = (None if field in _SUGGESTED else field, text)
        if asked not in self._found and len(self._found) < MOST_ASKED:
            self._found[asked] = self._ask(*asked)
        yield from (one for one in self._found.get(asked, ()) if one.field is field)

    def _ask(self, field: FacetField | None, text: str) -> tuple[Suggestion, ...]:
        if field is None:
            return self._reader.suggest(text, self.language, _CANDIDATES)
        request = FacetRequest(field=field, prefix=text, size=_CANDIDATES)
        found = self._reader.facet_values(SearchQuery(language=self.language), request)
        return tuple(
            Suggestion(field=field, id=bucket.value, label=bucket.label, articles=bucket.count)
            for bucket in found.buckets
        )


def _nearest(names: _Names, field: FacetField, text: str) -> tuple[Reference, ...]:
    """Values of this facet whose names are most like the text, or its id without the kind."""
    typed = words(text.removeprefix(f"{field.value}:"))[:_WORDS]
    if field is FacetField.COUNTRY and (meant := _countries(text, names.language)):
        return meant
    for beginnings in _steps(typed):
        candidates = [
            candidate for beginning in beginnings for candidate in names.beginning(field, beginning)
        ]
        if found := _ranked(typed, candidates):
            return found
    return ()


def _countries(text: str, language: str) -> tuple[Reference, ...]:
    """By code in small letters, or by an everyday name."""
    codes = (text.upper(),) if is_country(text.upper()) else countries_named(text)
    return tuple(Reference(id=code, name=country_name(code, language)) for code in codes)


def _steps(typed: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Beginnings of names to look for, from what was typed to ever less of it; the last of them
    fits everything.
    """
    short = tuple(word[:_BEGINNING] for word in typed)
    yield (" ".join(typed),)
    yield (" ".join(short),)
    yield short
    yield ("",)


def _ranked(typed: tuple[str, ...], candidates: Iterable[Suggestion]) -> tuple[Reference, ...]:
    """The most alike first, of equals those in most articles."""
    rated = [(_likeness(typed, candidate), candidate) for candidate in dict.fromkeys(candidates)]
    rated.sort(key=lambda pair: (-pair[0], -pair[1].articles))
    alike = [candidate for rate, candidate in rated if rate >= _ALIKE]
    return tuple(Reference(id=c.id, name=c.label) for c in alike[:MOST_NEAR])


def _likeness(typed: tuple[str, ...], candidate: Suggestion) -> float:
    """How well each typed word is found again, from 0 to 1, in the label or else in the value."""
    return max(_found_again(typed, words(text)) for text in (candidate.label, candidate.id))


def _found_again(typed: tuple[str, ...], text_words: tuple[str, ...]) -> float:
    best = [
        max((SequenceMatcher(None, word, other).ratio() for other in text_words), default=0.0)
        for word in typed
    ]
    return sum(best) / len(best) if best else 0.0
