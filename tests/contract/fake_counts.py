"""Facets and histograms by their definition: one search for every bucket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from archive.engines.facets import Shares, bucket, by_count, kept_values
from archive.engines.histograms import choose_unit, shown, units, units_to_try
from archive.labels import event_type_name, language_name
from archive.model.document import ArticleDocument, FacetField
from archive.model.partial_date import DateRange, PartialDate
from archive.model.search import (
    Bucket,
    FacetFilter,
    FacetResult,
    Histogram,
    HistogramBucket,
    Op,
    SearchQuery,
)
from archive.model.timeline import Unit, days
from tests.contract.fake_match import is_about


class Searched(Protocol):
    """What is counted in."""

    articles: dict[str, ArticleDocument]

    def matches(self, query: SearchQuery) -> list[ArticleDocument]: ...

    def labels(self, ids: Iterable[str], language: str) -> dict[str, str]: ...

    def days(self) -> dict[str, int]: ...


def total(searched: Searched, query: SearchQuery, field: FacetField, chosen: FacetFilter) -> int:
    """The total of the same search with other choices in this facet."""
    return len(searched.matches(replace(query, filters={**query.filters, field: chosen})))


def value_count(searched: Searched, query: SearchQuery, field: FacetField, value: str) -> int:
    chosen = query.filters.get(field, FacetFilter())
    if value in chosen.exclude:
        others = tuple(v for v in chosen.exclude if v != value)
        lifted = total(searched, query, field, replace(chosen, exclude=others))
        return lifted - len(searched.matches(query))
    if chosen.op is Op.AND:
        return total(searched, query, field, replace(chosen, include=(*chosen.include, value)))
    return total(searched, query, field, replace(chosen, include=(value,), missing=False))


def missing_count(searched: Searched, query: SearchQuery, field: FacetField) -> int:
    chosen = query.filters.get(field, FacetFilter())
    include = chosen.include if chosen.op is Op.AND else ()
    return total(searched, query, field, replace(chosen, include=include, missing=True))


def _label(searched: Searched, field: FacetField, value: str, language: str) -> str:
    match field:
        case FacetField.EVENT_TYPE:
            return event_type_name(value, language)
        case FacetField.LANGUAGE:
            return language_name(value, language)
        case FacetField.SOURCE | FacetField.SECTION:
            return value
        case _:
            return searched.labels([value], language).get(value, value)


def all_buckets(searched: Searched, query: SearchQuery, field: FacetField) -> list[Bucket]:
    """Every value with articles, and the chosen and excluded ones whatever their count."""
    chosen = query.filters.get(field)
    kept = kept_values(chosen)
    via = chosen.via if chosen else None
    values = {v for d in searched.articles.values() for v in d.facet_values(field, via)} | set(kept)
    counts = {value: value_count(searched, query, field, value) for value in values}
    found = [
        bucket(value, _label(searched, field, value, query.language), number, chosen)
        for value, number in counts.items()
        if number or value in kept
    ]
    return sorted(found, key=by_count(searched.days()))


def shown_buckets(
    searched: Searched, query: SearchQuery, field: FacetField, size: int
) -> FacetResult:
    found = all_buckets(searched, query, field)
    kept = kept_values(query.filters.get(field))
    buckets = tuple(b for rank, b in enumerate(found) if rank < size or b.value in kept)
    return FacetResult(
        buckets=buckets,
        more=len(found) > len(buckets),
        missing=missing_count(searched, query, field),
    )


def shares(searched: Searched, query: SearchQuery, field: FacetField) -> Shares:
    """Hits are those that the facet's counts are taken from."""
    chosen = query.filters.get(field, FacetFilter())
    if chosen.op is Op.OR:
        chosen = replace(chosen, include=(), missing=False)
    alike = SearchQuery(filters={field: FacetFilter(via=chosen.via)})
    everywhere = all_buckets(searched, alike, field)
    return Shares(
        hits=total(searched, query, field, chosen),
        archive=len(searched.articles),
        counts={entry.value: entry.count for entry in everywhere},
    )


def published_histogram(query: SearchQuery, found: Sequence[ArticleDocument]) -> Histogram:
    dated = [d.article.published for d in found if d.article.published]
    if not dated:
        unit = query.published_unit or Unit.YEAR
        return Histogram(unit=unit, buckets=(), undated=len(found))
    first, last = min(d.first for d in dated), max(d.last for d in dated)
    tried = units_to_try(first, last, query.published_unit)
    counted = [(unit, _within(dated, units(first, last, unit))) for unit in tried]
    unit, counts = next((pair for pair in counted if any(pair[1].values())), counted[0])
    undated = len(found) - sum(counts.values())
    return Histogram(unit=unit, buckets=_nonzero(counts), undated=undated)


def _within(dated: Sequence[PartialDate], tokens: Iterable[str]) -> dict[str, int]:
    spans = {token: days(token) for token in tokens}
    return {
        token: sum(start <= d.first and d.last <= end for d in dated)
        for token, (start, end) in spans.items()
    }


def about_histogram(
    searched: Searched, query: SearchQuery, found: Sequence[ArticleDocument]
) -> Histogram:
    intervals = [interval for document in found for interval in document.about]
    bounds = _bounds(intervals, query.about)
    if bounds is None:
        return Histogram(unit=query.about_unit or Unit.YEAR, buckets=())
    unit = choose_unit(*bounds, query.about_unit)
    counts = {
        token: sum(is_about(document, DateRange(*days(token))) for document in found)
        for token in units(*bounds, unit)
    }
    return Histogram(unit=unit, buckets=_nonzero(counts))


def _bounds(
    intervals: Sequence[tuple[date, date]], chosen: DateRange | None
) -> tuple[date, date] | None:
    if not intervals:
        return None
    return shown(min(first for first, _ in intervals), max(last for _, last in intervals), chosen)


def _nonzero(counts: dict[str, int]) -> tuple[HistogramBucket, ...]:
    return tuple(HistogramBucket(value=v, count=n) for v, n in sorted(counts.items()) if n)
