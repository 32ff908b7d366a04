"""What a process does that indexes many small articles; `test_kill` kills it."""

from __future__ import annotations

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


def work(folder: Path, count: int, size: int) -> None:
    """Index in runs of `size` articles."""
    desk = Desk(folder)
    for page in pages(articles(count), size):
        desk.index(page)
