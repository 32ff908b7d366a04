"""Which year a day or a month without one belongs to, where the text around tells."""

from __future__ import annotations

import re

from archive.model.partial_date import PartialDate
from indexer.enrich.dates.anchor import EITHER, FUTURE, PAST
from indexer.enrich.dates.covered import day_of_week, day_value
from indexer.enrich.dates.reading import Reading

_LONG_PAST = 2  # years


def year_of_weekday(reading: Reading, match: re.Match[str], month: int, day: int) -> int | None:
    """`Sonntag, 8. Januar`: the year of that day seen from publication, if it is a Sunday, whatever
    other years the text tells of.
    """
    if not match.groupdict().get("wd"):
        return None
    value = reading.anchor.day_of(month, day, reading.tense(match))
    weekday = int(reading.tokens[match.start("wd")].number)
    fits = value and "X" not in value and day_of_week(value) == weekday
    return int(value[:4]) if value and fits else None


def told_year(reading: Reading, match: re.Match[str]) -> int | None:
    """The year of a date named shortly before: "im Mai 1992 und am 3. Juni"."""
    near = reading.near(match.start())
    if near is None or reading.published is None or match.start() - reading.reference_at > 60:
        return None
    if _month_again(reading, match, near):
        return near.year
    between = reading.classes[reading.reference_at : match.start()]
    if near.year > reading.published.year and len(between) <= 25:
        return near.year
    if (
        len(between) > 25
        or re.search(r"[|!]|(?:^|[^1])\.", between)
        or abs(near.year - reading.published.year) < 2
        or reading.tense(match) == FUTURE
    ):
        return None
    return near.year


def _month_again(reading: Reading, match: re.Match[str], near: PartialDate) -> bool:
    """`Im März 1992 begann … Am 5. März`: the month just mentioned has its year."""
    if "m" not in match.re.groupindex:
        return False
    same = near.month == int(reading.tokens[match.start("m")].number)
    return same and reading.tense(match) != FUTURE


def day_back_then(reading: Reading, match: re.Match[str], month: int, day: int) -> str | None:
    """`1933 … Mit Gesetz vom 1. September wurden …`: a day that would lie ahead of publication, in
    the past tense, is one of the year long past that the text tells of.
    """
    near, known = reading.near(match.start()), reading.published
    if near is None or known is None or known.year - near.year < _LONG_PAST:
        return None
    if reading.before(match.start()) in {"a", "b"}:
        return None  # "ab 15. Mai erhältlich"
    nearest = reading.anchor.day_of(month, day, EITHER)
    ahead = nearest is not None and nearest > known.last.isoformat()
    return day_value(near.year, month, day) if ahead and reading.tense(match) == PAST else None
