"""Histograms over both time axes from terms aggregations.

Published: an article lies in at most one bucket of a unit, so one aggregation tells all. About: an
article that names a coarser unit as a whole ("the nineties") overlaps each finer unit inside. It is
kept once, by its cover, so for buckets with the same ancestors the count is: articles with the
bucket's token, plus articles whose cover has one of the ancestors, minus articles with both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from tantivy import Query

from archive.engines.embedded.facets import Aggregations, count, parse_terms, terms_aggregation
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.queries import any_of, covered_by
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.histograms import choose_unit, shown, units
from archive.engines.limits import FACET_VALUES
from archive.model.search import Histogram, HistogramBucket, SearchQuery
from archive.model.timeline import Unit, ancestors
from mappings.fields import ArticleField, Axis, unit_field

_BOUNDS = {
    Axis.PUBLISHED: (ArticleField.PUBLISHED_FIRST, ArticleField.PUBLISHED_LAST),
    Axis.ABOUT: (ArticleField.ABOUT_FIRST, ArticleField.ABOUT_LAST),
}


def bounds_aggregations() -> Aggregations:
    """What one aggregation call must ask for, so that units can be chosen."""
    wanted: Aggregations = {}
    for first, last in _BOUNDS.values():
        wanted[first.value] = {"min": {"field": first.value}}
        wanted[last.value] = {"max": {"field": last.value}}
    return wanted


def _bounds(answer: Mapping[str, Any], axis: Axis) -> tuple[date, date] | None:
    first, last = (answer[field.value]["value"] for field in _BOUNDS[axis])
    if first is None or last is None:
        return None
    return date.fromordinal(int(first)), date.fromordinal(int(last))


class HistogramCounter:
    """Counts both histograms of one request in one snapshot."""

    def __init__(self, snapshot: Snapshot, restrictions: Restrictions, query: SearchQuery) -> None:
        self._snapshot = snapshot
        self._restrictions = restrictions
        self._query = query

    def published(self, answer: Mapping[str, Any], total: int) -> Histogram:
        """`answer` holds what `bounds_aggregations` asked for."""
        bounds = _bounds(answer, Axis.PUBLISHED)
        if bounds is None:
            unit = self._query.published_unit or Unit.YEAR
            return Histogram(unit=unit, buckets=(), undated=total)
        unit = choose_unit(*bounds, self._query.published_unit)
        counts = self._count_units(self._restrictions.everything, Axis.PUBLISHED, unit)
        return Histogram(unit=unit, buckets=_buckets(counts), undated=total - sum(counts.values()))

    def about(self, answer: Mapping[str, Any]) -> Histogram:
        """`answer` holds what `bounds_aggregations` asked for."""
        bounds = _bounds(answer, Axis.ABOUT)
        range_ = shown(*bounds, self._query.about) if bounds else None
        if range_ is None:
            return Histogram(unit=self._query.about_unit or Unit.YEAR, buckets=())
        unit = choose_unit(*range_, self._query.about_unit)
        return Histogram(unit=unit, buckets=_buckets(self._overlaps(*range_, unit)))

    def _overlaps(self, first: date, last: date, unit: Unit) -> dict[str, int]:
        inside = self._count_units(self._restrictions.everything, Axis.ABOUT, unit)
        found: dict[str, int] = {}
        for above, tokens in groupby(units(first, last, unit), key=ancestors):
            covered, both = self._covered(above, unit)
            for token in tokens:
                found[token] = inside.get(token, 0) + covered - both.get(token, 0)
        return found

    def _covered(self, above: tuple[str, ...], unit: Unit) -> tuple[int, Mapping[str, int]]:
        """Articles whose cover has one of these units: all, and those with each finer token."""
        if not above:
            return 0, {}
        cover = any_of(covered_by(self._restrictions.schema, above))
        query = self._restrictions.with_clauses([cover])
        covered = count(self._snapshot, query)
        return covered, self._count_units(query, Axis.ABOUT, unit) if covered else {}

    def _count_units(self, query: Query, axis: Axis, unit: Unit) -> dict[str, int]:
        field = unit_field(axis, unit)
        wanted = {field: terms_aggregation(field, FACET_VALUES)}
        return parse_terms(self._snapshot.articles.searcher.aggregate(query, wanted)[field])


def _buckets(counts: Mapping[str, int]) -> tuple[HistogramBucket, ...]:
    return tuple(_nonzero(counts))


def _nonzero(counts: Mapping[str, int]) -> Iterator[HistogramBucket]:
    for value in sorted(counts):
        if counts[value]:
            yield HistogramBucket(value=value, count=counts[value])
