"""Takes articles down for good."""

from __future__ import annotations

from collections.abc import Iterable

from archive.engines.port import IndexWriter
from archive.store.lock import WriterLock
from archive.store.records import JobKind
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.keeping import take_down
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.recorded import recorded
from indexer.jobs.replay import catch_up
from indexer.jobs.reports import RemoveReport
from indexer.jobs.settling import settle_registry

_BATCH = 200


def run(
    store: Store, writer: IndexWriter, identifiers: Iterable[str], progress: Progress = quiet
) -> RemoveReport:
    """Remove articles by internal or given id from store and every kept generation.

    A tombstone keeps them out when the same files are indexed again. A given id that several
    articles carry removes none of them.
    """
    with recorded(store, JobKind.REMOVE) as record:
        with store.lock() as lock:
            building.recover(store, writer, lock)
        report = RemoveReport(ambiguous={})
        for batch in building.pages(dict.fromkeys(identifiers), _BATCH):
            with store.lock() as lock:
                with store.writing(lock) as session:
                    report = _take_down(session, batch, report)
                _catch_up(store, writer, lock)
            progress(ProgressEvent(stage=Stage.REMOVING, done=len(report.removed)))
        if report.removed:
            settle_registry(store)
            with store.lock() as lock:
                _catch_up(store, writer, lock)
        record.counts.update(removed=len(report.removed))
        return report


def _catch_up(store: Store, writer: IndexWriter, lock: WriterLock) -> None:
    for name in building.kept(store, writer):
        catch_up(store, writer, lock, name, registry=building.is_sealed(writer, name))


def _take_down(session: Session, batch: list[str], report: RemoveReport) -> RemoveReport:
    removed, already, unknown = list(report.removed), list(report.already), list(report.unknown)
    ambiguous = dict(report.ambiguous)
    for identifier in batch:
        ids = _internal(session, identifier)
        if len(ids) > 1:
            ambiguous[identifier] = ids
        elif ids:
            take_down(session, session.articles.get(ids)[ids[0]])
            removed.append(ids[0])
        elif session.tombstones.find(identifier):
            already.append(identifier)
        else:
            unknown.append(identifier)
    return RemoveReport(
        removed=tuple(removed), already=tuple(already), unknown=tuple(unknown), ambiguous=ambiguous
    )


def _internal(session: Session, identifier: str) -> tuple[str, ...]:
    if session.articles.hashes([identifier]):
        return (identifier,)
    return session.articles.by_given_id(identifier)
