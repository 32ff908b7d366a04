"""Histograms over both time axes from terms aggregations.

Published: an article lies in at most one bucket of a unit, so one aggregation tells all. About: an
article that names a coarser unit as a whole ("the nineties") overlaps each finer unit inside. It is
kept once, by its cover, so for buckets with the same ancestors the count is: articles with the
bucket's token, plus articles whose cover has one of the ancestors, minus articles with both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from tantivy import Query

from archive.engines.embedded.facets import Aggregations, parse_terms, terms_aggregation
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.queries import any_of, covered_by
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.histograms import choose_unit, shown, units, units_to_try
from archive.engines.limits import FACET_VALUES
from archive.model.search import Histogram, HistogramBucket, SearchQuery
from archive.model.timeline import Unit, ancestors
from mappings.fields import ArticleField, Axis, unit_field

_ARTICLES = "articles"
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

    def both(self, answer: Mapping[str, Any], total: int) -> tuple[Histogram, Histogram]:
        """Published and about; `answer` holds what `bounds_aggregations` asked for."""
        published, about = _bounds(answer, Axis.PUBLISHED), _bounds(answer, Axis.ABOUT)
        range_ = shown(*about, self._query.about) if about else None
        tried = units_to_try(*published, self._query.published_unit) if published else ()
        when = tried[0] if tried else None
        what = choose_unit(*range_, self._query.about_unit) if range_ else None
        counts = self._aggregate(self._restrictions.everything, _wanted(when, what))
        when, dated = self._dated(tried, counts)
        overlaps = self._overlaps(*range_, what, counts) if range_ and what else {}
        return (
            Histogram(
                unit=when or self._query.published_unit or Unit.YEAR,
                buckets=_buckets(dated),
                undated=total - sum(dated.values()),
            ),
            Histogram(unit=what or self._query.about_unit or Unit.YEAR, buckets=_buckets(overlaps)),
        )

    def _dated(
        self, tried: Sequence[Unit], counts: Mapping[str, dict[str, int]]
    ) -> tuple[Unit | None, Mapping[str, int]]:
        """The first unit that any article is dated at, with its counts; the first is counted."""
        for unit in tried:
            field = unit_field(Axis.PUBLISHED, unit)
            found = (
                counts.get(field) or self._aggregate(self._restrictions.everything, [field])[field]
            )
            if found:
                return unit, found
        return (tried[0] if tried else None), {}

    def _overlaps(
        self, first: date, last: date, unit: Unit, counts: Mapping[str, dict[str, int]]
    ) -> dict[str, int]:
        inside = counts[unit_field(Axis.ABOUT, unit)]
        whole = {token for above in _coarser(unit) for token in counts[_cover_field(above)]}
        found: dict[str, int] = {}
        for above, tokens in groupby(units(first, last, unit), key=ancestors):
            covered, both = self._covered([token for token in above if token in whole], unit)
            for token in tokens:
                found[token] = inside.get(token, 0) + covered - both.get(token, 0)
        return found

    def _covered(self, above: Sequence[str], unit: Unit) -> tuple[int, Mapping[str, int]]:
        """Articles whose cover has one of these units: all, and those with each finer token."""
        if not above:
            return 0, {}
        field = unit_field(Axis.ABOUT, unit)
        query = self._restrictions.with_clauses(
            [any_of(covered_by(self._restrictions.schema, above))]
        )
        wanted = {
            field: terms_aggregation(field, FACET_VALUES),
            _ARTICLES: {"value_count": {"field": ArticleField.ORDINAL.value}},
        }
        answer = self._snapshot.articles.searcher.aggregate(query, wanted)
        return int(answer[_ARTICLES]["value"]), parse_terms(answer[field])

    def _aggregate(self, query: Query, fields: Sequence[str]) -> dict[str, dict[str, int]]:
        if not fields:
            return {}
        wanted = {field: terms_aggregation(field, FACET_VALUES) for field in fields}
        answer = self._snapshot.articles.searcher.aggregate(query, wanted)
        return {field: parse_terms(answer[field]) for field in fields}


def _coarser(unit: Unit) -> list[Unit]:
    every = list(Unit)
    return every[: every.index(unit)]


def _cover_field(unit: Unit) -> str:
    return unit_field(Axis.COVER, unit)


def _wanted(published: Unit | None, about: Unit | None) -> list[str]:
    """The fields to count: both axes' units, and coarser units that are named as a whole."""
    fields = [unit_field(Axis.PUBLISHED, published)] if published else []
    if about:
        fields.append(unit_field(Axis.ABOUT, about))
        fields += [_cover_field(unit) for unit in _coarser(about)]
    return fields


def _buckets(counts: Mapping[str, int]) -> tuple[HistogramBucket, ...]:
    return tuple(_nonzero(counts))


def _nonzero(counts: Mapping[str, int]) -> Iterator[HistogramBucket]:
    for value in sorted(counts):
        if counts[value]:
            yield HistogramBucket(value=value, count=counts[value])
