"""Dated text files become articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.sources.record import SourceRecord
from tests.unit.indexer.sources.source_files import articles, outcomes, written, zipped

LEAD = "Die Brücke ist fertig. Nun kommen die Gäste."


@pytest.mark.parametrize(
    "header",
    [" date 2024-06 ", "date 2024-06 ", " date 2024-06\n", "date 2024-06\n\n", "Date: 2024-06\n"],
)
def test_the_header_may_stand_on_the_lead_s_line_or_its_own(header: str, tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", header + LEAD))
    assert (article.published and article.published.value, article.body) == ("2024-06", LEAD)


@pytest.mark.parametrize("value", ["2024-06-19", "2024-06", "2024", "19.06.2024"])
def test_the_header_s_date_stays_as_exact_as_it_is(value: str, tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", f" date {value} {LEAD}"))
    assert article.published
    assert article.published.value in (value, "2024-06-19")


def test_paragraphs_and_subheads_stay_as_they_are(tmp_path: Path) -> None:
    body = f"{LEAD}\n\nGäste aus Übersee\n\nSie kamen mit dem Schiff."
    (article,) = articles(written(tmp_path / "a.txt", f" date 2024-06 {body}\n"))
    assert article.body == body


def test_a_text_file_has_no_title(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", f" date 2024-06 {LEAD}"))
    assert (article.title, article.text) == ("", LEAD)


def test_a_text_file_without_header_is_an_article_without_date(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", LEAD))
    assert (article.published, article.body) == (None, LEAD)


def test_a_text_that_only_begins_with_the_word_has_no_header(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", "Date night in Rom."))
    assert article.body == "Date night in Rom."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encoding_is_found_out(encoding: str, tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", f" date 2024 „{LEAD}“".encode(encoding)))
    assert article.body == f"„{LEAD}“"


def test_text_becomes_nfc_with_line_feeds(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", "Bru\u0308cke\r\n\r\nGa\u0308ste\rhier"))
    assert article.body == "Brücke\n\nGäste\nhier"


def test_soft_hyphens_and_other_invisible_characters_stay(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt", "Brü\u00adcke\u200b und\u00a0Gast"))
    assert article.body == "Brü\u00adcke\u200b und\u00a0Gast"


def test_the_key_is_the_path_below_the_folder_given(tmp_path: Path) -> None:
    written(tmp_path / "2024" / "06" / "a.txt", LEAD)
    (found,) = outcomes(tmp_path)
    assert isinstance(found, SourceRecord)
    assert (found.key.path, found.key.record) == ("2024/06/a.txt", 1)


def test_a_zipped_text_file_has_the_same_article(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.txt.gz", zipped(LEAD)))
    assert article.body == LEAD
