"""Deletes old generations."""

from __future__ import annotations

from archive.engines.port import GenerationState, IndexWriter
from archive.store.records import JobKind, Outcome
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.recorded import recorded
from indexer.jobs.reports import PruneReport


def run(store: Store, writer: IndexWriter, keep: int = 1) -> PruneReport:
    """Drop all generations but the published one, the `keep` newest others and running builds."""
    with recorded(store, JobKind.PRUNE), store.lock() as lock:
        building.recover(store, writer, lock)
        others = [
            state
            for state in writer.generations()
            if not state.published and not _is_running(store, state)
        ]
        dropped = [state.name for state in others[: max(0, len(others) - keep)]]
        for name in dropped:
            building.discard(store, writer, lock, name)
        return PruneReport(
            dropped=tuple(dropped), kept=tuple(state.name for state in writer.generations())
        )


def _is_running(store: Store, state: GenerationState) -> bool:
    with store.reading() as session:
        row = session.generations.all().get(state.name)
        if row is None or state.sealed:
            return False
        return session.jobs.get(row.job).outcome is Outcome.RUNNING
