"""Calendar covers: the tokens of an interval cover exactly its days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.timeline import (
    Unit,
    ancestors,
    containing,
    cover,
    cover_tokens,
    days,
    unit_of,
    with_ancestors,
)

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def test_a_whole_year_is_covered_by_one_token() -> None:
    assert cover(date(1990, 1, 1), date(1990, 12, 31)) == ("1990",)


def test_a_century_is_covered_by_its_two_digits() -> None:
    assert cover(date(1900, 1, 1), date(1999, 12, 31)) == ("19",)


def test_the_century_before_the_year_100_starts_with_the_year_1() -> None:
    assert cover(date(1, 1, 1), date(99, 12, 31)) == ("00",)


def test_a_cover_takes_the_coarsest_units_that_fit() -> None:
    assert cover(date(1989, 12, 31), date(1991, 2, 1)) == (
        "1989-12-31",
        "1990",
        "1991-01",
        "1991-02-01",
    )


def test_the_last_day_of_the_calendar_has_a_cover() -> None:
    assert cover(date(9999, 12, 31), date(9999, 12, 31)) == ("9999-12-31",)


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        cover(date(2000, 1, 2), date(2000, 1, 1))


def test_ancestors_run_from_century_to_month() -> None:
    assert ancestors("1990-05-09") == ("19", "199", "1990", "1990-05")


def test_units_are_told_by_their_length() -> None:
    assert [unit_of(t) for t in ("19", "199", "1990", "1990-05", "1990-05-09")] == list(Unit)


def test_tokens_of_several_intervals_are_merged() -> None:
    year = (date(1990, 1, 1), date(1990, 12, 31))
    day = (date(1991, 1, 1), date(1991, 1, 1))
    assert cover_tokens([year, day, year]) == ("1990", "1991-01-01")


def test_ancestors_are_added_once() -> None:
    assert with_ancestors(["1990", "1991"]) == ("19", "199", "1990", "1991")


@given(DAYS, st.sampled_from(list(Unit)))
def test_a_day_lies_within_the_unit_that_contains_it(day: date, unit: Unit) -> None:
    first, last = days(containing(day, unit))
    assert first <= day <= last


@given(DAYS, st.integers(min_value=0, max_value=200_000))
def test_a_cover_is_contiguous_and_exact(first: date, length: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    spans = [days(token) for token in cover(first, last)]
    assert spans[0][0] == first
    assert spans[-1][1] == last
    assert all(b[0] == a[1] + timedelta(days=1) for a, b in pairwise(spans))
