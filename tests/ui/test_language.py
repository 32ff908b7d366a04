"""Dates, numbers and texts in the reader's language; both catalogues are complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from archive.errors import QueryError
from archive.model.partial_date import DateRange, PartialDate
from archive.query.parser import parse
from search_api.ranges import range_of
from ui.language import load_languages, negotiate
from ui.reasons import reason_in

LANGUAGES = load_languages(("de", "en"))
PAGES = Path(__file__).parents[2] / "ui"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "silent": "false", "encoding": "utf-8"}}


def _messages() -> set[str]:
    found = extract_from_dir(PAGES, METHODS, OPTIONS)
    return {row[2] if isinstance(row[2], str) else row[2][0] for row in found}


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_catalogue_translates_every_text_and_no_other(code: str) -> None:
    with (PAGES / "locales" / code / "messages.po").open("rb") as lines:
        catalogue = read_po(lines, locale=code)
    translated = set()
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and all(texts) and not message.fuzzy:
            translated.add(message.id if isinstance(message.id, str) else message.id[0])
    assert translated == _messages()


@pytest.mark.parametrize("code", ["de", "en"])
def test_translations_keep_the_variable_parts(code: str) -> None:
    with (PAGES / "locales" / code / "messages.po").open("rb") as lines:
        assert [
            error for _, errors in read_po(lines, locale=code).check() for error in errors
        ] == []


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        ("2024-06-19", "19. Juni 2024", "June 19, 2024"),
        ("2024-06", "Juni 2024", "June 2024"),
        ("2024", "2024", "2024"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(value: str, german: str, english: str) -> None:
    partial = PartialDate.parse(value)
    assert [LANGUAGES[code].date(partial) for code in ("de", "en")] == [german, english]


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("2024-06", "Juni 2024"),
        ("1990..1999", "1990er Jahre"),
        ("2020..", "seit 2020"),
        ("..2024-06", "bis Juni 2024"),
        ("1990..1994", "1990 – 1994"),
        ("2024-06-03..2024-06-05", "3. Juni 2024 – 5. Juni 2024"),
    ],
)
def test_a_period_is_printed_in_its_coarsest_unit(text: str, german: str) -> None:
    period: DateRange = range_of(text, "published")
    assert LANGUAGES["de"].period(period) == german


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-US,en;q=0.9", "en"),
        ("fr,en;q=0.5", "en"),
        ("en;q=0.2,de;q=0.9", "de"),
        ("fr", "de"),
        ("", "de"),
        ("en;q=x,;;,*", "de"),
    ],
)
def test_the_language_follows_the_header(accept: str, code: str) -> None:
    assert negotiate(accept, LANGUAGES, "de") == code


@pytest.mark.parametrize(
    "text",
    [
        "(Wahl",
        "Wahl)",
        '"Wahl',
        "OR Wahl",
        "Wahl OR",
        "farbe:rot",
        "person:",
        "published:gestern",
        "published:[2024 TO 2020]",
        "published:[2024]",
        '"a b"~9999',
        "ab*",
        "W*hl",
        "ab~",
        "Wahlen~9",
        "x " * 300,
        "x" * 4001,
        "(" * 100 + "x" + ")" * 100,
    ],
)
def test_every_fault_of_a_query_is_said_in_german(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert reason_in(LANGUAGES["de"], caught.value.reason) != caught.value.reason


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert [LANGUAGES[code].number(12345) for code in ("de", "en")] == ["12.345", "12,345"]
