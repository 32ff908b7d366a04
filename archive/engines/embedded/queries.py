"""Small tantivy queries that the other modules build from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema

from archive.engines.sortkeys import day_number
from archive.model.partial_date import DateRange
from archive.model.timeline import ancestors, cover, unit_of
from mappings.fields import ArticleField, Axis, unit_field

_FIRST_DAY = 1


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
    first = day_number(range_.first) if range_.first else _FIRST_DAY
    clauses = [at_least(schema, ArticleField.PUBLISHED_FIRST, first)]
    if range_.last:
        clauses.append(at_most(schema, ArticleField.PUBLISHED_LAST, day_number(range_.last)))
    return unscored(all_of(clauses))


def about_overlaps(schema: Schema, range_: DateRange) -> Query:
    """Articles that name an interval with a day in common.

    The query's interval is covered by calendar units too. Two intervals overlap if and only if a
    unit of one cover contains, or is, a unit of the other.
    """
    first, last = range_.first or date.min, range_.last or date.max
    if last < first:
        return Query.empty_query()
    return unscored(any_of([_overlaps_unit(schema, token) for token in cover(first, last)]))


def _overlaps_unit(schema: Schema, token: str) -> Query:
    inside = term(schema, unit_field(Axis.ABOUT, unit_of(token)), token)
    return any_of([inside, *covered_by(schema, ancestors(token))])


def covered_by(schema: Schema, units: Iterable[str]) -> list[Query]:
    """One query for each unit: articles that name an interval whose cover has it."""
    return [term(schema, unit_field(Axis.COVER, unit_of(unit)), unit) for unit in units]
