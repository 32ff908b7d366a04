"""What a range of days asks of an article's two time axes, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from archive.engines.sortkeys import day_number
from archive.model.partial_date import DateRange
from archive.model.timeline import ancestors, cover, unit_of
from mappings.fields import ArticleField, Axis, unit_field

_FIRST_DAY = 1

Bound = tuple[str, Literal["gte", "lte"], int]


def day_bounds(range_: DateRange) -> Iterator[Bound]:
    """Fields and their bounds: articles with a date whose whole interval lies inside."""
    first = day_number(range_.first) if range_.first else _FIRST_DAY
    yield ArticleField.PUBLISHED_FIRST.value, "gte", first
    if range_.last:
        yield ArticleField.PUBLISHED_LAST.value, "lte", day_number(range_.last)


def overlapping_units(range_: DateRange) -> dict[str, tuple[str, ...]]:
    """Fields with units of which an article must have one: it names an interval that overlaps.

    The query's interval is covered by calendar units too. Two intervals overlap if and only if a
    unit of one cover contains, or is, a unit of the other.
    """
    first, last = range_.first or date.min, range_.last or date.max
    if last < first:
        return {}
    found: dict[str, dict[str, None]] = {}
    for token in cover(first, last):
        found.setdefault(unit_field(Axis.ABOUT, unit_of(token)), {})[token] = None
        for above in ancestors(token):
            found.setdefault(unit_field(Axis.COVER, unit_of(above)), {})[above] = None
    return {field: tuple(units) for field, units in found.items()}
