"""How far two words lie apart in edits, up to a small limit."""

from __future__ import annotations


def within(a: str, b: str, limit: int) -> bool:
    """Whether at most `limit` insertions, deletions, exchanges or swaps of neighbours part them.

    Optimal string alignment (restricted Damerau-Levenshtein): a swapped pair is not edited again.
    """
    if a == b:
        return limit >= 0
    if abs(len(a) - len(b)) > limit:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for index, char in enumerate(a):
        before, previous = row, before
        row = _next_row(a, b, index, char, before, previous)
        if min(row) > limit and min(before) > limit:
            return False
    return row[-1] <= limit


def _next_row(
    a: str, b: str, index: int, char: str, before: list[int], previous: list[int]
) -> list[int]:
    row = [index + 1]
    for place, other in enumerate(b):
        cost = min(before[place + 1] + 1, row[place] + 1, before[place] + (char != other))
        if index and place and char == b[place - 1] and other == a[index - 1]:
            cost = min(cost, previous[place - 1] + 1)
        row.append(cost)
    return row
