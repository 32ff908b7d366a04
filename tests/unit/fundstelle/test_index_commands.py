"""Indexing, looking and steering from the command line, on the real store, pipeline and engine."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import shutil
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from archive.store.store import Store
from fundstelle.serving import serving
from fundstelle.settings import load_settings
from tests.unit.fundstelle.calling import answer, article, call, written

FIRST = article("a1", "Angela Merkel reiste nach Paris.", title="Reise", published="2019-05-02")
SECOND = article("a2", "Der Gipfel in Rom endete ohne Ergebnis.", source="Bote")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two articles and one rejected record; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("indexed")
    source = written(folder / "source.jsonl", FIRST, SECOND, {"id": "a3"})
    called = call(folder / "data", "index", source)
    assert called.exit_code == 3, called.output
    assert "read 3, enriched 2, indexed 2, rejected 1; generation " in called.stdout
    return folder / "data"


@pytest.fixture
def data_dir(indexed: Path, tmp_path: Path) -> Path:
    """A copy of the indexed folder that a test may change."""
    return Path(shutil.copytree(indexed, tmp_path / "data"))


def test_a_search_prints_what_the_api_answers(indexed: Path) -> None:
    found = answer(indexed, "search", "Gipfel", "--json")
    assert [hit["given_id"] for hit in found["hits"]] == ["a2"]
    assert list(found) == [
        *("total", "took_ms", "next", "query", "hits", "facets", "histograms", "generation"),
    ]


def test_the_json_of_a_search_is_that_of_the_api(indexed: Path) -> None:
    with serving(load_settings(data_dir=indexed)) as app:
        served = asyncio.run(_get(app, "/api/v1/search?q=Gipfel"))
    printed = answer(indexed, "search", "Gipfel", "--json")
    assert {**printed, "took_ms": 0} == {**served, "took_ms": 0}


async def _get(app: FastAPI, address: str) -> dict[str, object]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return dict((await client.get(address)).json())


def test_a_search_for_readers_shows_title_and_total(indexed: Path) -> None:
    shown = call(indexed, "search", "Merkel").stdout
    assert ("1 article," in shown, "Reise" in shown, "<mark>" in shown) == (True, True, False)


def test_a_search_for_readers_shows_by_which_id_an_article_is_addressed(indexed: Path) -> None:
    (hit,) = answer(indexed, "search", "Merkel", "--json")["hits"]
    assert hit["id"] in call(indexed, "search", "Merkel").stdout


def test_an_export_is_written_to_a_file(indexed: Path, tmp_path: Path) -> None:
    table = tmp_path / "found.csv"
    options = ("--where", "source=Bote", "--format", "csv", "--output", table)
    assert call(indexed, "export", *options).exit_code == 0
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert [row["given_id"] for row in rows] == ["a2"]


def test_an_export_to_standard_output_has_a_line_an_article(indexed: Path) -> None:
    lines = call(indexed, "export").stdout.splitlines()
    assert sorted(json.loads(line)["given_id"] for line in lines) == ["a1", "a2"]


def test_a_wrong_export_writes_no_file(indexed: Path, tmp_path: Path) -> None:
    called = call(indexed, "export", "(Gipfel", "--output", tmp_path / "found.jsonl")
    assert (called.exit_code, list(tmp_path.iterdir())) == (1, [])


def test_a_search_can_be_narrowed_by_any_parameter(indexed: Path) -> None:
    found = answer(indexed, "search", "--where", "source=Bote", "--json")
    assert [hit["given_id"] for hit in found["hits"]] == ["a2"]


def test_a_search_takes_country_date_sort_and_size(indexed: Path) -> None:
    options = ["--country", "FR", "--published", "2019", "--sort", "oldest", "--size", "5"]
    found = answer(indexed, "search", *options, "--json")
    assert [hit["given_id"] for hit in found["hits"]] == ["a1"]


def test_a_wrong_query_is_one_line_and_exit_code_1(indexed: Path) -> None:
    called = call(indexed, "search", "(Gipfel")
    assert (called.exit_code, called.stderr.count("\n")) == (1, 1)
    assert called.stderr.startswith("Error: ")


def test_an_unknown_parameter_is_an_error(indexed: Path) -> None:
    called = call(indexed, "search", "--where", "contry=FR")
    assert (called.exit_code, "country" in called.stderr) == (1, True)


def test_a_search_before_anything_is_indexed_says_what_to_do(tmp_path: Path) -> None:
    called = call(tmp_path / "data", "search", "Gipfel")
    assert (called.exit_code, "fundstelle index PATH" in called.stderr) == (1, True)


def test_looking_makes_no_data_folder(tmp_path: Path) -> None:
    outputs = [call(tmp_path / "data", name).exit_code for name in ("status", "generations")]
    assert (outputs, (tmp_path / "data").exists()) == ([0, 0], False)


def test_status_counts_what_is_stored(indexed: Path) -> None:
    found = answer(indexed, "status", "--json")
    assert (found["articles"], found["removed"], len(found["generations"])) == (2, 0, 1)


def test_status_for_readers_names_the_published_generation(indexed: Path) -> None:
    published = answer(indexed, "status", "--json")["published"]
    assert published in call(indexed, "status").stdout


def test_status_names_the_process_that_is_writing(data_dir: Path) -> None:
    with closing(Store.open(data_dir / "store.sqlite3")) as store, store.lock():
        assert f"process {os.getpid()} on " in call(data_dir, "status").stdout


def test_a_rejected_record_is_kept_with_its_reason(indexed: Path) -> None:
    (path,) = (indexed / "rejects").iterdir()
    line = json.loads(path.read_text())
    assert (line["code"], line["line"], line["raw"]) == ("missing_body", 3, '{"id": "a3"}')


def test_why_records_were_rejected_is_told(data_dir: Path, tmp_path: Path) -> None:
    empty: list[dict[str, object]] = [{"id": f"b{number}"} for number in range(12)]
    source = written(tmp_path / "bad.jsonl", *empty)
    called = call(data_dir, "index", source)
    told = [line for line in called.output.splitlines() if line.startswith(f"{source}:")]
    assert [line.split(":")[1] for line in told] == [str(number) for number in range(1, 11)]
    assert all(line.partition(": ")[2] for line in told)
    assert "... and 2 more" in called.output


def test_a_mended_rejects_file_is_indexed(data_dir: Path) -> None:
    (path,) = (data_dir / "rejects").iterdir()
    line = json.loads(path.read_text())
    line["raw"] = json.dumps(article("a3", "Nun mit Text."))
    called = call(data_dir, "index", written(path, line))
    assert (called.exit_code, "indexed 1, rejected 0" in called.stdout) == (0, True)


def test_a_rejected_second_article_of_an_id_never_takes_the_place_of_the_first(
    data_dir: Path, tmp_path: Path
) -> None:
    first = article("k1", "Der erste Text.")
    source = written(tmp_path / "two.jsonl", first, article("k1", "Der zweite Text."))
    rejects = tmp_path / "bad.jsonl"
    call(data_dir, "index", source, "--rejects", rejects)
    called = call(data_dir, "index", rejects)
    assert (called.exit_code, "rejected 1" in called.stdout) == (3, True)
    assert answer(data_dir, "search", "id:k1 zweite", "--json")["total"]["value"] == 0


def test_indexing_again_changes_nothing(data_dir: Path, tmp_path: Path) -> None:
    called = call(data_dir, "index", written(tmp_path / "source.jsonl", FIRST, SECOND))
    assert "read 2, unchanged 2, rejected 0" in called.stdout


def test_the_rejects_file_can_be_named(data_dir: Path, tmp_path: Path) -> None:
    source = written(tmp_path / "source.jsonl", {"id": "x"})
    call(data_dir, "index", source, "--rejects", tmp_path / "bad.jsonl")
    assert json.loads((tmp_path / "bad.jsonl").read_text())["code"] == "missing_body"


def test_the_rejects_file_is_never_one_that_is_read(data_dir: Path, tmp_path: Path) -> None:
    source = written(tmp_path / "source.jsonl", FIRST)
    called = call(data_dir, "index", source, "--rejects", source)
    assert (called.exit_code, json.loads(source.read_text())["id"]) == (2, "a1")


def test_a_path_that_is_not_there_is_an_error(data_dir: Path, tmp_path: Path) -> None:
    called = call(data_dir, "index", tmp_path / "nowhere")
    assert (called.exit_code, "does not exist" in called.stderr) == (1, True)


def test_fields_are_mapped(data_dir: Path, tmp_path: Path) -> None:
    source = written(tmp_path / "source.jsonl", {"id": "m", "doc": {"plain": "Der Gipfel."}})
    call(data_dir, "index", source, "--map", "body=doc.plain")
    found = answer(data_dir, "search", "Gipfel", "--json")
    assert {hit["given_id"] for hit in found["hits"]} == {"a2", "m"}


def test_a_removed_article_is_found_no_more(data_dir: Path) -> None:
    called = call(data_dir, "remove", "a2")
    assert (called.exit_code, answer(data_dir, "search", "--json")["total"]["value"]) == (0, 1)


def test_removing_what_is_not_there_is_an_error(data_dir: Path) -> None:
    called = call(data_dir, "remove", "nobody")
    assert (called.exit_code, "no article 'nobody'" in called.stderr) == (1, True)


def test_a_generation_is_built_rolled_back_published_and_pruned(data_dir: Path) -> None:
    (old,) = answer(data_dir, "generations", "--json")
    assert call(data_dir, "reindex").exit_code == 0
    assert call(data_dir, "rollback").exit_code == 0
    assert answer(data_dir, "status", "--json")["published"] == old["name"]
    assert call(data_dir, "publish").exit_code == 0
    assert call(data_dir, "prune", "--keep", "0").exit_code == 0
    (new,) = answer(data_dir, "generations", "--json")
    assert new["name"] > old["name"]


def test_publishing_an_unknown_generation_is_an_error(data_dir: Path) -> None:
    called = call(data_dir, "publish", "nowhere")
    assert (called.exit_code, "nowhere" in called.stderr) == (1, True)
