"""Arrangements of near phrases."""

from __future__ import annotations

from archive.engines.limits import arrangements
from archive.engines.near import placements


def test_without_slop_there_is_one_arrangement() -> None:
    assert list(placements(("a", "b", "c"), 0)) == [((0, "a"), (1, "b"), (2, "c"))]


def test_two_words_swap_with_a_slop_of_two() -> None:
    assert ((0, "b"), (1, "a")) in set(placements(("a", "b"), 2))


def test_two_words_do_not_swap_with_a_slop_of_one() -> None:
    assert set(placements(("a", "b"), 1)) == {((0, "a"), (1, "b")), ((0, "a"), (2, "b"))}


def test_no_two_words_share_a_place() -> None:
    assert all(len({at for at, _ in p}) == 3 for p in placements(("a", "b", "a"), 4))


def test_the_limit_counts_at_least_the_arrangements() -> None:
    assert len(list(placements(("a", "b", "c"), 5))) <= arrangements(3, 5) == 91
