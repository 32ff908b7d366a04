"""Readable ids that nobody has yet."""

from __future__ import annotations

from collections.abc import Callable


def free_id(wanted: str, taken: Callable[[str], bool]) -> str:
    """`wanted`, or with a number from 2 that makes it free: the lowest, where numbers are given in
    turn. Thousands may want one id, so not every number is asked for.
    """
    if not taken(wanted):
        return wanted
    low, high = 1, 2
    while taken(f"{wanted}-{high}"):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if taken(f"{wanted}-{middle}"):
            low = middle
        else:
            high = middle
    return f"{wanted}-{high}"
