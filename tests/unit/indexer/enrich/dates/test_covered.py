"""The days that TIMEX3 values cover, and the feasts."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.enrich.dates.covered import covered
from indexer.enrich.dates.feasts import easter, feast_day, first_advent


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-06-19TEV", date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("16", date(1600, 1, 1), date(1699, 12, 31)),
        ("00", date(1, 1, 1), date(99, 12, 31)),
        ("2015-W30", date(2015, 7, 20), date(2015, 7, 26)),
        ("2015-W30-WE", date(2015, 7, 25), date(2015, 7, 26)),
        ("2005-FA", date(2005, 9, 1), date(2005, 11, 30)),
        ("2005-WI", date(2005, 12, 1), date(2006, 2, 28)),
        ("2014-Q3", date(2014, 7, 1), date(2014, 9, 30)),
        ("2014-H1", date(2014, 1, 1), date(2014, 6, 30)),
        ("2016/2017", date(2016, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_value_covers_its_days(value: str, first: date, last: date) -> None:
    assert covered(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "PAST_REF",
        "P3D",
        "T20:00",
        "XXXX-06-28",
        "2023-02-29",
        "2024-13",
        "2024-W60",
        "0000",
        "9999-WI",
        "2017/2016",
        "",
    ],
)
def test_a_value_outside_the_calendar_covers_nothing(value: str) -> None:
    assert covered(value) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
    ],
)
def test_easter_falls_on_its_sunday(year: int, day: date) -> None:
    assert easter(year) == day


def test_advent_begins_four_sundays_before_christmas() -> None:
    assert [first_advent(year) for year in (2022, 2023)] == [date(2022, 11, 27), date(2023, 12, 3)]


def test_feasts_move_with_easter() -> None:
    assert feast_day("easter+60", 2024) == date(2024, 5, 30)


def test_a_feast_outside_the_calendar_has_no_day() -> None:
    assert feast_day("12-25", 0) is None
