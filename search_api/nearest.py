"""Values of a facet that nothing has, as typed addresses bring them, and what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

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
_CANDIDATES = 100
_BEGINNING = 3  # letters of a word that slips of the pen mostly leave alone
_WORDS = 4  # of a value that are looked at
_ALIKE = 0.7  # of 1; a name of two words with one of them wholly different gets half

_REGISTERED = (FacetField.PERSON, FacetField.ORGANISATION, FacetField.PLACE, FacetField.EVENT)
_SUGGESTED = (*_REGISTERED, FacetField.COUNTRY)
_EVENT_TYPES = frozenset(EventType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A chosen or excluded value that the archive does not know, and known ones with like names."""

    field: FacetField
    value: str
    near: tuple[Reference, ...]


def unknown(reader: SearchReader, query: SearchQuery, result: SearchResult) -> tuple[Unknown, ...]:
    """The first of them; `query` has the entries of today in its choices."""
    found: list[Unknown] = []
    for field, value in _chosen(query):
        if len(found) < MOST_TOLD and not _known(reader, query, result, field, value):
            near = nearest(reader, field, value, query.language)
            found.append(Unknown(field=field, value=value, near=near))
    return tuple(found)


def _chosen(query: SearchQuery) -> Iterator[tuple[FacetField, str]]:
    for field, choice in query.filters.items():
        for value in dict.fromkeys((*choice.include, *choice.exclude)):
            yield field, value


def _known(
    reader: SearchReader, query: SearchQuery, result: SearchResult, field: FacetField, value: str
) -> bool:
    counted = result.facets[field].buckets if field in result.facets else ()
    bucket = next((bucket for bucket in counted if bucket.value == value), None)
    if bucket and bucket.count:
        return True
    if field in _REGISTERED:
        named = bucket is not None and bucket.label != value
        return named or value in reader.labels((value,), query.language)
    if field is FacetField.COUNTRY:
        return is_country(value)
    if field is FacetField.EVENT_TYPE:
        return value in _EVENT_TYPES
    return _occurs(reader, field, value)


def _occurs(reader: SearchReader, field: FacetField, value: str) -> bool:
    chosen = {field: FacetFilter(include=(value,))}
    query = SearchQuery(filters=chosen, size=1, facets=(), histograms=False)
    return reader.search(query).total.value > 0


def nearest(
    reader: SearchReader, field: FacetField, text: str, language: str
) -> tuple[Reference, ...]:
    """Values of this facet whose names are most like the text, or its id without the kind."""
    typed = words(text.removeprefix(f"{field.value}:"))[:_WORDS]
    if field is FacetField.COUNTRY and (meant := _countries(text, language)):
        return meant
    for beginnings in _steps(typed):
        candidates = [
            candidate
            for beginning in beginnings
            for candidate in _candidates(reader, field, beginning, language)
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


def _candidates(
    reader: SearchReader, field: FacetField, beginning: str, language: str
) -> Iterator[Suggestion]:
    if field in _SUGGESTED:
        suggested = reader.suggest(beginning, language, _CANDIDATES) if beginning else ()
        yield from (suggestion for suggestion in suggested if suggestion.field is field)
        return
    request = FacetRequest(field=field, prefix=beginning, size=_CANDIDATES)
    for bucket in reader.facet_values(SearchQuery(language=language), request).buckets:
        yield Suggestion(field=field, id=bucket.value, label=bucket.label, articles=bucket.count)


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
