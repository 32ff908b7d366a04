"""What a range of days asks of the calendar units of an article."""

from __future__ import annotations

from datetime import date

from archive.engines.periods import day_bounds, overlapping_units
from archive.model.partial_date import DateRange


def test_a_year_overlaps_itself_and_covers_that_contain_it() -> None:
    year = DateRange(date(1989, 1, 1), date(1989, 12, 31))
    assert overlapping_units(year) == {
        "about_year": ("1989",),
        "cover_century": ("19",),
        "cover_decade": ("198",),
    }


def test_units_that_share_an_ancestor_ask_for_it_once() -> None:
    months = DateRange(date(1989, 1, 1), date(1989, 2, 28))
    assert overlapping_units(months)["cover_year"] == ("1989",)


def test_a_range_that_ends_before_it_starts_overlaps_nothing() -> None:
    assert overlapping_units(DateRange(date(1990, 1, 2), date(1990, 1, 1))) == {}


def test_an_open_range_still_wants_a_date() -> None:
    assert list(day_bounds(DateRange(None, None))) == [("published_first", "gte", 1)]
