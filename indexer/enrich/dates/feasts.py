"""Feast days by computation: fixed days, those that move with Easter, n-th Sundays."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous (Meeus/Jones/Butcher) algorithm."""
    golden = year % 19
    century, rest = divmod(year, 100)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def first_advent(year: int) -> date:
    """The fourth Sunday before Christmas Day."""
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=christmas.isoweekday() + 21)


def feast_day(rule: str, year: int) -> date | None:
    """The day of a feast by its rule, None if there is none.

    Rules are a day of the year (`12-25`), days from Easter or from the first Sunday of Advent
    (`easter+39`, `advent-7`), or the n-th such weekday of a month (`05/7/2`; -1 is the last).
    """
    try:
        if rule.startswith("easter"):
            return easter(year) + timedelta(days=int(rule[6:] or 0))
        if rule.startswith("advent"):
            return first_advent(year) + timedelta(days=int(rule[6:] or 0))
        if "/" in rule:
            return _weekday_of_month(year, *(int(part) for part in rule.split("/")))
        return date(year, int(rule[:2]), int(rule[3:]))
    except (ValueError, OverflowError):
        return None


def _weekday_of_month(year: int, month: int, weekday: int, number: int) -> date:
    if number < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
