"""Builds a new generation from the store; what a crash interrupts, the next run goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from archive.engines.port import IndexWriter
from archive.errors import EngineError
from archive.store.lock import WriterLock
from archive.store.rebuilds import Rebuild
from archive.store.records import JobKind
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.applying import settle, settle_now
from indexer.jobs.enriching import Enricher
from indexer.jobs.golden import GoldenQuery
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.rebuild import Run, fill, take_up
from indexer.jobs.recorded import recorded
from indexer.jobs.renewing import renew
from indexer.jobs.replay import catch_up, catch_up_in_turns
from indexer.jobs.reports import ReindexReport
from indexer.jobs.settling import settle_registry
from indexer.jobs.verification import VerificationFailed, differences, unmet_golden

_REFUSALS = 100  # named in the report; the store knows them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a rebuild is to do: publish what it verified, begin anew, which queries to ask."""

    publish: bool = True
    fresh: bool = False
    golden: Sequence[GoldenQuery] = ()


_PLAIN = Plan()


def run(
    store: Store,
    writer: IndexWriter,
    enricher: Enricher,
    progress: Progress = quiet,
    plan: Plan = _PLAIN,
) -> ReindexReport:
    """Build, verify and publish a new generation; only articles that this pipeline has not seen
    are enriched.

    Others may write meanwhile; their changes are replayed before it is published. Readers never
    notice a failure. A build is dropped when it would fail again (EngineError, or it differs from
    the store), else kept, and the next run goes on with it.
    """
    with recorded(store, JobKind.REINDEX) as record:
        with store.lock() as lock:
            building.recover(store, writer, lock)
        run_ = Run(
            store=store, writer=writer, enricher=enricher, progress=progress, job=record.number
        )
        renewed = renew(store, enricher, progress)
        progress(ProgressEvent(stage=Stage.SETTLING, done=renewed.articles))
        settle_registry(store, limit=None, numbered=renewed.articles == 0)
        rebuild = take_up(run_, fresh=plan.fresh)
        resumed = rebuild.written
        try:
            _build(run_, rebuild, plan)
        except _GoldenFailed:
            raise
        except EngineError:
            _discard(run_, rebuild)
            raise
        report = _report(run_, rebuild, enriched=renewed.enriched, resumed=resumed)
        record.counts.update(articles=report.articles, enriched=renewed.enriched)
        return report


def unfinished(store: Store) -> Rebuild | None:
    """The newest rebuild that was begun and neither finished nor dropped."""
    with store.reading() as session:
        left = tuple(session.rebuilds.unfinished().values())
    return left[-1] if left else None


class _GoldenFailed(VerificationFailed):
    """The build is what the store says; what it answers is not what the operator expects."""


def _build(run_: Run, rebuild: Rebuild, plan: Plan) -> None:
    name = fill(run_, rebuild).generation
    settle(run_.store)
    catch_up_in_turns(run_.store, run_.writer, name)
    run_.progress(ProgressEvent(stage=Stage.SEALING, done=0))
    if not building.is_sealed(run_.writer, name):
        # Nobody else writes to a rebuild before it is sealed, and merging may take long: the lock
        # stays free for the published generation.
        run_.writer.seal(name)
    run_.progress(ProgressEvent(stage=Stage.VERIFYING, done=0))
    _check_golden(run_, name, plan)
    with run_.store.lock() as lock:
        _finish(run_, lock, name, plan)


def _check_golden(run_: Run, name: str, plan: Plan) -> None:
    with closing(run_.writer.preview(name)) as reader:
        missed = unmet_golden(reader, plan.golden)
    if missed:
        outcome = (
            "The build is kept: mend the file of golden queries and run `fundstelle reindex`"
            " again, or build anew with `--fresh`"
        )
        raise _GoldenFailed(name, missed, outcome)


def _finish(run_: Run, lock: WriterLock, name: str, plan: Plan) -> None:
    """The last changes, verification and publication, with nobody writing in between."""
    settle_now(run_.store, lock)
    catch_up(run_.store, run_.writer, lock, name, registry=True)
    with closing(run_.writer.preview(name)) as reader, run_.store.reading() as session:
        faults = differences(session, run_.writer, reader)
    if faults:
        with run_.store.writing(lock) as session:
            session.ready.clear()  # the next run makes every document anew
        outcome = "It was dropped, and readers keep the generation they had"
        raise VerificationFailed(name, faults, outcome)
    if plan.publish:
        run_.writer.publish(name)
    with run_.store.writing(lock) as session:
        session.rebuilds.finish(name)


def _discard(run_: Run, rebuild: Rebuild) -> None:
    with run_.store.lock() as lock:
        if run_.writer.published() != rebuild.generation:
            building.discard(run_.store, run_.writer, lock, rebuild.generation)


def _report(run_: Run, rebuild: Rebuild, *, enriched: int, resumed: int) -> ReindexReport:
    name = rebuild.generation
    state = next(s for s in run_.writer.generations() if s.name == name)
    with run_.store.reading() as session:
        return ReindexReport(
            generation=name,
            published=state.published,
            articles=state.articles,
            events=state.events,
            entities=state.entities,
            enriched=enriched,
            resumed=resumed,
            refused=session.refusals.count(name),
            rejected=session.refusals.first(name, _REFUSALS),
        )
