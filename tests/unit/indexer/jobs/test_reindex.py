"""Rebuilding: verified before it is published, resumed after a stop, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engines.port import IndexWriter, Removal
from archive.errors import EngineError, EngineUnavailable, GenerationNotFound, LockHeld
from archive.store.records import JobKind
from indexer.jobs import index, publish, rebuild, reindex, remove
from indexer.jobs.golden import read_golden
from indexer.jobs.progress import ProgressEvent, Stage, quiet
from indexer.jobs.reports import ReindexReport
from indexer.jobs.status import generations
from indexer.jobs.verification import VerificationFailed
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import (
    Desk,
    FailingWriter,
    Pipeline,
    RefusingWriter,
    internal,
    record,
)
from tests.unit.indexer.jobs.conftest import Records

AWAY = EngineUnavailable("the engine is away")


def _archive() -> list[SourceRecord]:
    names = ("Anna Weber", "Karl Lang", "Wladimir Putin")
    return [record(f"a{n}", f"Nr. {n:02}", f"{names[n % 3]} besucht Nordkorea.") for n in range(12)]


@pytest.fixture
def desk(filled: Callable[[Records], Desk]) -> Desk:
    return filled(_archive)


@pytest.fixture
def _small_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns of three documents, so that a stop falls between them."""
    monkeypatch.setattr(rebuild, "_TURN", 3)


def _reindex(
    desk: Desk, writer: IndexWriter | None = None, plan: reindex.Plan | None = None
) -> ReindexReport:
    return reindex.run(
        desk.store, writer or desk.writer, desk.pipeline, quiet, plan or reindex.Plan()
    )


def _stop(desk: Desk, method: str, call: int, error: BaseException = AWAY) -> str:
    """A rebuild that fails at this call; the name of what it leaves."""
    failing = FailingWriter(desk.folder, {method: (call, error)})
    with pytest.raises(type(error)):
        _reindex(desk, failing)
    left = reindex.unfinished(desk.store)
    assert left is not None
    return left.generation


@pytest.mark.usefixtures("_small_turns")
@pytest.mark.parametrize(
    ("method", "call"), [("write", 1), ("write", 3), ("write", 6), ("seal", 1), ("publish", 1)]
)
def test_a_rebuild_goes_on_where_the_engine_left_it(desk: Desk, method: str, call: int) -> None:
    before = desk.searchable()
    left = _stop(desk, method, call)
    assert _reindex(desk).generation == left
    assert (desk.searchable(), desk.writer.published()) == (before, left)


@pytest.mark.usefixtures("_small_turns")
def test_what_is_written_is_not_written_again(desk: Desk) -> None:
    _stop(desk, "write", 3)
    assert _reindex(desk).resumed == 6


@pytest.mark.usefixtures("_small_turns")
def test_a_stopped_rebuild_is_kept_after_ctrl_c(desk: Desk) -> None:
    left = _stop(desk, "write", 2, KeyboardInterrupt())
    assert _reindex(desk).generation == left


def test_readers_never_notice_a_stopped_rebuild(desk: Desk) -> None:
    before, published = desk.searchable(), desk.writer.published()
    _stop(desk, "seal", 1)
    assert (desk.searchable(), desk.writer.published()) == (before, published)


def test_that_it_goes_on_is_told(desk: Desk) -> None:
    _stop(desk, "seal", 1)
    told: list[ProgressEvent] = []
    reindex.run(desk.store, desk.writer, desk.pipeline, told.append)
    assert [event.done for event in told if event.stage is Stage.RESUMING] == [12]


def test_a_fresh_rebuild_drops_the_stopped_one(desk: Desk) -> None:
    left = _stop(desk, "seal", 1)
    report = _reindex(desk, plan=reindex.Plan(fresh=True))
    names = [kept.name for kept in generations(desk.store, desk.writer)]
    assert (report.resumed, left in names, report.generation in names) == (0, False, True)


def test_another_pipeline_begins_anew(desk: Desk) -> None:
    left = _stop(desk, "seal", 1)
    desk.pipeline = Pipeline("rules-2")
    report = _reindex(desk)
    assert (report.generation == left, report.resumed, report.enriched) == (False, 0, 12)


def test_a_pipeline_change_that_dies_half_way_is_finished_by_the_next_run(desk: Desk) -> None:
    desk.pipeline = Pipeline("rules-2")
    _stop(desk, "write", 1)
    assert _reindex(desk).enriched == 0
    assert {d.enrichment.pipeline for d in desk.searchable()} == {"rules-2"}


def test_a_failure_that_would_come_again_drops_the_build(desk: Desk) -> None:
    failing = FailingWriter(desk.folder, {"write": (1, EngineError("refused"))})
    with pytest.raises(EngineError, match="refused"):
        _reindex(desk, failing)
    assert len(generations(desk.store, desk.writer)) == 1


@pytest.mark.usefixtures("_small_turns")
def test_changes_between_stop_and_resumption_are_not_lost(desk: Desk) -> None:
    _stop(desk, "write", 3)
    desk.index([record("a1", "Neu", "Karl Lang besucht Ruanda."), record("b", "Dazu")])
    remove.run(desk.store, desk.writer, ["a0", "a11"])
    _reindex(desk)
    titles = desk.titles()
    assert (len(titles), "Neu" in titles, "Dazu" in titles, "Nr. 00" in titles) == (
        11,
        True,
        True,
        False,
    )


@pytest.mark.usefixtures("_small_turns")
def test_several_runs_of_index_during_a_rebuild_lose_nothing(desk: Desk) -> None:
    other = Desk(desk.folder)
    runs = iter(range(100))

    def meanwhile(event: ProgressEvent) -> None:
        if event.stage in (Stage.WRITING, Stage.SEALING, Stage.VERIFYING):
            number = next(runs)
            changed = record(f"a{number % 12}", f"Geändert {number}", "Wladimir Putin ruht.")
            new = record(f"n{number}", f"Neu {number}", "Anna Weber besucht Ruanda.")
            other.index([changed, new])
            remove.run(other.store, other.writer, [f"n{number - 1}"])

    report = reindex.run(desk.store, desk.writer, desk.pipeline, meanwhile)
    assert desk.writer.published() == report.generation
    with desk.store.reading() as session:
        kept = dict(session.articles.ids())
    assert next(runs) > 5
    assert dict(desk.writer.revisions(report.generation)) == kept


def test_two_rebuilds_at_once_are_refused(desk: Desk) -> None:
    def meanwhile(event: ProgressEvent) -> None:
        if event.stage is Stage.SEALING:
            with pytest.raises(LockHeld, match="rebuilding"):
                _reindex(Desk(desk.folder))

    reindex.run(desk.store, desk.writer, desk.pipeline, meanwhile)


def test_without_publishing_it_waits_for_publish(desk: Desk) -> None:
    before = desk.writer.published()
    report = _reindex(desk, plan=reindex.Plan(publish=False))
    assert (report.published, desk.writer.published()) == (False, before)
    assert publish.run(desk.store, desk.writer).generation == report.generation


def test_an_unfinished_build_cannot_be_published(desk: Desk) -> None:
    left = _stop(desk, "publish", 1)
    with pytest.raises(GenerationNotFound, match="unfinished"):
        publish.run(desk.store, desk.writer, left)


def test_what_an_engine_loses_is_found_before_publishing(desk: Desk) -> None:
    before = desk.writer.published()

    class Forgetful(FailingWriter):
        def seal(self, generation: str) -> None:
            super().seal(generation)
            self._forget(generation)

        def _forget(self, generation: str) -> None:
            ids = [article for article, _ in self.revisions(generation)]
            self.remove(generation, Removal(articles=(ids[0],)))

    with pytest.raises(VerificationFailed, match="11 articles where the store has 12"):
        _reindex(desk, Forgetful(desk.folder, {}))
    assert (desk.writer.published(), reindex.unfinished(desk.store)) == (before, None)


def test_what_indexing_made_ready_is_copied(desk: Desk) -> None:
    with desk.store.reading() as session:
        before = session.ready.after(0, 20)
    _reindex(desk)
    assert [found is not None for found in before.values()] == [True] * 12
    assert len(desk.searchable()) == 12


def test_a_ready_document_that_differs_from_its_article_is_found_and_made_anew(desk: Desk) -> None:
    with desk.store.writing() as session:
        ready = session.ready.after(0, 1)[1]
        assert ready is not None
        record = ready.record.replace(b"Nr. 00", b"Nr. 99")
        session.ready.put([replace(ready, record=record)])
    with pytest.raises(VerificationFailed, match="display_title"):
        _reindex(desk)
    _reindex(desk)
    assert desk.titles()[0] == "Nr. 00"


def test_refused_documents_are_counted_and_named(desk: Desk) -> None:
    report = _reindex(desk, RefusingWriter(desk.folder, internal("a3")))
    assert (report.refused, dict(report.rejected)) == (1, {internal("a3"): "too long"})
    assert len(desk.searchable()) == 11


def test_what_is_refused_early_and_taken_later_is_not_missing(desk: Desk) -> None:
    writer = RefusingWriter(desk.folder, internal("a3"))

    def meanwhile(event: ProgressEvent) -> None:
        if event.stage is Stage.SEALING:
            writer.refused.clear()
            Desk(desk.folder).index([record("a3", "Kürzer")])

    report = reindex.run(desk.store, writer, desk.pipeline, meanwhile)
    assert (report.refused, len(desk.searchable())) == (0, 12)


def test_a_rebuild_of_which_much_is_refused_is_not_published(desk: Desk) -> None:
    before = desk.writer.published()
    writer = RefusingWriter(desk.folder, *(internal(f"a{n}") for n in range(11)))
    with pytest.raises(VerificationFailed, match="refused 11 of"):
        _reindex(desk, writer)
    assert desk.writer.published() == before


def _golden(folder: Path, *lines: object) -> Path:
    path = folder / "golden.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_golden_queries_that_are_met_let_it_be_published(desk: Desk) -> None:
    path = _golden(
        desk.folder,
        {"query": "Nordkorea", "total": 12, "contains": ["a1", internal("a2")]},
        {"query": '"Anna Weber"', "at_least": 4, "at_most": 4, "lacks": ["a1"]},
        {"query": "", "first": "a11", "sort": "newest", "note": "the last one"},
    )
    assert _reindex(desk, plan=reindex.Plan(golden=read_golden(path))).published


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"total": 3}, "line 1, 'Putin': found 4 articles, expected 3"),
        ({"at_least": 5}, "expected at least 5"),
        ({"at_most": 3}, "expected at most 3"),
        ({"contains": ["a0"]}, "did not find 'a0'"),
        ({"lacks": ["a2"]}, "found 'a2'"),
        ({"first": "a0"}, "expected 'a0' first, found 'a"),
    ],
)
def test_a_golden_query_that_is_not_met_keeps_the_published_generation(
    desk: Desk, expected: dict[str, object], told: str
) -> None:
    before = desk.writer.published()
    golden = read_golden(_golden(desk.folder, {"query": "Putin"} | expected))
    with pytest.raises(VerificationFailed, match=told):
        _reindex(desk, plan=reindex.Plan(golden=golden))
    assert desk.writer.published() == before


def test_after_mending_the_golden_file_the_build_is_published_at_once(desk: Desk) -> None:
    wrong = read_golden(_golden(desk.folder, {"query": "Putin", "total": 3}))
    with pytest.raises(VerificationFailed):
        _reindex(desk, plan=reindex.Plan(golden=wrong))
    right = read_golden(_golden(desk.folder, {"query": "Putin", "total": 4}))
    report = _reindex(desk, plan=reindex.Plan(golden=right))
    assert (report.resumed, report.published) == (12, True)


def test_the_job_of_a_rebuild_is_recorded(desk: Desk) -> None:
    _reindex(desk)
    with desk.store.reading() as session:
        (job,) = session.jobs.latest(1)
    assert (job.kind, job.counts["articles"]) == (JobKind.REINDEX, 12)


def test_index_goes_on_with_the_published_generation_after_a_stopped_rebuild(desk: Desk) -> None:
    published = desk.writer.published()
    _stop(desk, "seal", 1)
    report = index.run(desk.store, desk.writer, desk.pipeline, [record("neu", "Neu")])
    assert (report.generation, "Neu" in desk.titles()) == (published, True)
