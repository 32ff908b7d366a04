"""Folders are read whole, in order, without what is no article."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import SettingsError, SourceError
from indexer.sources.files import survey
from indexer.sources.read import read
from indexer.sources.record import Code, Meter, SourceOptions, SourceRecord
from tests.unit.indexer.sources.source_files import (
    BODY,
    articles,
    codes,
    json_line,
    outcomes,
    written,
    zipped,
)


def _paths(*folders: Path) -> list[str]:
    return [outcome.origin.relative for outcome in outcomes(*folders)]


def test_files_come_sorted_from_all_depths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.jsonl"):
        written(tmp_path / name, json_line())
    assert _paths(tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.jsonl"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.txt"):
        written(tmp_path / name, BODY)
    assert _paths(tmp_path) == ["c.txt"]


def test_folders_to_skip_are_left_out(tmp_path: Path) -> None:
    written(tmp_path / "fundstelle-data" / "rejects" / "1.jsonl", json_line())
    written(tmp_path / "a.txt", BODY)
    options = SourceOptions(skip=(tmp_path / "fundstelle-data",))
    assert [outcome.origin.relative for outcome in read([tmp_path], options)] == ["a.txt"]


def test_files_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", "readme.txt", "photo.jpg", "style.css", "a.txt"):
        written(tmp_path / name, BODY)
    meter = Meter()
    assert (len(list(read([tmp_path], SourceOptions(), meter))), meter.skipped) == (1, 5)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.csv", "a.xml.gz"])
def test_a_document_that_may_be_an_article_is_named(name: str, tmp_path: Path) -> None:
    written(tmp_path / name, BODY)
    assert codes(tmp_path) == [Code.UNSUPPORTED_TYPE]


def test_a_file_that_is_named_is_never_passed_over(tmp_path: Path) -> None:
    assert codes(written(tmp_path / "photo.jpg", "x")) == [Code.UNSUPPORTED_TYPE]


def test_a_markdown_file_is_read_when_named(tmp_path: Path) -> None:
    assert [a.body for a in articles(written(tmp_path / "note.md", BODY))] == [BODY]


def test_a_path_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read([written(tmp_path / "a.txt", BODY), tmp_path / "b.txt"], SourceOptions())


def test_an_unknown_timezone_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Europa/Berlin"):
        read([tmp_path], SourceOptions(timezone="Europa/Berlin"))


def test_the_meter_counts_the_bytes_that_the_survey_announced(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", BODY)
    written(tmp_path / "b.jsonl.gz", zipped(json_line() * 500))
    meter = Meter()
    list(read([tmp_path], SourceOptions(), meter))
    assert meter.bytes == survey([tmp_path]).bytes > 0


def test_a_collection_makes_other_keys(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", json_line(id="1"))
    found = {
        outcome.key.id
        for collection in ("one", "two")
        for outcome in read([path], SourceOptions(collection=collection))
        if isinstance(outcome, SourceRecord)
    }
    assert len(found) == 2
