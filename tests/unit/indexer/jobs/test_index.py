"""Indexing: what is read, kept, made searchable, left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive.model.annotation import Enrichment
from archive.model.article import Article
from archive.model.document import DISPLAY_TITLE_LIMIT
from indexer.jobs import index
from indexer.jobs.enriching import LazyEnricher
from indexer.sources.record import Origin, Rejection
from tests.unit.indexer.jobs.builders import Desk, Pipeline, record


def test_the_first_run_publishes_a_generation(desk: Desk) -> None:
    report = desk.index([record("a", "Eins"), record("b", "Zwei")])
    assert (report.indexed, report.generation) == (2, desk.writer.published())
    assert desk.titles() == ["Eins", "Zwei"]


def test_nothing_to_index_publishes_nothing(desk: Desk) -> None:
    assert desk.index([]).generation is None
    assert desk.writer.published() is None


def test_unchanged_articles_are_skipped(desk: Desk) -> None:
    records = [record("a", "Eins"), record("b", "Zwei")]
    desk.index(records)
    report = desk.index(records)
    assert (report.unchanged, report.indexed, desk.pipeline.enriched) == (2, 0, 2)


def test_a_run_without_changes_never_loads_the_pipeline(desk: Desk) -> None:
    desk.index([record("a")])

    def load() -> Pipeline:
        raise AssertionError("loaded")

    report = index.run(desk.store, desk.writer, LazyEnricher(load), [record("a")])
    assert report.unchanged == 1


def test_other_content_in_a_later_run_is_an_update(desk: Desk) -> None:
    desk.index([record("a", "Alt")])
    report = desk.index([record("a", "Neu")])
    assert report.indexed == 1
    assert desk.titles() == ["Neu"]


def test_an_update_keeps_the_ordinal(desk: Desk) -> None:
    desk.index([record("a", "Alt"), record("b")])
    before = {document.id: document.ordinal for document in desk.searchable()}
    desk.index([record("a", "Neu")])
    assert {document.id: document.ordinal for document in desk.searchable()} == before


def test_equal_content_twice_in_a_run_is_harmless(desk: Desk) -> None:
    report = desk.index([record("a", "Eins"), record("a", "Eins")])
    assert (report.indexed, report.repeated, report.rejected) == (1, 1, 0)


def test_other_content_under_the_same_key_in_a_run_is_rejected(desk: Desk) -> None:
    report = desk.index([record("a", "Eins"), record("a", "Zwei")])
    assert (report.indexed, report.rejected) == (1, 1)
    assert desk.titles() == ["Eins"]
    assert [rejection.code for rejection in desk.rejected] == ["duplicate_id"]


def test_a_rejection_of_the_source_is_passed_on_and_counted(desk: Desk) -> None:
    rejection = Rejection(origin=Origin(path="x", record=2, line=2), reason="no body", code="empty")
    report = desk.index([record("a"), rejection])
    assert (report.read, report.indexed, report.rejected) == (2, 1, 1)
    assert desk.rejected == [rejection]


def test_one_text_under_two_ids_is_enriched_once(desk: Desk) -> None:
    report = desk.index([record("a", "Eins"), record("b", "Eins")])
    assert (report.indexed, report.enriched) == (2, 1)


def test_a_changed_source_field_needs_no_new_enrichment(desk: Desk) -> None:
    desk.index([record("a", "Eins"), record("b", "Eins")])
    assert desk.index([record("c", "Eins")]).enriched == 0


def test_an_untitled_article_shows_its_first_sentence(desk: Desk) -> None:
    desk.index([record("a", body="Am 19. Juni kam Dr. Meier. Dann ging er.")])
    assert desk.titles() == ["Am 19. Juni kam Dr. Meier."]


def test_a_long_first_sentence_is_cut_at_a_word(desk: Desk) -> None:
    desk.index([record("a", body="Wort " * 100)])
    (title,) = desk.titles()
    assert title.endswith("Wort…")
    assert len(title) <= DISPLAY_TITLE_LIMIT + 1


def test_a_pipeline_that_fails_keeps_earlier_batches(desk: Desk) -> None:
    desk.index([record("a", "Eins")])

    class Failing(Pipeline):
        def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
            raise ValueError("broken model")

    with pytest.raises(ValueError, match="broken model"):
        index.run(desk.store, desk.writer, Failing(), [record("b", "Zwei")])
    assert desk.titles() == ["Eins"]


def test_a_lost_index_is_built_again_from_the_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a")
    desk.index([record("a", "Eins")])
    moved = Desk(tmp_path / "b")
    (tmp_path / "a" / "store.sqlite").rename(tmp_path / "b" / "store.sqlite")
    for left in ("store.sqlite-wal", "store.sqlite-shm"):
        (tmp_path / "b" / left).unlink(missing_ok=True)
        if (tmp_path / "a" / left).exists():
            (tmp_path / "a" / left).rename(tmp_path / "b" / left)
    moved = Desk(tmp_path / "b")
    moved.index([record("b", "Zwei")])
    assert moved.titles() == ["Eins", "Zwei"]


def test_articles_carry_registry_ids(desk: Desk) -> None:
    desk.index([record("a", body="Wladimir Putin besucht Nordkorea.")])
    (document,) = desk.searchable()
    assert [person.id for person in document.enrichment.persons] == ["person:wladimir-putin"]
    assert document.enrichment.mentions[0].entity == "person:wladimir-putin"


def test_a_second_article_updates_the_entity(desk: Desk) -> None:
    desk.index([record("a", body="Wladimir Putin kam.", published="2024-06-19")])
    desk.index([record("b", body="Vladimir Putin ging.", published="2024-06-01")])
    entity = desk.entity("person:wladimir-putin")
    assert (entity.articles, str(entity.first_seen), str(entity.last_seen)) == (
        2,
        "2024-06-01",
        "2024-06-19",
    )
    assert entity.forms == {"Vladimir Putin": 1, "Wladimir Putin": 1}


def test_two_articles_on_one_event_share_it(desk: Desk) -> None:
    desk.index([record("a", body="Wladimir Putin besucht Nordkorea.")])
    desk.index([record("b", body="Der Gast: Wladimir Putin besucht Nordkorea und mehr.")])
    events = {document.enrichment.events[0].event for document in desk.searchable()}
    assert len(events) == 1
    assert desk.event(str(events.pop())).articles == 2
