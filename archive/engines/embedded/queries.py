"""Small tantivy queries that the other modules build from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema

from archive.engines.periods import day_bounds, overlapping_units
from archive.model.partial_date import DateRange
from archive.model.timeline import unit_of
from mappings.fields import Axis, unit_field


def everything() -> Query:
    """All documents, none scored."""
    return unscored(Query.all_query())


def unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def term(schema: Schema, field: str, value: str) -> Query:
    return Query.term_query(schema, field, value, index_option="basic")


def terms(schema: Schema, field: str, values: Sequence[str]) -> Query:
    """Any of the values, scored alike."""
    return Query.term_set_query(schema, field, list(values))


def any_of(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(required: Sequence[Query], forbidden: Iterable[Query] = ()) -> Query:
    """All required and none of the forbidden; without required ones, everything but these."""
    clauses = [(Occur.Must, query) for query in required or (everything(),)]
    clauses += [(Occur.MustNot, query) for query in forbidden]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def at_least(schema: Schema, field: str, number: int) -> Query:
    return Query.range_query(schema, field, FieldType.Integer, lower_bound=number)


def at_most(schema: Schema, field: str, number: int) -> Query:
    return Query.range_query(schema, field, FieldType.Integer, upper_bound=number)


def published_within(schema: Schema, range_: DateRange) -> Query:
    """Articles with a date whose whole interval lies inside."""
    sides = {"gte": at_least, "lte": at_most}
    bounds = day_bounds(range_)
    return unscored(all_of([sides[sign](schema, field, day) for field, sign, day in bounds]))


def about_overlaps(schema: Schema, range_: DateRange) -> Query:
    """Articles that name an interval with a day in common."""
    units = overlapping_units(range_)
    if not units:
        return Query.empty_query()
    return unscored(any_of([terms(schema, field, units[field]) for field in units]))


def covered_by(schema: Schema, units: Iterable[str]) -> list[Query]:
    """One query for each unit: articles that name an interval whose cover has it."""
    return [term(schema, unit_field(Axis.COVER, unit_of(unit)), unit) for unit in units]
