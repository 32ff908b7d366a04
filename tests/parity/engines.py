"""Both engines over the same documents, for as long as they are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

from archive.engines.factory import ELASTIC, EMBEDDED, open_reader, open_writer
from archive.engines.port import SearchReader
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.model.document import Document
from tests.parity.archives import load

_TIMEOUT = 60  # seconds


@contextmanager
def embedded(folder: Path, found: Sequence[Document]) -> Iterator[SearchReader]:
    """A reader of these documents; they stay in the folder."""
    with _open(EngineSettings(EMBEDDED, folder), found) as reader:
        yield reader


@contextmanager
def clustered(url: str, shards: int, found: Sequence[Document]) -> Iterator[SearchReader]:
    """A reader of these documents; what was written for it is deleted at the end."""
    elastic = ElasticSettings(
        urls=(url,), prefix=f"parity-{uuid4().hex[:8]}", shards=shards, replicas=0
    )
    try:
        with _open(EngineSettings(ELASTIC, Path(), elastic), found) as reader:
            yield reader
    finally:
        _delete_all(url, elastic.prefix)


@contextmanager
def _open(settings: EngineSettings, found: Sequence[Document]) -> Iterator[SearchReader]:
    with closing(open_writer(settings)) as writer:
        load(writer, found)
    with closing(open_reader(settings)) as reader:
        yield reader


def _delete_all(url: str, prefix: str) -> None:
    """Servers may refuse to delete by pattern, so by name."""
    for name in _call(f"{url}/_cat/indices/{prefix}-*?h=index", "GET").split():
        _call(f"{url}/{name}", "DELETE")


def _call(address: str, method: str) -> str:
    with urlopen(Request(address, method=method), timeout=_TIMEOUT) as response:
        text: str = response.read().decode()
        return text
