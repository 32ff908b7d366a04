"""Sweeping index against store: what is missing, stale, orphaned, and how it is mended."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engines.port import Removal
from archive.errors import GenerationNotFound, IndexNotReady
from archive.model.document import ArticleDocument
from indexer.jobs import reindex, remove, rollback, verify
from indexer.jobs.golden import read_golden
from indexer.jobs.reports import VerifyReport
from indexer.sources.record import SourceRecord
from mappings.fields import IndexName
from tests.unit.indexer.jobs.builders import Desk, Pipeline, RefusingWriter, internal, record
from tests.unit.indexer.jobs.conftest import Records


def _archive() -> list[SourceRecord]:
    return [record(f"a{n}", f"Nr. {n}", "Karl Lang besucht Nordkorea.") for n in range(5)]


@pytest.fixture
def desk(filled: Callable[[Records], Desk]) -> Desk:
    return filled(_archive)


def _verify(desk: Desk, *, repair: bool = False) -> VerifyReport:
    return verify.run(desk.store, desk.writer, verify.Check(repair=repair))


def _published(desk: Desk) -> str:
    return str(desk.writer.published())


def test_an_index_like_the_store_is_clean(desk: Desk) -> None:
    report = _verify(desk)
    assert (report.clean, report.complete, report.articles) == (True, True, 5)


def test_a_missing_article_is_found(desk: Desk) -> None:
    desk.writer.remove(_published(desk), Removal(articles=(internal("a1"),)))
    report = _verify(desk)
    assert [(fault.id, fault.fault) for fault in report.faults] == [(internal("a1"), "missing")]
    assert (report.clean, report.missing) == (False, 1)


def test_a_stale_article_is_found(desk: Desk) -> None:
    old = _but(desk.searchable()[0], revision=0)
    desk.writer.write(_published(desk), [old])
    report = _verify(desk)
    assert [(fault.id, fault.fault) for fault in report.faults] == [(old.id, "stale")]


def test_a_stale_entity_is_found(desk: Desk) -> None:
    old = replace(desk.entity("person:karl-lang"), articles=99)
    desk.writer.write(_published(desk), [old])
    report = _verify(desk)
    assert [(fault.id, fault.fault) for fault in report.faults] == [("person:karl-lang", "stale")]


def test_orphans_of_all_indices_are_found(desk: Desk) -> None:
    article = _but(desk.searchable()[0], id="nobody", ordinal=99)
    person = replace(desk.entity("person:karl-lang"), id="person:nobody")
    event = replace(desk.event(_event(desk)), id="event:nothing")
    desk.writer.write(_published(desk), [article, person, event])
    report = _verify(desk)
    assert {fault.id for fault in report.faults} == {"nobody", "person:nobody", "event:nothing"}
    assert (report.orphaned, report.faulty) == (3, 3)


def test_what_somebody_else_wrote_into_the_index_is_taken_out(desk: Desk) -> None:
    foreign = {**desk.searchable()[0].record, "id": "nobody", "ordinal": 99}
    del foreign["display_title"]
    desk.writer.write(_published(desk), [ArticleDocument(foreign)])
    assert [(fault.id, fault.fault) for fault in _verify(desk).faults] == [("nobody", "orphaned")]
    assert _verify(desk, repair=True).clean


def _but(document: ArticleDocument, **fields: object) -> ArticleDocument:
    return ArticleDocument({**document.record, **fields})


def _event(desk: Desk) -> str:
    return str(desk.searchable()[0].enrichment.events[0].event)


def test_a_repair_mends_everything(desk: Desk) -> None:
    name = _published(desk)
    before = desk.searchable()
    orphan = replace(desk.entity("person:karl-lang"), id="person:nobody")
    desk.writer.write(name, [_but(before[0], revision=0), orphan])
    gone = Removal(articles=(internal("a1"),), events=(_event(desk),))
    desk.writer.remove(name, gone)
    report = _verify(desk, repair=True)
    assert (report.clean, report.repaired) == (True, 4)
    assert desk.searchable() == before
    assert _verify(desk).clean


def test_a_wiped_generation_is_filled_again(desk: Desk) -> None:
    name, before = _published(desk), desk.searchable()
    events, entities = (
        tuple(id_ for id_, _ in desk.writer.registry(name, index))
        for index in (IndexName.EVENTS, IndexName.ENTITIES)
    )
    desk.writer.remove(
        name,
        Removal(
            articles=tuple(document.id for document in before),
            events=events,
            entities=entities,
        ),
    )
    assert _verify(desk, repair=True).clean
    assert desk.searchable() == before


def test_waiting_changes_of_an_older_generation_are_no_faults(desk: Desk) -> None:
    older = _published(desk)
    reindex.run(desk.store, desk.writer, desk.pipeline)
    desk.index([record("neu", "Neu", "Anna Weber ruht.")])
    report = verify.run(desk.store, desk.writer, verify.Check(generation=older))
    assert (report.clean, report.generation, report.articles) == (True, older, 6)


def test_of_a_generation_of_another_pipeline_only_articles_are_compared(desk: Desk) -> None:
    reindex.run(desk.store, desk.writer, Pipeline("rules-2"))
    rollback.run(desk.store, desk.writer)
    report = _verify(desk)
    assert (report.clean, report.complete) == (True, False)


def test_a_refused_document_is_told_but_no_fault(desk: Desk) -> None:
    desk.writer = RefusingWriter(desk.folder, internal("a1"))
    reindex.run(desk.store, desk.writer, desk.pipeline)
    report = _verify(desk)
    assert (report.refused, report.faulty, report.clean) == (1, 0, False)


def test_golden_queries_are_asked(desk: Desk) -> None:
    path = desk.folder / "golden.jsonl"
    path.write_text('{"query": "Lang", "total": 4}\n', encoding="utf-8")
    report = verify.run(desk.store, desk.writer, verify.Check(golden=read_golden(path)))
    assert report.unmet == ("golden query in line 1, 'Lang': found 5 articles, expected 4",)


def test_nothing_can_be_verified_before_the_first_publication(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(IndexNotReady):
        _verify(desk)


def test_an_unknown_generation_is_an_error(desk: Desk) -> None:
    with pytest.raises(GenerationNotFound):
        verify.run(desk.store, desk.writer, verify.Check(generation="000099-x"))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_indexed_and_removed_in_turn_leaves_nothing_to_repair(
    tmp_path: Path, seed: int
) -> None:
    desk, chance = Desk(tmp_path), random.Random(seed)
    names = ("Anna Weber", "ANNA WEBER", "Karl Lang", "Wladimir Putin", "Vladimir Putin")
    for _ in range(12):
        ids = chance.sample(range(15), 4)
        desk.index(
            record(
                f"a{n}",
                f"Titel {chance.random()}",
                f"{chance.choice(names)} besucht {chance.choice(('Nordkorea', 'Ruanda'))}.",
                f"2024-06-{chance.randint(1, 3):02}",
            )
            for n in ids
        )
        if chance.random() < 0.3:
            remove.run(desk.store, desk.writer, [f"a{ids[0]}"])
    assert _verify(desk).faults == ()
    desk.store.close()
