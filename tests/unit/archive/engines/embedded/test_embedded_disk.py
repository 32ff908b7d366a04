"""The embedded engine and the disk: segments, damage, locks, old files."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy

from archive.engines.embedded.writer import EmbeddedWriter
from archive.engines.port import Removal
from archive.errors import CursorExpired, EngineError, IndexNotReady
from archive.model.document import ArticleDocument
from archive.model.search import SearchQuery
from tests.contract.builders import article, word
from tests.contract.engines import Place, embedded
from tests.contract.harness import SEGMENTS, Harness


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Harness]:
    with ExitStack() as stack:
        yield embedded(Place(tmp_path, lambda: "", stack))


def articles_index(folder: Path) -> tantivy.Index:
    return tantivy.Index.open(str(folder / "embedded" / "g1" / "articles"))


def test_the_contract_suite_searches_seven_segments(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(*(article(f"a{n}") for n in range(20)))
    assert articles_index(tmp_path).searcher().num_segments == SEGMENTS


def test_an_eighth_segment_makes_tantivy_merge(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(*(article(f"a{n}") for n in range(20)))
    engine.open_writer().write("g1", [article("b")])
    index = articles_index(tmp_path)
    assert index.searcher().num_segments == 1


def test_without_the_pointer_nothing_is_published(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(article("a"))
    (tmp_path / "embedded" / "published").unlink()
    reader = engine.open_reader()
    with pytest.raises(IndexNotReady):
        reader.search(SearchQuery())


def test_a_damaged_pointer_is_named(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(article("a"))
    (tmp_path / "embedded" / "published").write_bytes(b"\xff../../etc")
    reader = engine.open_reader()
    with pytest.raises(EngineError, match="pointer file"):
        reader.search(SearchQuery())


def test_a_pointer_to_nothing_is_named(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(article("a"))
    (tmp_path / "embedded" / "published").write_text("g9\n")
    reader = engine.open_reader()
    with pytest.raises(EngineError, match="'g9' is missing"):
        reader.search(SearchQuery())


@pytest.mark.parametrize("file", ["articles/meta.json", "state.json"])
def test_a_damaged_generation_is_an_engine_error(
    engine: Harness, tmp_path: Path, file: str
) -> None:
    engine.loaded(article("a"))
    (tmp_path / "embedded" / "g1" / file).write_text("{")
    reader = engine.open_reader()
    with pytest.raises(EngineError):
        reader.search(SearchQuery())


def test_a_second_writer_is_told_so(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(article("a"))
    other = articles_index(tmp_path).writer(15_000_000, 1)
    writer = engine.open_writer()
    with pytest.raises(EngineError, match="another process is writing"):
        writer.write("g1", [article("b")])
    del other


def test_a_generation_of_other_fields_is_not_read(engine: Harness, tmp_path: Path) -> None:
    engine.loaded(article("a"))
    state = tmp_path / "embedded" / "g1" / "state.json"
    state.write_text('{"sealed": true, "mapping_version": 0}')
    reader = engine.open_reader()
    with pytest.raises(EngineError, match="reindex"):
        reader.search(SearchQuery())


def test_a_half_made_generation_is_replaced(engine: Harness, tmp_path: Path) -> None:
    (tmp_path / "embedded" / "g1" / "articles").mkdir(parents=True)
    assert engine.loaded(article("a")).search(SearchQuery()).total.value == 1


@pytest.mark.parametrize("name", ["", "../g", "cursors", "published", ".g", "a/b"])
def test_an_impossible_name_is_refused(engine: Harness, name: str) -> None:
    writer = engine.open_writer()
    with pytest.raises(EngineError):
        writer.create(name)


def test_a_list_of_hits_expires_with_age(engine: Harness, tmp_path: Path) -> None:
    reader = engine.loaded(*(article(f"a{n}", body="Gipfel") for n in range(5)))
    query = SearchQuery(tree=word("Gipfel"), size=2)
    second = reader.search(replace(query, cursor=reader.search(query).next))
    (stored,) = (tmp_path / "embedded" / "cursors").iterdir()
    long_ago = time.time() - 7_200
    os.utime(stored, (long_ago, long_ago))
    with pytest.raises(CursorExpired):
        reader.search(replace(query, cursor=second.next))


def test_a_first_page_stores_no_list(engine: Harness, tmp_path: Path) -> None:
    reader = engine.loaded(*(article(f"a{n}", body="Gipfel") for n in range(5)))
    reader.search(SearchQuery(tree=word("Gipfel"), size=2))
    assert not (tmp_path / "embedded" / "cursors").exists()


def test_a_document_that_cannot_be_stored_is_rejected_alone(engine: Harness) -> None:
    writer = engine.open_writer()
    writer.create("g1")
    record = article("bad").record
    odd = ArticleDocument({**record, "article": {**record["article"], "extra": {"key": object()}}})
    report = writer.write("g1", [article("good"), odd])
    assert (report.indexed, list(report.rejected)) == (1, ["bad"])


def test_a_commit_that_was_killed_does_not_block_the_next_one(tmp_path: Path) -> None:
    """The files are written before `meta.json` names them: put the old one back after a commit."""
    writer = EmbeddedWriter(tmp_path)
    writer.create("g")
    writer.write("g", [article("a1"), article("a2"), article("a3")])
    meta = tmp_path / "embedded" / "g" / "articles" / "meta.json"
    before = meta.read_bytes()
    writer.remove("g", Removal(articles=("a1",)))
    meta.write_bytes(before)
    writer.remove("g", Removal(articles=("a1",)))
    assert [id_ for id_, _ in writer.revisions("g")] == ["a2", "a3"]
