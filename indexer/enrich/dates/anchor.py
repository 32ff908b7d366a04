"""What an expression means seen from the publication date, however exactly that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from archive.model.partial_date import Granularity, PartialDate
from indexer.enrich.dates.covered import SEASONS, day_value, week_value
from indexer.enrich.dates.feasts import feast_day

PAST, EITHER, FUTURE = -1, 0, 1
# Days by which a day without a year may contradict the tense: "has been moved from the 18th"
# often speaks of days to come.
_TOLERANCE = {PAST: 60, FUTURE: 20}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Turns what a text leaves out into values; without a publication date unknown places become X.

    Methods return None when the result lies outside the calendar. A publication date known only
    to the month or the year stands in for everything finer: no day is ever invented.
    """

    published: PartialDate | None

    @property
    def _day(self) -> date | None:
        known = self.published
        return known.first if known and known.granularity is Granularity.DAY else None

    def day(self, offset: int) -> str | None:
        if self.published is None:
            return "XXXX-XX-XX"
        if self._day is None:
            return self.published.value
        return _moved(self._day, offset)

    def weekday(self, number: int, direction: int, *, strict: bool = False) -> str | None:
        """The last such day up to publication, or the next; `strict` leaves that day out."""
        if self.published is None:
            return f"XXXX-WXX-{number}"
        if self._day is None:
            return self.published.value
        ahead = (number - self._day.isoweekday()) % 7
        if direction != FUTURE:
            ahead = ahead - 7 if ahead or strict else 0
        elif strict and not ahead:
            ahead = 7
        return _moved(self._day, ahead)

    def weekend(self, direction: int) -> str | None:
        """The last weekend, or the next with FUTURE; on a weekend the present one."""
        if self.published is None:
            return "XXXX-WXX-WE"
        if self._day is None:
            return self.published.value
        back = direction != FUTURE and self._day.isoweekday() < 6
        week = self.unit("W", -1 if back else 0)
        return f"{week}-WE" if week else None

    def year(self, offset: int = 0) -> int | None:
        return self.published.year + offset if self.published else None

    def month(self, number: int, direction: int) -> str | None:
        """The month of that number: the last, the next or, with EITHER, the nearest."""
        if self.published is None:
            return f"XXXX-{number:02d}"
        return _month_value(self.published.year + self._years(number, direction), number)

    def strict_month(self, number: int, direction: int) -> str | None:
        """`last September`, `next May`: never the publication month itself."""
        if self.published is None:
            return f"XXXX-{number:02d}"
        known = self.published.month
        year = self.published.year
        if direction == PAST:
            year -= known is None or number >= known
        else:
            year += known is not None and number <= known
        return _month_value(year, number)

    def _years(self, number: int, direction: int) -> int:
        known = self.published.month if self.published else None
        if known is None:
            return 0
        if direction == PAST:
            return -1 if number > known else 0
        if direction == FUTURE:
            return 1 if number < known else 0
        return min((0, -1, 1), key=lambda years: abs(number + 12 * years - known))

    def day_of(self, month: int, day: int, direction: int) -> str | None:
        """A day without its year: the nearest, unless the tense says past or future."""
        known = self.published
        if known is None:
            return f"XXXX-{month:02d}-{day:02d}" if day_value(2000, month, day) else None
        if self._day is None:
            return day_value(known.year + self._years(month, direction), month, day)
        candidates = [day_value(known.year + years, month, day) for years in (0, -1, 1)]
        days = [date.fromisoformat(value) for value in candidates if value]
        return _nearest(days, self._day, direction)

    def season(self, code: str, direction: int) -> str | None:
        if self.published is None:
            return f"XXXX-{code}"
        years = self._years(SEASONS[code], EITHER if self._in_winter(code) else direction)
        return f"{self.published.year + years:04d}-{code}"

    def _in_winter(self, code: str) -> bool:
        return code == "WI" and self.published is not None and (self.published.month or 12) < 3

    def feast(self, rule: str, direction: int) -> str | None:
        known = self.published
        if known is None:
            fixed = rule[:1].isdigit()
            return f"XXXX-{rule}" if fixed else "XXXX-XX-XX"
        days = [feast_day(rule, known.year + years) for years in (0, -1, 1)]
        if self._day is None:
            return days[0].isoformat() if days[0] else None
        return _nearest([d for d in days if d], self._day, direction)

    def unit(self, code: str, offset: int) -> str | None:
        """The unit `offset` steps away from the one that contains the publication date."""
        if self.published is None:
            return {"Y": "XXXX", "M": "XXXX-XX", "D": "XXXX-XX-XX", "W": "XXXX-WXX"}.get(code)
        return step(self.published, code, offset)


def step(start: PartialDate, code: str, offset: int) -> str | None:
    """The unit `offset` steps away from the one around `start`; `start` where it is too coarse."""
    if code == "Y":
        return _year_value(start.year + offset)
    if code in {"DE", "CE"}:
        width, digits = (10, 3) if code == "DE" else (100, 2)
        number = start.year // width + offset
        return f"{number:0{digits}d}" if 0 <= number < 10**digits else None
    if code in {"M", "Q", "H"}:
        return _months_away(start, code, offset)
    if start.granularity is not Granularity.DAY:
        return start.value
    moved = _moved(start.first, offset * (7 if code == "W" else 1))
    return week_value(date.fromisoformat(moved)) if moved and code == "W" else moved


def _nearest(days: list[date], here: date, direction: int) -> str | None:
    """The nearest day, unless it lies far on the side that the tense rules out."""
    if not days:
        return None
    nearest = min(days, key=lambda d: abs((d - here).days))
    limit = _TOLERANCE.get(direction, 366)
    if (nearest - here).days * direction < -limit:
        fitting = [d for d in days if (d - here).days * direction >= 0]
        nearest = min(fitting, key=lambda d: abs((d - here).days), default=nearest)
    return nearest.isoformat()


def _months_away(start: PartialDate, code: str, offset: int) -> str | None:
    if start.month is None:
        return start.value
    length = {"M": 1, "Q": 3, "H": 6}[code]
    year, number = divmod(
        start.year * 12 // length + (start.month - 1) // length + offset, 12 // length
    )
    if not 0 < year < 10000:
        return None
    return _month_value(year, number + 1) if code == "M" else f"{year:04d}-{code}{number + 1}"


def _year_value(year: int) -> str | None:
    return f"{year:04d}" if 0 < year < 10000 else None


def _month_value(year: int, month: int) -> str | None:
    return f"{year:04d}-{month:02d}" if 0 < year < 10000 else None


def _moved(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None
