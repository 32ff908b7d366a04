"""Dates and ranges of dates as a query writes them."""

from __future__ import annotations

import re

from archive.model.partial_date import DateRange, PartialDate
from archive.query.faults import Fault

_RANGE = re.compile(r"\[\s*(\S+)\s+(?:TO|to|BIS|bis)\s+(\S+)\s*\]|([^\s.]+)\.\.([^\s.]+)")
_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})")
_SLOPPY = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")
_OPEN = "*"


def date_range(text: str) -> DateRange:
    """The days that `2024-06`, `[2020 TO 2024-06]` or `2020..2024-06` covers; raise Fault."""
    ends = _RANGE.fullmatch(text)
    if ends is None:
        if text.startswith("["):
            raise Fault("A range has the form [2020 TO 2024-06]; * leaves an end open.")
        return DateRange.of(_partial(text))
    first, last = (end for end in ends.groups() if end is not None)
    return _between(first, last)


def _between(first: str, last: str) -> DateRange:
    start = None if first == _OPEN else _partial(first, f"[{{}} TO {last}]").first
    end = None if last == _OPEN else _partial(last, f"[{first} TO {{}}]").last
    if start and end and end < start:
        raise Fault("This range ends before it begins.", f"[{last} TO {first}]")
    return DateRange(first=start, last=end)


def _partial(text: str, frame: str = "{}") -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError:
        meant = _meant(text)
        suggestion = frame.format(meant) if meant else None
        reason = f"{text} is not a date; write 2024, 2024-06 or 2024-06-19."
        raise Fault(reason, suggestion) from None


def _meant(text: str) -> str | None:
    """A German date or one without leading zeros, as it should be written."""
    if german := _GERMAN.fullmatch(text):
        day, month, year = german.groups()
    elif sloppy := _SLOPPY.fullmatch(text):
        year, month, day = sloppy.groups()
    else:
        return None
    meant = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        return PartialDate.parse(meant).value
    except ValueError:
        return None
