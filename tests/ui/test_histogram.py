"""A time axis without holes, and the way back out of a period."""

from __future__ import annotations

from datetime import date

from archive.model.partial_date import DateRange
from archive.model.search import Histogram, HistogramBucket, SearchQuery
from archive.model.timeline import Unit
from ui.language import load_languages
from ui.urls import Urls
from ui.views.context import Context
from ui.views.histogram import HEIGHT, LOWEST, MOST_BARS, HistogramView, published_view

LANGUAGES = load_languages(("de",))


def _view(unit: Unit, counts: dict[str, int], published: DateRange | None = None) -> HistogramView:
    context = Context(
        query=SearchQuery(published=published),
        urls=Urls(language="de"),
        language=LANGUAGES["de"],
    )
    buckets = tuple(HistogramBucket(value=v, count=c) for v, c in counts.items())
    return published_view(context, Histogram(unit=unit, buckets=buckets))


def test_empty_units_between_two_bars_are_shown_without_link() -> None:
    bars = _view(Unit.MONTH, {"2023-11": 3, "2024-02": 1}).bars
    assert [bar.label for bar in bars] == [
        "November 2023",
        "Dezember 2023",
        "Januar 2024",
        "Februar 2024",
    ]
    assert [bar.url is None for bar in bars] == [False, True, True, False]


def test_so_many_empty_units_that_bars_would_vanish_are_left_out() -> None:
    assert len(_view(Unit.YEAR, {"1000": 1, "2024": 1}).bars) == 2
    assert len(_view(Unit.YEAR, {"1990": 1, "2024": 1}).bars) == 35 < MOST_BARS


def test_the_tallest_bar_fills_the_drawing_and_the_smallest_is_visible() -> None:
    bars = _view(Unit.YEAR, {"2023": 1000, "2024": 1}).bars
    assert [bar.height for bar in bars] == [HEIGHT, LOWEST]


def test_a_bar_narrows_to_its_unit() -> None:
    bars = _view(Unit.DECADE, {"199": 2, "200": 1}).bars
    assert [bar.url for bar in bars] == ["/?published=1990..1999", "/?published=2000..2009"]


def _ticks(unit: Unit, first: str, last: str) -> list[tuple[str | None, bool]]:
    bars = _view(unit, {first: 1, last: 1}).bars
    return [(bar.tick, bar.minor) for bar in bars if bar.tick]


def test_every_second_month_is_left_out_where_there_is_little_room() -> None:
    assert _ticks(Unit.MONTH, "2005-01", "2005-12") == [
        ("Jan. 2005", False),
        ("März 2005", True),
        ("Mai 2005", False),
        ("Juli 2005", True),
        ("Sept. 2005", False),
        ("Nov. 2005", True),
    ]


def test_few_months_keep_their_names() -> None:
    assert _ticks(Unit.MONTH, "2005-01", "2005-02") == [("Jan. 2005", False), ("Feb. 2005", False)]


def test_years_always_have_room() -> None:
    assert not any(minor for _, minor in _ticks(Unit.YEAR, "2000", "2011"))


def test_the_trail_leads_from_all_years_to_the_day() -> None:
    day = date(2024, 6, 19)
    trail = _view(Unit.DAY, {"2024-06-19": 1}, DateRange(first=day, last=day)).trail
    assert [(link.label, link.url) for link in trail] == [
        ("Alle Jahre", "/"),
        ("2020er Jahre", "/?published=2020..2029"),
        ("2024", "/?published=2024"),
        ("Juni 2024", "/?published=2024-06"),
        ("19. Juni 2024", "/?published=2024-06-19"),
    ]


def test_a_period_that_is_no_unit_has_only_the_way_to_all_years() -> None:
    period = DateRange(first=date(2024, 6, 3), last=None)
    assert [link.label for link in _view(Unit.DAY, {}, period).trail] == [
        "Alle Jahre",
        "seit 3. Juni 2024",
    ]
