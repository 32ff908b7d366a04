"""Edits between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.distance import within

words = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("putin", "putin", 0),
        ("putin", "puttin", 1),
        ("putin", "ptuin", 1),
        ("putin", "pitun", 2),
        ("putin", "utni", 2),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_the_smallest_sufficient_limit_is_the_distance(one: str, other: str, edits: int) -> None:
    assert [within(one, other, limit) for limit in (edits - 1, edits)] == [False, True]


def reference(a: str, b: str) -> int:
    """The textbook table of optimal string alignment, without bounds."""
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = a[i - 1] == b[j - 1]
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i][j] = best
    return rows[-1][-1]


@given(words, words, st.integers(0, 3))
def test_bounding_changes_no_answer(a: str, b: str, limit: int) -> None:
    assert within(a, b, limit) == (reference(a, b) <= limit)


@given(words, words)
def test_the_order_of_the_words_is_indifferent(a: str, b: str) -> None:
    assert within(a, b, 2) == within(b, a, 2)
