"""An interval of days as a reader writes it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton


@lru_cache(maxsize=8_192)
def interval_label(first: date | None, last: date | None, language: str) -> str:
    """`19. Juni 2024`, `Juni 2024`, `2024`, `3.–5. Mai 2024`; empty unless both ends are known."""
    if first is None or last is None:
        return ""
    if first == last:
        return format_date(first, "long", locale=language)
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]):
        if (first.year, first.month) == (last.year, last.month):
            return format_skeleton("yMMMM", first, locale=language)
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return format_interval(first, last, "yMMMMd", locale=language)
