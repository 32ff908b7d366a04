"""Publication dates as sources write them, read as days, months or years."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from archive.model.partial_date import PartialDate
from indexer.sources.record import Code, Refused

_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}\S*(?: ?[+-]\d{2}:?\d{2}| ?Z)?", re.I)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}.*")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+\d{1,2}[:.]\d{2}.*)?")
_GERMAN_MONTH = re.compile(
    r"(?:(\d{1,2})\.\s*)?([A-Za-zä]+)\.?\s+(\d{4})(?:,?\s+\d{1,2}[:.]\d{2}.*)?"
)
_SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz mär mrz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SECONDS_DIGITS, _MILLISECONDS_DIGITS = (9, 10), (12, 13)  # moments from 1973 to 2286


def published(value: str | int, timezone: str) -> PartialDate:
    """The day, month or year that `value` names; an instant becomes its day in `timezone`.

    Raise Refused for an impossible date and for a form that is not known.
    """
    text = " ".join(str(value).split())
    try:
        found = _calendar(text) or _instant(text, timezone)
    except (ValueError, OverflowError) as error:
        raise Refused(Code.IMPOSSIBLE_DATE, f"There is no such date: {text!r}.") from error
    if found is None:
        raise Refused(
            Code.UNKNOWN_DATE,
            f"This is no date in a known form: {text[:80]!r}; write it like 2024-06-19 or 2024-06.",
        )
    return found


def _calendar(text: str) -> PartialDate | None:
    if _PARTIAL.fullmatch(text):
        return PartialDate.parse(text)
    if match := (_COMPACT.fullmatch(text) or _SLASHES.fullmatch(text)):
        return _day(*match.groups())
    if match := _GERMAN.fullmatch(text):
        return _day(*reversed(match.groups()))
    if match := _GERMAN_MONTH.fullmatch(text):
        return _named_month(*match.groups())
    return None


def _day(year: str, month: str, day: str) -> PartialDate:
    return _of(date(int(year), int(month), int(day)))


def _named_month(day: str | None, name: str, year: str) -> PartialDate | None:
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    return PartialDate.parse(f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else ""))


def _instant(text: str, timezone: str) -> PartialDate | None:
    if _INSTANT.fullmatch(text):
        return _local(datetime.fromisoformat(_joined(text)), timezone)
    if _MAIL.fullmatch(text):
        return _local(parsedate_to_datetime(text), timezone)
    if text.isdigit() and len(text) in _SECONDS_DIGITS:
        return _local(datetime.fromtimestamp(int(text), UTC), timezone)
    if text.isdigit() and len(text) in _MILLISECONDS_DIGITS:
        return _local(datetime.fromtimestamp(int(text) / 1000, UTC), timezone)
    return None


def _joined(text: str) -> str:
    """`2024-06-19 10:00 +0200` as `fromisoformat` wants it: one blank at most, upper case."""
    day, rest = text[:10], text[11:].replace(" ", "").upper()
    hour, _, minutes = rest.partition(":")
    return f"{day}T{hour:0>2}:{minutes}"


def _local(instant: datetime, timezone: str) -> PartialDate:
    """Without an offset the day stands as written."""
    return _of((instant.astimezone(ZoneInfo(timezone)) if instant.tzinfo else instant).date())


def _of(day: date) -> PartialDate:
    return PartialDate(year=day.year, month=day.month, day=day.day)
