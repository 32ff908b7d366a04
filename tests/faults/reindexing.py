"""A process that rebuilds an archive in small turns; the tests kill it. Started by
`test_reindex_kill`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from archive.engines.settings import ElasticSettings, EngineSettings
from indexer.jobs import rebuild, reindex
from tests.unit.indexer.jobs.builders import Desk

TURN = 10  # documents, so that a short rebuild has many turns to be killed in


def arguments(settings: EngineSettings) -> list[str]:
    """What the child must be told to open the same archive."""
    return [
        str(settings.data_dir),
        settings.engine,
        settings.elastic.urls[0],
        settings.elastic.prefix,
    ]


def _settings(folder: str, engine: str, url: str, prefix: str) -> EngineSettings:
    return EngineSettings(engine, Path(folder), ElasticSettings(urls=(url,), prefix=prefix))


def main() -> None:
    """Say when everything is imported, then rebuild."""
    settings = _settings(*sys.argv[1:])
    rebuild._TURN = TURN
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    desk = Desk(settings.data_dir, settings=settings)
    reindex.run(desk.store, desk.writer, desk.pipeline)


if __name__ == "__main__":
    main()
