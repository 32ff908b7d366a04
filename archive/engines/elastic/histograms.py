"""Histograms over both time axes from terms aggregations.

Published: an article lies in at most one bucket of a unit, so one aggregation tells all. About: an
article that names a coarser unit as a whole ("the nineties") overlaps each finer unit inside. It is
kept once, by its cover, so for buckets with the same ancestors the count is: articles with the
bucket's token, plus articles whose cover has one of the ancestors, minus articles with both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from archive.engines.elastic.facets import COUNTS, exactly, parse_terms
from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.queries import Json, any_of, terms
from archive.engines.elastic.snapshot import Search
from archive.engines.histograms import choose_unit, shown, units, units_to_try
from archive.model.search import Histogram, HistogramBucket, SearchQuery
from archive.model.timeline import Unit, ancestors, unit_of
from mappings.fields import ArticleField, Axis, IndexName, unit_field

_INSIDE = "inside"
_BOTH = "both"
_BOUNDS = {
    Axis.PUBLISHED: (ArticleField.PUBLISHED_FIRST, ArticleField.PUBLISHED_LAST),
    Axis.ABOUT: (ArticleField.ABOUT_FIRST, ArticleField.ABOUT_LAST),
}
_HISTOGRAMS = "histograms"
_COARSER = "coarser"

Answers = Mapping[str, Json]


def bounds_aggregations() -> Json:
    """What must be asked for first, so that units can be chosen."""
    wanted: Json = {}
    for first, last in _BOUNDS.values():
        wanted[first.value] = {"min": {"field": first.value}}
        wanted[last.value] = {"max": {"field": last.value}}
    return wanted


class HistogramCounter:
    """Searches and answers that make both histograms of one request."""

    def __init__(self, restrictions: Restrictions, query: SearchQuery) -> None:
        self._restrictions = restrictions
        self._query = query

    def second(self, answers: Answers) -> dict[str, Search]:
        """What is counted when the bounds are known: the units of both axes."""
        tried, about = self._tried(answers), self._about(answers)
        wanted = _dated(*self._published(answers), tried[:1]) if tried else {}
        if about is not None:
            wanted |= _overlaps(*about)
        return {_HISTOGRAMS: self._search(wanted)} if wanted else {}

    def third(self, answers: Answers) -> dict[str, Search]:
        """Coarser units where no article is dated as finely as the first."""
        tried = self._tried(answers)
        if len(tried) < 2 or self._dates(tried[:1], answers[_HISTOGRAMS]):
            return {}
        return {_COARSER: self._search(_dated(*self._published(answers), tried[1:]))}

    def both(self, answers: Answers) -> tuple[Histogram, Histogram]:
        """Published and about."""
        unit, dated = self._when(answers)
        total = answers[COUNTS]["hits"]["total"]["value"]
        about = self._about(answers)
        what = about[2] if about else self._query.about_unit or Unit.YEAR
        overlaps = _sums(*about, _counted(answers[_HISTOGRAMS])) if about else {}
        return (
            Histogram(unit=unit, buckets=_buckets(dated), undated=total - sum(dated.values())),
            Histogram(unit=what, buckets=_buckets(overlaps)),
        )

    def _when(self, answers: Answers) -> tuple[Unit, Mapping[str, int]]:
        tried = self._tried(answers)
        for unit in tried:
            for answer in (answers.get(_HISTOGRAMS), answers.get(_COARSER)):
                if answer and (found := self._dates([unit], answer)):
                    return unit, found
        return (tried[0] if tried else self._query.published_unit or Unit.YEAR), {}

    def _dates(self, tried: Sequence[Unit], answer: Json) -> dict[str, int]:
        field = unit_field(Axis.PUBLISHED, tried[0])
        counted = _counted(answer)
        return parse_terms(counted[field]) if field in counted else {}

    def _published(self, answers: Answers) -> tuple[date, date]:
        bounds = _bounds(answers, Axis.PUBLISHED)
        assert bounds is not None
        return bounds

    def _tried(self, answers: Answers) -> tuple[Unit, ...]:
        bounds = _bounds(answers, Axis.PUBLISHED)
        return units_to_try(*bounds, self._query.published_unit) if bounds else ()

    def _about(self, answers: Answers) -> tuple[date, date, Unit] | None:
        bounds = _bounds(answers, Axis.ABOUT)
        range_ = shown(*bounds, self._query.about) if bounds else None
        return (*range_, choose_unit(*range_, self._query.about_unit)) if range_ else None

    def _search(self, wanted: Json) -> Search:
        body: Json = {
            "size": 0,
            "track_total_hits": False,
            "query": self._restrictions.everything,
            "aggs": wanted,
        }
        return Search(index=IndexName.ARTICLES, body=body)


def _counted(answer: Json) -> Json:
    found: Json = answer["aggregations"]
    return found


def _bounds(answers: Answers, axis: Axis) -> tuple[date, date] | None:
    found = _counted(answers[COUNTS])
    first, last = (found[field.value]["value"] for field in _BOUNDS[axis])
    if first is None or last is None:
        return None
    return date.fromordinal(int(first)), date.fromordinal(int(last))


def _dated(first: date, last: date, tried: Sequence[Unit]) -> Json:
    fields = {unit: unit_field(Axis.PUBLISHED, unit) for unit in tried}
    return {f: exactly(f, list(units(first, last, unit))) for unit, f in fields.items()}


def _overlaps(first: date, last: date, unit: Unit) -> Json:
    field = unit_field(Axis.ABOUT, unit)
    wanted: Json = {_INSIDE: exactly(field, list(units(first, last, unit)))}
    for above, tokens in _groups(first, last, unit):
        if above:
            covered = any_of([terms(unit_field(Axis.COVER, unit_of(u)), [u]) for u in above])
            wanted[above[-1]] = {"filter": covered, "aggs": {_BOTH: exactly(field, tokens)}}
    return wanted


def _groups(first: date, last: date, unit: Unit) -> list[tuple[tuple[str, ...], list[str]]]:
    """The tokens of the unit by all that contain them."""
    return [(above, list(ts)) for above, ts in groupby(units(first, last, unit), key=ancestors)]


def _sums(first: date, last: date, unit: Unit, counted: Json) -> dict[str, int]:
    inside = parse_terms(counted[_INSIDE])
    found: dict[str, int] = {}
    for above, tokens in _groups(first, last, unit):
        covered: Json = counted[above[-1]] if above else {}
        both = parse_terms(covered[_BOTH]) if covered else {}
        for token in tokens:
            whole: int = covered.get("doc_count", 0)
            found[token] = inside.get(token, 0) + whole - both.get(token, 0)
    return found


def _buckets(counts: Mapping[str, int]) -> tuple[HistogramBucket, ...]:
    return tuple(HistogramBucket(value=v, count=counts[v]) for v in sorted(counts) if counts[v])
