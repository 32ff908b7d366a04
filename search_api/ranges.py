"""Ranges of days as a query string has them: `2024-06`, `1990..1999`, `2020..`, `..2024-06`."""

from __future__ import annotations

import re
from datetime import date

from archive.errors import ParameterError
from archive.model.partial_date import DateRange, PartialDate

_BETWEEN = ".."


# As people write days and periods: 19.6.2024, 6/2024, "2009 bis 2010", 2009-2010.
_DAY = re.compile(r"(?<!\d)(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})(?!\d)")
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_TO = re.compile(r"\s*(?:–|\bbis\b|\bto\b|\.\.)\s*")


def range_of(text: str, parameter: str) -> DateRange:
    """Read a partial date or `FROM..TO`; raise ParameterError for all else, with what may be
    meant.
    """
    try:
        return _range_of(text, parameter)
    except ParameterError as error:
        if error.suggestion is None and (meant := _meant(text)) is not None:
            raise ParameterError(error.reason, parameter=parameter, suggestion=meant) from error
        raise


def _meant(text: str) -> str | None:
    """The same period in our form; None where that makes no sense of it."""
    plain = _YEARS.sub(r"\1..\2", _DAY.sub(_turned, text.strip()))
    corrected = _TO.sub(_BETWEEN, plain)
    try:
        _range_of(corrected, "")
    except ParameterError:
        return None
    return corrected


def _turned(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return "-".join([year, f"{month:0>2}", *([f"{day:0>2}"] if day else [])])


def _range_of(text: str, parameter: str) -> DateRange:
    head, between, tail = text.strip().partition(_BETWEEN)
    if not between:
        return DateRange.of(_partial(head, parameter))
    first = _partial(head, parameter).first if head else None
    last = _partial(tail, parameter).last if tail else None
    if first is None and last is None:
        raise ParameterError("a range needs at least one end", parameter=parameter)
    if first and last and last < first:
        reason = f"the range {text!r} ends before it begins"
        raise ParameterError(reason, parameter=parameter, suggestion=f"{tail}{_BETWEEN}{head}")
    return DateRange(first=first, last=last)


def _partial(text: str, parameter: str) -> PartialDate:
    try:
        return PartialDate.parse(text.strip())
    except ValueError as exc:
        reason = f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD"
        raise ParameterError(reason, parameter=parameter) from exc


def text_of(days: DateRange) -> str:
    """The shortest text that `range_of` reads as these days."""
    if days.first and days.last:
        whole = _unit(days.first, days.last)
        if whole:
            return whole
    first = _shortest_first(days.first) if days.first else ""
    last = _shortest_last(days.last) if days.last else ""
    return f"{first}{_BETWEEN}{last}"


def _forms(day: date) -> tuple[PartialDate, ...]:
    """Year, month and day that contain the day, shortest text first."""
    year, month = PartialDate(day.year), PartialDate(day.year, day.month)
    return year, month, PartialDate(day.year, day.month, day.day)


def _unit(first: date, last: date) -> str | None:
    return next((p.value for p in _forms(first) if (p.first, p.last) == (first, last)), None)


def _shortest_first(day: date) -> str:
    return next(p.value for p in _forms(day) if p.first == day)


def _shortest_last(day: date) -> str:
    return next(p.value for p in _forms(day) if p.last == day)
