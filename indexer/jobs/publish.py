"""Makes a kept generation the one that readers see."""

from __future__ import annotations

from archive.engines.port import IndexWriter
from archive.errors import GenerationNotFound
from archive.store.lock import WriterLock
from archive.store.records import JobKind
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.applying import settle_now
from indexer.jobs.recorded import recorded
from indexer.jobs.replay import catch_up
from indexer.jobs.reports import PublishReport


def run(store: Store, writer: IndexWriter, generation: str | None = None) -> PublishReport:
    """Publish a finished generation, the newest unless named, after replaying the changes it
    lacks.
    """
    with recorded(store, JobKind.PUBLISH), store.lock() as lock:
        building.recover(store, writer, lock)
        candidates = finished(store, writer)
        if not candidates or (generation is not None and generation not in candidates):
            raise GenerationNotFound(_not_found(store, generation))
        return publish(store, writer, lock, generation or candidates[-1])


def publish(store: Store, writer: IndexWriter, lock: WriterLock, generation: str) -> PublishReport:
    """Replay what is missing, then publish: no update is lost and nothing removed comes back."""
    before = writer.published()
    settle_now(store, lock)
    with store.reading() as session:
        row = session.generations.all()[generation]
        missing = session.revisions.last() - row.applied
    building.check_current(row)
    catch_up(store, writer, lock, generation, registry=True)
    writer.publish(generation)
    return PublishReport(generation=generation, before=before, replayed=missing)


def finished(store: Store, writer: IndexWriter) -> tuple[str, ...]:
    """Generations of this store that were built to the end and verified, oldest first."""
    sealed = {state.name for state in writer.generations() if state.sealed}
    with store.reading() as session:
        ready = sealed - session.rebuilds.unfinished().keys()
        return tuple(name for name in session.generations.all() if name in ready)


def _not_found(store: Store, generation: str | None) -> str:
    if generation is None:
        return "there is no finished generation to publish"
    with store.reading() as session:
        if generation in session.rebuilds.unfinished():
            return f"generation {generation!r} is unfinished; `fundstelle reindex` goes on with it"
    return f"there is no finished generation {generation!r}"
