"""Small Elasticsearch queries that the other modules build from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archive.engines.periods import day_bounds, overlapping_units
from archive.model.partial_date import DateRange

Json = dict[str, Any]


def everything() -> Json:
    """All documents."""
    return {"match_all": {}}


def nothing() -> Json:
    return {"match_none": {}}


def unscored(query: Json) -> Json:
    """What matches counts nothing."""
    return {"bool": {"filter": [query]}}


def term(field: str, value: str) -> Json:
    return {"term": {str(field): {"value": value}}}  # serializers take no enumeration as a key


def terms(field: str, values: Iterable[str | int]) -> Json:
    """Any of the values, scored alike."""
    return {"terms": {str(field): list(values)}}


def prefix(field: str, start: str) -> Json:
    return {"prefix": {str(field): {"value": start}}}


def any_of(queries: Sequence[Json]) -> Json:
    if not queries:
        return nothing()
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def all_of(
    required: Sequence[Json], forbidden: Sequence[Json] = (), scored: Sequence[Json] = ()
) -> Json:
    """All required and scored and none of the forbidden; without either, everything but these."""
    clauses: Json = {}
    if scored:
        clauses["must"] = list(scored)
    if required or not scored:
        clauses["filter"] = list(required) or [everything()]
    if forbidden:
        clauses["must_not"] = list(forbidden)
    return {"bool": clauses}


def published_within(range_: DateRange) -> Json:
    """Articles with a date whose whole interval lies inside."""
    bounds = day_bounds(range_)
    return all_of([{"range": {field: {sign: day}}} for field, sign, day in bounds])


def about_overlaps(range_: DateRange) -> Json:
    """Articles that name an interval with a day in common."""
    return any_of([terms(field, units) for field, units in overlapping_units(range_).items()])


def boosted(query: Json, weight: float) -> Json:
    """The score of what matches, so many times."""
    return {"bool": {"must": [query], "boost": weight}}


def constant(query: Json, weight: float) -> Json:
    """This score for all that matches."""
    return {"constant_score": {"filter": query, "boost": weight}}
