"""Histograms on both time axes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archive.model.document import Document
from archive.model.partial_date import DateRange
from archive.model.search import Histogram, SearchQuery
from archive.model.timeline import Unit
from archive.model.timeline import days as days_of
from tests.contract.builders import about, article, days, timex
from tests.contract.harness import Harness


def counts(histogram: Histogram | None) -> dict[str, int]:
    assert histogram is not None
    return {bucket.value: bucket.count for bucket in histogram.buckets}


def published(engine: Harness, query: SearchQuery, *dates: str) -> Histogram:
    articles = [article(f"a{n}", published=value) for n, value in enumerate(dates)]
    histogram = engine.loaded(*articles, article("undated")).search(query).published
    assert histogram is not None
    return histogram


def on(engine: Harness, query: SearchQuery, *documents: Document) -> Histogram:
    histogram = engine.loaded(*documents).search(query).about
    assert histogram is not None
    return histogram


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        ("2020-02-01", Unit.DAY),
        ("2022-02-01", Unit.MONTH),
        ("2060-02-01", Unit.YEAR),
        ("2390-02-01", Unit.DECADE),
    ],
)
def test_the_unit_follows_the_range_of_the_matching_dates(
    engine: Harness, last: str, unit: Unit
) -> None:
    assert published(engine, SearchQuery(), "2020-01-01", last).unit is unit


def test_coarser_and_missing_dates_are_undated_at_the_unit(engine: Harness) -> None:
    query = SearchQuery(published_unit=Unit.MONTH)
    histogram = published(engine, query, "2024-06-19", "2024-06", "2024", "2024-05")
    assert (counts(histogram), histogram.undated) == ({"2024-05": 1, "2024-06": 2}, 2)


def test_months_are_shown_when_no_day_is_known(engine: Harness) -> None:
    histogram = published(engine, SearchQuery(), "2024-06", "2024-06")
    assert (histogram.unit, counts(histogram)) == (Unit.MONTH, {"2024-06": 2})


def test_empty_buckets_are_left_out(engine: Harness) -> None:
    query = SearchQuery(published_unit=Unit.YEAR)
    assert counts(published(engine, query, "2000", "2003")) == {"2000": 1, "2003": 1}


def test_a_unit_that_gives_too_many_buckets_is_replaced_by_a_coarser_one(engine: Harness) -> None:
    query = SearchQuery(published_unit=Unit.DAY)
    assert published(engine, query, "1990-01-01", "2024-01-01").unit is Unit.MONTH


def test_the_published_histogram_heeds_the_published_filter(engine: Harness) -> None:
    query = SearchQuery(published=days("2024-06"))
    assert counts(published(engine, query, "2024-06-19", "2023-01-01")) == {"2024-06-19": 1}


def test_without_dates_all_are_undated(engine: Harness) -> None:
    histogram = engine.loaded(article("a"), article("b")).search(SearchQuery()).published
    assert histogram is not None
    assert (histogram.buckets, histogram.undated) == ((), 2)


def test_histograms_are_left_out_when_not_wanted(engine: Harness) -> None:
    result = engine.loaded(article("a")).search(SearchQuery(histograms=False))
    assert (result.published, result.about) == (None, None)


def test_an_article_counts_in_each_year_that_it_names(engine: Harness) -> None:
    found = on(engine, SearchQuery(about_unit=Unit.YEAR), article("a", dates=about("1989", "1991")))
    assert counts(found) == {"1989": 1, "1991": 1}


def test_an_article_counts_in_each_year_of_a_decade_that_it_names(engine: Harness) -> None:
    nineties = article("a", dates=[timex("1990-01-01", "1999-12-31")])
    found = on(engine, SearchQuery(about_unit=Unit.YEAR), nineties)
    assert counts(found) == {str(year): 1 for year in range(1990, 2000)}


def test_an_article_on_a_decade_and_a_day_within_counts_once_in_that_year(engine: Harness) -> None:
    both = article("a", dates=[timex("1990-01-01", "1999-12-31"), *about("1994-03-03")])
    found = on(engine, SearchQuery(about_unit=Unit.YEAR), both)
    assert counts(found)["1994"] == 1


def test_the_about_histogram_keeps_to_the_chosen_range(engine: Harness) -> None:
    query = SearchQuery(about=days("1989"), about_unit=Unit.YEAR)
    assert counts(on(engine, query, article("a", dates=about("1989", "2024")))) == {"1989": 1}


def test_every_about_bucket_equals_the_total_of_the_search_for_it(engine: Harness) -> None:
    articles = [
        article("a", dates=about("1989", "1990-01")),
        article("b", dates=[timex("1989-11-09", "1990-10-03")]),
        article("c", dates=[timex("1980-01-01", "1989-12-31")]),
        article("d", dates=about("1989-11-09", "1990")),
    ]
    reader = engine.loaded(*articles)
    query = SearchQuery(about=days("1989-10", "1990-11"), about_unit=Unit.MONTH)
    for value, number in counts(reader.search(query).about).items():
        narrowed = replace(query, about=DateRange(*days_of(value)))
        assert reader.search(narrowed).total.value == number


def test_a_date_in_the_first_century_has_its_bucket(engine: Harness) -> None:
    varus = article("a", dates=[timex(date(9, 9, 9).isoformat(), date(9, 9, 9).isoformat())])
    assert counts(on(engine, SearchQuery(about_unit=Unit.CENTURY), varus)) == {"00": 1}
