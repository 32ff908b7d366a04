"""Every line of `cases_de.txt` and `cases_en.txt`: a text, its publication date, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.model.annotation import Timex
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.find import find_dates

_HERE = Path(__file__).parent


def _cases() -> Iterator[tuple[str, str, str, str]]:
    for language in ("de", "en"):
        lines = (_HERE / f"cases_{language}.txt").read_text(encoding="utf-8").split("\n")
        for line in lines:
            if line and not line.startswith("#"):
                text, published, expected = line.split(" | ")
                yield language, text, published, expected


def _written(timex: Timex) -> str:
    first, last = timex.first or "", timex.last or ""
    return f"{timex.text} = {timex.type} {timex.value} {first}..{last}"


CASES = tuple(_cases())


@pytest.mark.parametrize(("language", "text", "published", "expected"), CASES)
def test_a_text_holds_the_dates_of_its_case(
    language: str, text: str, published: str, expected: str
) -> None:
    day = None if published == "none" else PartialDate.parse(published)
    found = find_dates(text, day, language)
    assert " ; ".join(_written(timex) for timex in found) == expected.replace("nothing", "")


def test_no_case_stands_twice() -> None:
    assert len(CASES) == len(set(CASES))
