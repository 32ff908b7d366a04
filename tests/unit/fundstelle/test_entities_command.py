"""The registry is looked at and mended from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.fundstelle.calling import answer, article, call, written

_WRONG, _RIGHT = "person:karl-maier", "person:karl-meier"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two persons who are one, and a town."""
    tmp_path = tmp_path_factory.mktemp("indexed")
    source = written(
        tmp_path / "articles.jsonl",
        article("a", "Der Minister Karl Meier besuchte am Montag die Stadt."),
        article("b", "Der Minister Karl Maier besuchte am Montag die Stadt."),
        article("c", "Der Minister Karl Meier sprach am Montag in Hamburg."),
    )
    folder = tmp_path / "data"
    assert call(folder, "index", source).exit_code == 0
    return folder


@pytest.fixture
def folder(indexed: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copytree(indexed, tmp_path / "data"))


def _persons(folder: Path) -> dict[str, int]:
    found: list[dict[str, Any]] = answer(folder, "search", "--json", "Minister")["facets"][
        "person"
    ]["buckets"]
    return {bucket["label"]: bucket["count"] for bucket in found}


def _listed(folder: Path, *options: str) -> list[str]:
    return [entry["id"] for entry in answer(folder, "entities", "list", "--json", *options)]


def test_persons_are_listed_by_their_articles(folder: Path) -> None:
    assert _listed(folder, "--kind", "person") == [_RIGHT, _WRONG]


def test_a_part_of_a_form_narrows_the_list(folder: Path) -> None:
    assert _listed(folder, "maier") == [_WRONG]


def test_accents_make_no_difference_in_the_list(folder: Path) -> None:
    assert _listed(folder, "Máier") == [_WRONG]


def test_the_kind_in_an_id_is_no_name(folder: Path) -> None:
    assert _listed(folder, "person") == []


def test_a_list_of_nothing_says_so(folder: Path) -> None:
    called = call(folder, "entities", "list", "%")
    assert (called.exit_code, called.stderr.strip()) == (0, "There is no such entry.")


def test_merging_is_seen_in_search_at_once(folder: Path) -> None:
    called = call(folder, "entities", "merge", _WRONG, _RIGHT)
    assert (called.exit_code, _persons(folder)) == (0, {"Karl Meier": 3})


def test_a_merged_id_shows_the_entry_of_today(folder: Path) -> None:
    call(folder, "entities", "merge", _WRONG, _RIGHT)
    shown = answer(folder, "entities", "show", "--json", _WRONG)
    assert (shown["id"], shown["former"]) == (_RIGHT, [_WRONG])


def test_renaming_is_seen_in_search_at_once(folder: Path) -> None:
    call(folder, "entities", "rename", _WRONG, "Karl Maier (Minister)")
    assert "Karl Maier (Minister)" in _persons(folder)


def test_splitting_takes_off_the_mentions_of_the_articles_named(folder: Path) -> None:
    called = call(folder, "entities", "split", _RIGHT, "c", "--name", "Karl Meier junior")
    assert called.exit_code == 0, called.stderr
    assert _persons(folder) == {"Karl Meier": 1, "Karl Maier": 1, "Karl Meier junior": 1}


def test_rejecting_takes_the_entry_out_of_the_facet(folder: Path) -> None:
    call(folder, "entities", "reject", _WRONG)
    assert _persons(folder) == {"Karl Meier": 2}


def test_what_cannot_be_done_is_told_with_its_reason(folder: Path) -> None:
    called = call(folder, "entities", "split", _RIGHT, "a", "c")
    assert (called.exit_code, "nothing would be left" in called.stderr) == (3, True)


@pytest.mark.parametrize(
    "words",
    [("show", "person:nobody"), ("merge", _WRONG, "person:nobody"), ("split", _RIGHT, "zzz")],
)
def test_what_is_not_there_is_told(folder: Path, words: tuple[str, ...]) -> None:
    called = call(folder, "entities", *words)
    assert (called.exit_code, called.stderr.startswith("Error: no")) == (1, True)


def test_undoing_is_seen_in_search_at_once(folder: Path) -> None:
    call(folder, "entities", "merge", _WRONG, _RIGHT)
    called = call(folder, "entities", "undo", "1")
    assert called.exit_code == 0, called.stderr
    assert _persons(folder) == {"Karl Meier": 2, "Karl Maier": 1}


def test_decisions_are_listed_exported_and_taken_in(folder: Path, tmp_path: Path) -> None:
    call(folder, "entities", "merge", _WRONG, _RIGHT, "--editor", "ib")
    (listed,) = answer(folder, "entities", "decisions", "--json")
    assert (listed["kind"], listed["editor"], listed["state"]) == ("merge", "ib", "applied")
    file = tmp_path / "decisions.jsonl"
    assert call(folder, "entities", "export", file).exit_code == 0
    taken = call(folder, "entities", "import", file)
    assert "added 0, known 1" in taken.stdout
