"""A process that indexes many small articles; the tests kill it. Started by `test_kill`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from indexer.jobs.building import pages
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk, record

_NAMES = ("Anna Weber", "Karl Lang", "Maria Stein", "Wladimir Putin")


def articles(count: int) -> Iterator[SourceRecord]:
    """Articles with a few persons and events that many of them share."""
    for number in range(count):
        name = _NAMES[number % len(_NAMES)]
        body = f"{name} besucht Nordkorea. Meldung {number}."
        yield record(f"a{number}", f"Nachricht {number}", body, f"2024-06-{number % 28 + 1:02d}")


def main() -> None:
    """Say when everything is imported, then index in runs of SLICE articles."""
    folder, count, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    desk = Desk(folder)
    for page in pages(articles(count), size):
        desk.index(page)


if __name__ == "__main__":
    main()
