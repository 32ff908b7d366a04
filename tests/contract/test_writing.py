"""Writing, removing and listing the documents of a generation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.engines.port import Removal
from archive.model.document import Document
from archive.model.search import SearchQuery
from mappings.fields import IndexName
from tests.contract.builders import article, event, ids, person
from tests.contract.harness import Harness


def test_a_written_article_is_visible_at_once(engine: Harness) -> None:
    reader = engine.loaded(article("a"))
    reader.search(SearchQuery())
    engine.open_writer().write("g1", [article("b")])
    assert reader.search(SearchQuery()).total.value == 2


def test_writing_the_same_id_again_replaces(engine: Harness) -> None:
    reader = engine.loaded(article("a", title="alt"))
    engine.open_writer().write("g1", [article("a", title="neu")])
    assert [hit.title for hit in reader.search(SearchQuery()).hits] == ["neu"]


def test_writing_the_same_id_twice_in_one_call_keeps_the_last(engine: Harness) -> None:
    reader = engine.loaded()
    engine.open_writer().write("g1", [article("a", title="alt"), article("a", title="neu")])
    assert [hit.title for hit in reader.search(SearchQuery()).hits] == ["neu"]


def test_a_report_counts_what_was_written(engine: Harness) -> None:
    writer = engine.open_writer()
    writer.create("g1")
    report = writer.write("g1", [article("a"), person("P"), event("e", "E")])
    assert (report.indexed, dict(report.rejected)) == (3, {})


def test_entities_and_events_are_replaced_by_id_too(engine: Harness) -> None:
    reader = engine.loaded(article("a"), person("Alt", id_="p"))
    engine.open_writer().write("g1", [person("Neu", id_="p")])
    assert reader.labels(["person:p"], "de") == {"person:p": "Neu"}


def test_nothing_of_a_call_that_fails_is_kept(engine: Harness) -> None:
    def broken() -> Iterator[Document]:
        yield article("b")
        raise RuntimeError("source failed")

    engine.loaded(article("a"))
    writer = engine.open_writer()
    with pytest.raises(RuntimeError, match="source failed"):
        writer.write("g1", broken())
    assert engine.all_ids() == ["a"]


def test_the_error_of_a_source_comes_through_unchanged(engine: Harness) -> None:
    def broken() -> Iterator[Document]:
        yield article("b")
        raise ValueError("not the engine's fault")

    engine.build("g1")
    writer = engine.open_writer()
    with pytest.raises(ValueError, match="not the engine's fault"):
        writer.write("g1", broken())


def test_a_removed_article_is_gone(engine: Harness) -> None:
    reader = engine.loaded(article("a"), article("b"))
    engine.open_writer().remove("g1", Removal(articles=("a", "unknown")))
    assert ids(reader.search(SearchQuery()).hits) == ["b"]


def test_removed_entities_and_events_are_gone(engine: Harness) -> None:
    reader = engine.loaded(article("a"), person("P", id_="p"), event("e", "E"))
    removal = Removal(entities=("person:p",), events=("event:e",))
    engine.open_writer().remove("g1", removal)
    assert reader.labels(["person:p", "event:e"], "de") == {}


def test_a_kept_generation_can_be_written_while_another_is_published(engine: Harness) -> None:
    engine.loaded(article("a"))
    engine.build("g2")
    engine.open_writer().write("g2", [article("b")])
    assert engine.all_ids() == ["a"]


def test_revisions_name_every_article(engine: Harness) -> None:
    engine.loaded(article("a", revision=3), article("b", revision=5), person("P"))
    assert sorted(engine.open_writer().revisions("g1")) == [("a", 3), ("b", 5)]


def test_the_registry_lists_entities_and_events_as_they_were_written(engine: Harness) -> None:
    entries: list[Document] = [
        person("Anna", forms=["A. Weber"], articles=2),
        person("Karl"),
        event("e", "E"),
    ]
    engine.build("g1", article("a"), *entries)
    writer = engine.open_writer()
    stored = [*writer.registry("g1", IndexName.ENTITIES), *writer.registry("g1", IndexName.EVENTS)]
    assert dict(stored) == {entry.id: entry for entry in entries}
    assert len(stored) == len(entries)


def test_a_long_registry_is_listed_once_each(engine: Harness) -> None:
    engine.build("g1", *(person(f"P{n}") for n in range(2_500)))
    writer = engine.open_writer()
    writer.write("g1", [person("P7", articles=3)])
    writer.remove("g1", Removal(entities=("person:p8",)))
    listed = list(writer.registry("g1", IndexName.ENTITIES))
    stored = dict(listed)
    assert (len(listed), len(stored), "person:p8" in stored) == (2_499, 2_499, False)
    assert stored["person:p7"] == person("P7", articles=3)


def test_an_empty_registry_lists_nothing(engine: Harness) -> None:
    engine.build("g1", article("a"))
    assert list(engine.open_writer().registry("g1", IndexName.ENTITIES)) == []
