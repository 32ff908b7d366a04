"""Which calendar units a histogram shows, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from archive.model.partial_date import DateRange
from archive.model.timeline import Unit, containing, days

# So many bars can be told apart on a page; coarser units follow.
_BARS = {Unit.DAY: 62, Unit.MONTH: 120, Unit.YEAR: 150, Unit.DECADE: 150}
_FINE_TO_COARSE = (Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY)
MOST_BUCKETS = 1_000  # of a unit that was asked for


def choose_unit(first: date, last: date, wanted: Unit | None) -> Unit:
    """The unit asked for, else the finest that gives few bars; a coarser one beyond the limits."""
    candidates = _FINE_TO_COARSE[_FINE_TO_COARSE.index(wanted) :] if wanted else _FINE_TO_COARSE
    for unit in candidates:
        limit = MOST_BUCKETS if wanted else _BARS.get(unit, MOST_BUCKETS)
        if units_between(first, last, unit) <= limit:
            return unit
    return Unit.CENTURY


def units_to_try(first: date, last: date, wanted: Unit | None) -> tuple[Unit, ...]:
    """The chosen unit, then coarser ones for dates that are all too coarse for it; a unit that was
    asked for has no stand-in.
    """
    chosen = choose_unit(first, last, wanted)
    return (chosen,) if wanted else _FINE_TO_COARSE[_FINE_TO_COARSE.index(chosen) :]


def units_between(first: date, last: date, unit: Unit) -> int:
    """How many units the days from first to last touch."""
    match unit:
        case Unit.DAY:
            return (last - first).days + 1
        case Unit.MONTH:
            return (last.year - first.year) * 12 + last.month - first.month + 1
        case Unit.YEAR:
            return last.year - first.year + 1
        case Unit.DECADE:
            return last.year // 10 - first.year // 10 + 1
        case _:
            return last.year // 100 - first.year // 100 + 1


def units(first: date, last: date, unit: Unit) -> Iterator[str]:
    """The tokens of these units, in calendar order."""
    day = first
    while True:
        token = containing(day, unit)
        yield token
        end = days(token)[1]
        if end >= last:
            return
        day = end + timedelta(days=1)


def shown(first: date, last: date, chosen: DateRange | None) -> tuple[date, date] | None:
    """The part of the matching dates that lies in the chosen range; None if there is none.

    An article that names a date within the range may name others outside; bars for these would
    bury the ones that were asked for.
    """
    if chosen is not None:
        first, last = max(first, chosen.first or first), min(last, chosen.last or last)
    return (first, last) if first <= last else None
