"""Partial dates keep the granularity they were written with."""

from __future__ import annotations

from datetime import date

import pytest

from archive.model.partial_date import Granularity, PartialDate


@pytest.mark.parametrize(
    ("value", "granularity", "first", "last"),
    [
        ("2024-06-19", Granularity.DAY, date(2024, 6, 19), date(2024, 6, 19)),
        ("2024-02", Granularity.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", Granularity.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_partial_date_covers_its_days(
    value: str, granularity: Granularity, first: date, last: date
) -> None:
    partial = PartialDate.parse(value)
    assert (partial.granularity, partial.first, partial.last) == (granularity, first, last)
    assert partial.value == value


@pytest.mark.parametrize(
    "value", ["2023-02-29", "2024-13", "0000", "24-06-19", "2024-6-1", "gestern", ""]
)
def test_an_impossible_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(value)
