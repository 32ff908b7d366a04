"""How alike two rankings of one search are: what they share, and in how far in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def overlap(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The share of one list's ids that the other has as well; 1.0 for two empty lists."""
    longest = max(len(ours), len(theirs))
    return len(set(ours) & set(theirs)) / longest if longest else 1.0


def agreement(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Kendall's tau over the shared ids: 1.0 in the same order, -1.0 in the opposite one."""
    place = {id_: index for index, id_ in enumerate(theirs)}
    shared = [place[id_] for id_ in ours if id_ in place]
    pairs = list(combinations(shared, 2))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs) if pairs else 1.0
