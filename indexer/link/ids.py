"""Readable ids that nobody has yet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count


def free_id(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, or with the lowest number from 2 that makes it free."""
    if not taken(wanted):
        return wanted
    return next(numbered for n in count(2) if not taken(numbered := f"{wanted}-{n}"))
