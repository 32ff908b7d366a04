"""What a process does that rebuilds an archive in small turns; `test_reindex_kill` kills it."""

from __future__ import annotations

from archive.engines.settings import EngineSettings
from indexer.jobs import rebuild, reindex
from tests.unit.indexer.jobs.builders import Desk

TURN = 10  # documents, so that a short rebuild has many turns to be killed in


def work(settings: EngineSettings) -> None:
    """Rebuild what is in the store."""
    rebuild._TURN = TURN
    desk = Desk(settings.data_dir, settings=settings)
    reindex.run(desk.store, desk.writer, desk.pipeline)
