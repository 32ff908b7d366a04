"""An archive on a cluster: the real store, the real jobs, the real adapter, a pipeline of three
rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from archive.engines.factory import ELASTIC, open_reader, open_writer
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.store.lock import LockPolicy
from archive.store.store import Store
from indexer.jobs import index
from indexer.jobs.reports import IndexReport
from indexer.sources.record import SourceRecord
from search_api.app import create_app
from search_api.settings import ApiSettings
from tests.api.asgi_client import Client
from tests.unit.indexer.jobs.builders import Pipeline, record

_NAMES = ("Anna Weber", "Karl Lang", "Maria Stein", "Wladimir Putin")
_PADDING = " ".join(f"Satz {number}." for number in range(200))


def articles(first: int, last: int) -> Iterator[SourceRecord]:
    """Articles by number, of 2 kB each, with persons that many of them share."""
    for number in range(first, last):
        name = _NAMES[number % len(_NAMES)]
        body = f"{name} besucht Nordkorea. Meldung {number}. {_PADDING}"
        yield record(f"a{number}", f"Nachricht {number}", body, f"2024-06-{number % 28 + 1:02d}")


class Desk:
    """Everything opened afresh for every use, as separate commands would."""

    def __init__(self, folder: Path, elastic: ElasticSettings) -> None:
        self.settings = EngineSettings(ELASTIC, folder, elastic)
        self.store = Store.open(folder / "store.sqlite", LockPolicy(timeout=300))

    def index(self, records: Iterable[SourceRecord]) -> IndexReport:
        with closing(open_writer(self.settings)) as writer:
            return index.run(self.store, writer, Pipeline(), records)

    def generation(self) -> str:
        """The published generation."""
        with closing(open_writer(self.settings)) as writer:
            return str(writer.published())

    def indexed(self) -> list[tuple[str, int]]:
        """Article and revision of all that is in the published generation."""
        with closing(open_writer(self.settings)) as writer:
            return sorted(writer.revisions(str(writer.published())))

    def kept(self) -> list[tuple[str, int]]:
        """Article and revision of all that is in the store."""
        with self.store.reading() as session:
            return sorted(session.articles.ids())

    def client(self) -> Client:
        """A client of the API; the reader ends with this process."""
        return Client(create_app(open_reader(self.settings), ApiSettings(retry_after=5)))
