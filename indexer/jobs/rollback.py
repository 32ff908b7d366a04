"""Goes back to the generation before the published one."""

from __future__ import annotations

from archive.engines.port import IndexWriter
from archive.errors import GenerationNotFound
from archive.store.records import JobKind
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.publish import finished, publish
from indexer.jobs.recorded import recorded
from indexer.jobs.reports import PublishReport


def run(store: Store, writer: IndexWriter) -> PublishReport:
    """Publish the newest kept generation that is older than the published one, brought up to
    date.
    """
    with recorded(store, JobKind.ROLLBACK), store.lock() as lock:
        building.recover(store, writer, lock)
        candidates = finished(store, writer)
        published = writer.published()
        older = candidates[: candidates.index(published)] if published in candidates else ()
        if not older:
            raise GenerationNotFound("there is no earlier generation to go back to")
        return publish(store, writer, lock, older[-1])
