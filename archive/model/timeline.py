"""Calendar units from century to day: how intervals of days become index tokens and back.

A unit is written as its TIMEX3 value: century `19`, decade `199`, year `1990`, month `1990-05`, day
`1990-05-09`.
The minimal cover of an interval is the smallest set of units whose days are exactly the interval's.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_LENGTHS = {2: "century", 3: "decade", 4: "year", 7: "month", 10: "day"}


class Unit(StrEnum):
    """Calendar units, coarse to fine."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_UNITS = {length: Unit(name) for length, name in _LENGTHS.items()}
_SIZES = {unit: length for length, unit in _UNITS.items()}
_REMEMBERED = 32_768  # days and intervals that articles name: most are named by many


def unit_of(token: str) -> Unit:
    """The unit that a token such as `1990-05` is written in."""
    return _UNITS[len(token)]


@lru_cache(maxsize=_REMEMBERED)
def ancestors(token: str) -> tuple[str, ...]:
    """The coarser units that contain this one, coarse to fine; `1990-05` gives `19`, `199`,
    `1990`.
    """
    return tuple(token[:length] for length in _LENGTHS if length < len(token))


def days(token: str) -> tuple[date, date]:
    """First and last day of a unit (the century `00` starts with the year 1)."""
    if len(token) < 4:
        width = 10 ** (4 - len(token))
        start = int(token) * width
        return date(max(start, 1), 1, 1), date(start + width - 1, 12, 31)
    if len(token) == 4:
        return date(int(token), 1, 1), date(int(token), 12, 31)
    year, month = int(token[:4]), int(token[5:7])
    if len(token) == 7:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(token)
    return day, day


def containing(day: date, unit: Unit) -> str:
    """The token of the unit that contains this day."""
    return day.isoformat()[: _SIZES[unit]]


@lru_cache(maxsize=_REMEMBERED)
def cover(first: date, last: date) -> tuple[str, ...]:
    """The minimal cover of the closed interval, in calendar order; raise ValueError if `last` is
    before `first`.
    """
    if last < first:
        raise ValueError(f"interval ends before it starts: {first} to {last}")
    return tuple(_cover(first, last))


def _cover(first: date, last: date) -> Iterator[str]:
    day = first
    while True:
        token = _widest(day, last)
        yield token
        end = days(token)[1]
        if end >= last:
            return
        day = end + timedelta(days=1)


def _widest(day: date, last: date) -> str:
    if day.day > 1:  # most days that articles name: no wider unit begins here
        return day.isoformat()
    for length in _LENGTHS:
        token = day.isoformat()[:length]
        start, end = days(token)
        if start == day and end <= last:
            return token
    raise AssertionError("a day always covers itself")


def cover_tokens(intervals: Iterable[tuple[date, date]]) -> tuple[str, ...]:
    """The covers of all intervals, each unit once, sorted."""
    return tuple(sorted({token for first, last in intervals for token in cover(first, last)}))


def with_ancestors(tokens: Iterable[str]) -> tuple[str, ...]:
    """The tokens and everything that contains them, each once, sorted."""
    found: set[str] = set()
    for token in tokens:
        found.add(token)
        found.update(ancestors(token))
    return tuple(sorted(found))
