"""Which units a histogram shows."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from archive.engines.histograms import MOST_BUCKETS, choose_unit, shown, units, units_between
from archive.model.partial_date import DateRange
from archive.model.timeline import Unit

DATES = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@given(DATES, DATES, st.sampled_from([Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY]))
def test_units_are_counted_as_they_are_listed(one: date, other: date, unit: Unit) -> None:
    first, last = sorted((one, other))
    if units_between(first, last, unit) <= MOST_BUCKETS:
        assert len(list(units(first, last, unit))) == units_between(first, last, unit)


@given(DATES, DATES, st.one_of(st.none(), st.sampled_from(tuple(Unit))))
def test_no_choice_gives_too_many_buckets(one: date, other: date, wanted: Unit | None) -> None:
    first, last = sorted((one, other))
    unit = choose_unit(first, last, wanted)
    assert units_between(first, last, unit) <= MOST_BUCKETS


def test_a_unit_asked_for_is_never_replaced_by_a_finer_one() -> None:
    assert choose_unit(date(2024, 6, 1), date(2024, 6, 2), Unit.YEAR) is Unit.YEAR


def test_only_the_chosen_range_is_shown() -> None:
    chosen = DateRange(date(1989, 1, 1), None)
    assert shown(date(1950, 1, 1), date(2000, 1, 1), chosen) == (date(1989, 1, 1), date(2000, 1, 1))


def test_nothing_is_shown_where_range_and_dates_are_apart() -> None:
    chosen = DateRange(date(1989, 1, 1), None)
    assert shown(date(1950, 1, 1), date(1960, 1, 1), chosen) is None
