"""Generated, mutated and hostile texts: nothing raises, leaves the calendar or grows out of hand.

`FUNDSTELLE_TEST_DATE_TEXTS=100000` sets how many texts are generated in all.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model.annotation import Timex
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.find import find_dates
from indexer.enrich.dates.scan import Token, scan
from tests.unit.indexer.enrich.dates.test_date_cases import CASES

_TEXTS = int(os.environ.get("FUNDSTELLE_TEST_DATE_TEXTS", "3000"))
_many = settings(
    max_examples=max(1, _TEXTS // 3), deadline=None, suppress_health_check=list(HealthCheck)
)
_PUBLISHED = st.sampled_from(
    ["0001-01-01", "9999-12-31", "2024-02-29", "2024-06-19", "2024-06", "2024", "0001", "9999-12"]
)
_LANGUAGES = st.sampled_from(["de", "en"])
_VOCABULARY = sorted(
    {word for _, text, _, _ in CASES for word in re.findall(r"\w+|[^\w\s]", text)}
    | {"0001", "9999", "99999999", "24:61", "0.0.0000", "31.12.9999", "00/00/0000", "9999/10000"}
)
_SENTENCES = sorted({text for _, text, _, _ in CASES})
_words = st.lists(st.sampled_from(_VOCABULARY), max_size=40).map(" ".join)


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A few sentences of the cases with stretches cut out, doubled or replaced by any text."""
    text = " ".join(draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.one_of(st.text(max_size=6), _words)) + text[end:]
    return text


def _check(text: str, published: str, language: str) -> None:
    timexes = find_dates(text, PartialDate.parse(published), language)
    assert all(timex.text == text[timex.start : timex.end] for timex in timexes)
    assert all(one.end <= two.start for one, two in pairwise(timexes))
    assert all(_in_order(timex) for timex in timexes)


def _in_order(timex: Timex) -> bool:
    """`date` itself knows no year outside 1 to 9999, the value must not either."""
    year = re.match(r"\d{4,}", timex.value)
    known = year is None or 1 <= int(year.group()) <= 9999
    return known and not (timex.first and timex.last and timex.first > timex.last)


@_many
@given(_words, _PUBLISHED, _LANGUAGES)
def test_composed_texts_yield_ordered_spans_within_the_calendar(
    text: str, published: str, language: str
) -> None:
    _check(text, published, language)


@_many
@given(_mutated(), _PUBLISHED, _LANGUAGES)
def test_mutated_texts_yield_ordered_spans_within_the_calendar(
    text: str, published: str, language: str
) -> None:
    _check(text, published, language)


@_many
@given(st.text(max_size=200), _PUBLISHED, _LANGUAGES)
def test_any_text_yields_ordered_spans_within_the_calendar(
    text: str, published: str, language: str
) -> None:
    _check(text, published, language)


class Counted(list[Token]):
    """Tokens that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        Counted.looks += 1
        return super().__getitem__(at)


HOSTILE = [
    "1., ",
    "1.",
    "am 3. und ",
    "bis ",
    "Ende des ",
    "2000-",
    "2000, ",
    "\n",
    "gerade ",
    "im im ",
    "Montag ",
    "heute, ",
    "damals heute ",
    "Mai. ",
    "3. Mai ",
    "1. Quartal ",
    "buß - und ",
    "der ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_is_looked_at_in_proportion_to_its_length(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, long = (_looks(piece * size, monkeypatch) for size in (400, 1600))
    assert long <= 4.5 * short + 1000


def _looks(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    Counted.looks = 0
    monkeypatch.setattr("indexer.enrich.dates.find.scan", lambda t, x: Counted(scan(t, x)))
    find_dates(text, PartialDate.parse("2024-06-19"), "de")
    return Counted.looks
