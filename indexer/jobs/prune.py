"""Deletes old generations."""

from __future__ import annotations

from archive.engines.port import GenerationState, IndexWriter
from archive.store.records import JobKind, Outcome
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.recorded import recorded
from indexer.jobs.reports import PruneReport


def run(
    store: Store, writer: IndexWriter, keep: int = 1, *, unfinished: bool = False
) -> PruneReport:
    """Drop all generations of this store but the published one and the `keep` newest others.

    Running builds stay, and so do interrupted ones, which the next reindex goes on with, unless
    `unfinished`. Ruins that nothing goes on with are swept in any case.
    """
    with recorded(store, JobKind.PRUNE), store.lock() as lock:
        before = {state.name for state in writer.generations()}
        building.recover(store, writer, lock)
        for name in _droppable(store, writer, keep, unfinished):
            building.discard(store, writer, lock, name)
        kept = tuple(state.name for state in writer.generations())
        return PruneReport(dropped=tuple(sorted(before - set(kept))), kept=kept)


def _droppable(store: Store, writer: IndexWriter, keep: int, unfinished: bool) -> list[str]:
    with store.reading() as session:
        rows = session.generations.all()
        own = [s for s in writer.generations() if s.name in rows and not s.published]
        begun = [state for state in own if _is_unfinished(session, state)]
        ready = [state for state in own if state not in begun]
        stopped = [s for s in begun if unfinished and not _is_running(session, s.name)]
    return [state.name for state in (*ready[: max(0, len(ready) - keep)], *stopped)]


def _is_unfinished(session: Session, state: GenerationState) -> bool:
    return not state.sealed or state.name in session.rebuilds.unfinished()


def _is_running(session: Session, name: str) -> bool:
    rebuild = session.rebuilds.unfinished().get(name)
    job = rebuild.job if rebuild else session.generations.all()[name].job
    return session.jobs.get(job).outcome is Outcome.RUNNING
