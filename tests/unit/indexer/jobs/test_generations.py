"""Removing, rebuilding, publishing, going back, pruning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from archive.engines.embedded.layout import Layout, State
from archive.errors import DocumentNotFound, EngineError, EngineUnavailable, GenerationNotFound
from archive.store.tables import GENERATIONS
from indexer.jobs import index, prune, publish, reindex, remove, rollback
from indexer.jobs.status import status
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk, FailingWriter, Pipeline, internal, record
from tests.unit.indexer.jobs.conftest import Records


def _archive() -> list[SourceRecord]:
    return [record("a", "Eins"), record("b", "Zwei", body="Wladimir Putin besucht Nordkorea.")]


@pytest.fixture
def desk(filled: Callable[[Records], Desk]) -> Desk:
    return filled(_archive)


def _reindex(desk: Desk, pipeline: Pipeline | None = None) -> str:
    return reindex.run(desk.store, desk.writer, pipeline or desk.pipeline).generation


def test_a_removed_article_is_found_no_more(desk: Desk) -> None:
    report = remove.run(desk.store, desk.writer, ["a"])
    assert report.removed == (internal("a"),)
    assert desk.titles() == ["Zwei"]


def test_an_article_is_removed_by_its_internal_id(desk: Desk) -> None:
    assert remove.run(desk.store, desk.writer, [internal("b")]).removed == (internal("b"),)


def test_an_unknown_id_is_reported(desk: Desk) -> None:
    assert remove.run(desk.store, desk.writer, ["nobody"]).unknown == ("nobody",)


def test_removing_twice_is_reported(desk: Desk) -> None:
    remove.run(desk.store, desk.writer, ["a"])
    assert remove.run(desk.store, desk.writer, ["a"]).already == ("a",)


def test_a_removed_article_stays_out_when_its_file_is_indexed_again(desk: Desk) -> None:
    remove.run(desk.store, desk.writer, ["a"])
    report = desk.index([record("a", "Eins"), record("b", "Zwei neu")])
    assert (report.withheld, report.indexed, report.rejected) == (1, 1, 0)
    assert desk.titles() == ["Zwei neu"]


def test_an_entity_that_only_a_removed_article_mentions_goes_with_it(desk: Desk) -> None:
    assert desk.entity("person:wladimir-putin").articles == 1
    remove.run(desk.store, desk.writer, ["b"])
    with pytest.raises(DocumentNotFound):
        desk.entity("person:wladimir-putin")


def test_an_event_that_only_a_removed_article_reports_goes_with_it(desk: Desk) -> None:
    (event,) = [e.event for d in desk.searchable() for e in d.enrichment.events]
    remove.run(desk.store, desk.writer, ["b"])
    with pytest.raises(DocumentNotFound):
        desk.event(str(event))


def test_the_text_of_a_removed_article_leaves_the_store(desk: Desk) -> None:
    remove.run(desk.store, desk.writer, ["b"])
    with desk.store.reading() as session:
        assert session.enrichments.pipelines() == {"rules-1": 1}


def test_a_removal_reaches_every_kept_generation(desk: Desk) -> None:
    _reindex(desk)
    remove.run(desk.store, desk.writer, ["a"])
    for state in desk.writer.generations():
        assert [article for article, _ in desk.writer.revisions(state.name)] == [internal("b")]


def test_a_removed_ordinal_is_never_given_again(desk: Desk) -> None:
    remove.run(desk.store, desk.writer, ["b"])
    desk.index([record("c")])
    assert sorted(document.ordinal for document in desk.searchable()) == [1, 3]


def test_a_rebuild_publishes_the_same_articles(desk: Desk) -> None:
    before = desk.searchable()
    generation = _reindex(desk)
    assert desk.writer.published() == generation
    assert desk.searchable() == before


def test_a_rebuild_reuses_cached_enrichment(desk: Desk) -> None:
    assert reindex.run(desk.store, desk.writer, desk.pipeline).enriched == 0


def test_a_rebuild_with_another_pipeline_enriches_again(desk: Desk) -> None:
    assert reindex.run(desk.store, desk.writer, Pipeline("rules-2")).enriched == 2
    assert {document.enrichment.pipeline for document in desk.searchable()} == {"rules-2"}


def test_a_rebuild_with_another_pipeline_keeps_registry_ids(desk: Desk) -> None:
    before = [document.enrichment.persons for document in desk.searchable()]
    _reindex(desk, Pipeline("rules-2"))
    assert [document.enrichment.persons for document in desk.searchable()] == before


def test_going_back_loses_no_update(desk: Desk) -> None:
    _reindex(desk)
    desk.index([record("a", "Eins neu"), record("c", "Drei")])
    report = rollback.run(desk.store, desk.writer)
    assert report.replayed == 2
    assert desk.titles() == ["Drei", "Eins neu", "Zwei"]


def test_going_back_brings_back_no_removed_article(desk: Desk) -> None:
    _reindex(desk)
    remove.run(desk.store, desk.writer, ["a"])
    rollback.run(desk.store, desk.writer)
    assert desk.titles() == ["Zwei"]


def test_going_back_without_an_earlier_generation_says_so(desk: Desk) -> None:
    with pytest.raises(GenerationNotFound, match="no earlier generation"):
        rollback.run(desk.store, desk.writer)


def test_publishing_without_a_name_takes_the_newest(desk: Desk) -> None:
    newest = _reindex(desk)
    rollback.run(desk.store, desk.writer)
    assert publish.run(desk.store, desk.writer).generation == newest


def test_publishing_an_unknown_generation_says_so(desk: Desk) -> None:
    with pytest.raises(GenerationNotFound, match="000099"):
        publish.run(desk.store, desk.writer, "000099-x")


def test_pruning_keeps_the_published_and_the_newest_others(desk: Desk) -> None:
    names = [str(desk.writer.published()), _reindex(desk), _reindex(desk)]
    report = prune.run(desk.store, desk.writer, keep=1)
    assert (report.dropped, report.kept) == ((names[0],), (names[1], names[2]))


def test_pruning_never_drops_the_published_generation(desk: Desk) -> None:
    _reindex(desk)
    rollback.run(desk.store, desk.writer)
    published = str(desk.writer.published())
    assert published in prune.run(desk.store, desk.writer, keep=0).kept


def test_the_status_counts_what_a_generation_lacks(desk: Desk) -> None:
    _reindex(desk)
    desk.index([record("c")])
    assert [kept.pending for kept in status(desk.store, desk.writer).generations] == [1, 0]


def test_generation_names_sort_by_age(desk: Desk) -> None:
    names = [str(desk.writer.published()), _reindex(desk), _reindex(desk)]
    assert sorted(names) == names


def _outdated(desk: Desk, name: str) -> None:
    """As if an earlier version of the program had built it."""
    with desk.store.writing() as session:
        session.connection.execute(
            update(GENERATIONS).where(GENERATIONS.c.name == name).values(mapping_version=0)
        )
    Layout(desk.folder).save_state(name, State(sealed=True, mapping_version=0))


def test_a_generation_of_another_version_is_not_gone_back_to(desk: Desk) -> None:
    old, new = str(desk.writer.published()), _reindex(desk)
    _outdated(desk, old)
    with pytest.raises(EngineError, match=f"{old} has the index fields of version 0"):
        rollback.run(desk.store, desk.writer)
    assert desk.writer.published() == new


def test_after_an_upgrade_a_rebuild_takes_along_what_could_not_be_written(desk: Desk) -> None:
    _outdated(desk, str(desk.writer.published()))
    with pytest.raises(EngineError, match="reindex"):
        desk.index([record("c", "Drei")])
    _reindex(desk)
    assert desk.titles() == ["Drei", "Eins", "Zwei"]


def test_a_removal_passes_by_generations_of_another_version(desk: Desk) -> None:
    old = str(desk.writer.published())
    _reindex(desk)
    _outdated(desk, old)
    assert remove.run(desk.store, desk.writer, ["a"]).removed == (internal("a"),)
    assert desk.titles() == ["Zwei"]


def test_an_interrupted_first_build_beside_a_published_one_is_swept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    failing = FailingWriter(desk.folder, {"seal": (1, EngineUnavailable("away"))})
    with pytest.raises(EngineUnavailable):
        index.run(desk.store, failing, desk.pipeline, [record("a")])
    (first,) = [state.name for state in desk.writer.generations()]
    new = _reindex(desk)
    report = prune.run(desk.store, desk.writer)
    assert (report.dropped, report.kept) == ((first,), (new,))


def test_pruning_keeps_a_stopped_rebuild_unless_told(desk: Desk) -> None:
    failing = FailingWriter(desk.folder, {"seal": (1, EngineUnavailable("away"))})
    with pytest.raises(EngineUnavailable):
        reindex.run(desk.store, failing, desk.pipeline)
    published, left = (state.name for state in desk.writer.generations())
    assert prune.run(desk.store, desk.writer, keep=0).kept == (published, left)
    assert prune.run(desk.store, desk.writer, keep=0, unfinished=True).dropped == (left,)


def test_pruning_leaves_generations_of_another_store_alone(desk: Desk) -> None:
    desk.writer.create("foreign")
    assert "foreign" in prune.run(desk.store, desk.writer, keep=0).kept
