"""Applies editors' decisions: to the registry, then to the index."""

from __future__ import annotations

from collections.abc import Mapping

from archive.engines.port import IndexWriter
from archive.store.applications import State
from archive.store.lock import WriterLock
from archive.store.records import JobKind
from archive.store.store import Store
from indexer.jobs import applying, building
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.recorded import recorded
from indexer.jobs.replay import catch_up
from indexer.jobs.reports import ApplyReport, RefusedDecision
from indexer.jobs.settling import settle_registry


def run(store: Store, writer: IndexWriter, progress: Progress = quiet) -> ApplyReport:
    """Apply the decisions that wait, in order; what an earlier run left half done comes first.

    Only the articles, entities and events that they concern are written. A decision that cannot be
    applied is kept with the reason and holds up no other.
    """
    with recorded(store, JobKind.APPLY) as record:
        with store.lock() as lock:
            building.recover(store, writer, lock)
        report = ApplyReport()
        while (more := _turn(store, writer)) is not None:
            report = report.plus(more)
            progress(ProgressEvent(stage=Stage.APPLYING, done=report.articles))
            store.give_way()
        if report.applied:
            report = report.plus(_settled(store, writer))
        record.counts.update(
            applied=report.applied, refused=len(report.refused), articles=report.articles
        )
        return report


def _settled(store: Store, writer: IndexWriter) -> ApplyReport:
    """Settle the names that the decisions concern, now that these stand where they were put."""
    settled = settle_registry(store)
    with store.lock() as lock:
        return ApplyReport(articles=settled.articles, rejected=_write(store, writer, lock))


def _turn(store: Store, writer: IndexWriter) -> ApplyReport | None:
    """One step in the store, and what it changed in the index; None when nothing waits."""
    if not applying.waiting(store):
        return None
    with store.lock() as lock:
        step = applying.step(store, lock)
        if step is None:
            return None
        rejected = _write(store, writer, lock)
    settled = step.settled
    if settled is None:
        return ApplyReport(articles=step.articles, rejected=rejected)
    if settled.state is State.REFUSED:
        refused = RefusedDecision(decision=settled.decision, reason=settled.reason or "")
        return ApplyReport(refused=(refused,))
    return ApplyReport(applied=1, articles=step.articles, rejected=rejected)


def _write(store: Store, writer: IndexWriter, lock: WriterLock) -> Mapping[str, str]:
    """Bring the change into the generation that takes changes; others get it before they are
    published.
    """
    name = building.current(store, writer)
    if name is None:
        return {}
    with store.reading() as session:
        if not building.is_current(session.generations.all()[name]):
            return {}
    return catch_up(store, writer, lock, name, registry=building.is_sealed(writer, name))
