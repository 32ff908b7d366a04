"""The integer keys by which hits are ordered: the day first, the article's ordinal second."""

from __future__ import annotations

from datetime import date

from archive.model.document import ArticleDocument

_ORDINAL_BITS = 32
_NEVER = 1 << 22  # later than 9999-12-31, which is day 3,652,059


def day_number(day: date) -> int:
    """0001-01-01 is 1."""
    return day.toordinal()


def newest_key(document: ArticleDocument) -> int:
    """Descending: latest first day first, no date last."""
    published = document.published
    day = day_number(published.first) if published else 0
    return day << _ORDINAL_BITS | document.ordinal


def oldest_key(document: ArticleDocument) -> int:
    """Ascending: earliest first day first, no date last."""
    published = document.published
    day = day_number(published.first) if published else _NEVER
    return day << _ORDINAL_BITS | document.ordinal
