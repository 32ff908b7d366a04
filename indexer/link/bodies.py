"""Which long name of an organisation a short one stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SHARE: Final = 3  # times as many articles as all others together


def long_form(counts: Mapping[str, int]) -> str | None:
    """The long name that nearly all articles introduce with it; None where they differ."""
    if not counts:
        return None
    best = max(sorted(counts), key=lambda name: counts[name])
    others = sum(counts.values()) - counts[best]
    return best if counts[best] >= _SHARE * others else None
