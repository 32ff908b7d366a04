"""The calendar days that a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

# The first month of the meteorological season; a winter belongs to the year in which it starts.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PARTS = {"Q": 3, "H": 6}
_FORM = re.compile(
    r"(?P<year>\d{2,4})"
    r"(?:-(?P<season>SP|SU|FA|WI)|-(?P<part>[QH])(?P<number>[1-4])"
    r"|-W(?P<week>\d{2})(?P<weekend>-WE)?|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


def covered(value: str) -> Days | None:
    """First and last day of a value; None when it names no calendar time of the years 1 to 9999."""
    first, slash, last = value.partition("/")
    try:
        start = _days(first)
        end = _days(last) if slash else start
    except (ValueError, OverflowError):
        return None
    if start is None or end is None or end[1] < start[0]:
        return None
    return start[0], end[1]


def _days(value: str) -> Days | None:
    match = _FORM.fullmatch(value.partition("T")[0])
    if match is None:
        return None
    if len(match["year"]) < 4:
        return _long(match["year"]) if match.end() == match.end("year") else None
    year = int(match["year"])
    if match["season"]:
        return _months(year, SEASONS[match["season"]], 3)
    if match["part"]:
        length = _PARTS[match["part"]]
        return _months(year, (int(match["number"]) - 1) * length + 1, length)
    if match["week"]:
        return _week(year, int(match["week"]), weekend=bool(match["weekend"]))
    return _plain(year, match["month"], match["day"])


def _plain(year: int, month: str | None, day: str | None) -> Days:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return _months(year, int(month), 1)
    only = date(year, int(month), int(day))
    return only, only


def _long(digits: str) -> Days:
    width = 10 ** (4 - len(digits))
    start = int(digits) * width
    return date(max(start, 1), 1, 1), date(start + width - 1, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    start = date(year, month, 1)
    ahead = year * 12 + month - 1 + count - 1
    end_year, end_month = divmod(ahead, 12)
    return start, date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


def _week(year: int, week: int, *, weekend: bool) -> Days:
    monday = date.fromisocalendar(year, week, 1)
    return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)


def day_value(year: int, month: int, day: int) -> str | None:
    """The value of a day; None for a day that is not in the calendar."""
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return value if year > 0 and covered(value) else None


def week_value(day: date) -> str:
    """The ISO week that contains the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def day_of_week(value: str) -> int:
    """1 for the Monday to 7 for the Sunday of the value of a day."""
    return date.fromisoformat(value).isoweekday()
