"""Near phrases: all arrangements of positions that a slop allows.

A phrase matches when its words stand at positions p with max(p_i - i) - min(p_i - i) <= slop, each
word at a place of its own: the rule of Lucene's sloppy phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

Placed = tuple[tuple[int, str], ...]


def placements(words: Sequence[str], slop: int) -> Iterator[Placed]:
    """Every arrangement as (offset, word) pairs in text order, the first at offset 0; each once."""
    seen: set[Placed] = set()
    for shifts in product(range(slop + 1), repeat=len(words)):
        if min(shifts) == 0:
            placed = _placed(words, shifts)
            if placed is not None and placed not in seen:
                seen.add(placed)
                yield placed


def _placed(words: Sequence[str], shifts: Sequence[int]) -> Placed | None:
    offsets = [place + shift for place, shift in enumerate(shifts)]
    if len(set(offsets)) < len(offsets):
        return None
    start = min(offsets)
    return tuple(
        sorted((offset - start, word) for offset, word in zip(offsets, words, strict=True))
    )
