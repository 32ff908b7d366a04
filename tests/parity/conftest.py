"""The demo archive on both engines: as it is on one shard, varied on seven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from archive.engines.port import SearchReader
from archive.model.document import Document
from tests.parity.archives import documents, varied
from tests.parity.comparing import Comparison, compare
from tests.parity.engines import clustered, embedded
from tests.parity.searches import read_searches

SHARDS = 7


@pytest.fixture(scope="session")
def demo_documents(demo_dir: Path) -> tuple[Document, ...]:
    return documents(demo_dir / "store.sqlite3")


@pytest.fixture(scope="session")
def demo_embedded(
    demo_documents: Sequence[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchReader]:
    with embedded(tmp_path_factory.mktemp("parity"), demo_documents) as reader:
        yield reader


@pytest.fixture(scope="session")
def on_one_shard(
    demo_documents: Sequence[Document], demo_embedded: SearchReader, elasticsearch: str
) -> tuple[Comparison, ...]:
    """Every search of the file."""
    with clustered(elasticsearch, 1, demo_documents) as theirs:
        return tuple(compare(demo_embedded, theirs, read_searches()))


@pytest.fixture(scope="session")
def on_seven_shards(
    demo_documents: Sequence[Document],
    elasticsearch: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Comparison, ...]:
    """Every second search of the file, and all that are refused or hostile."""
    found = varied(demo_documents)
    searches = [
        search
        for number, search in enumerate(read_searches())
        if number % 2 or search.kind.startswith(("refused", "hostile"))
    ]
    with (
        embedded(tmp_path_factory.mktemp("varied"), found) as ours,
        clustered(elasticsearch, SHARDS, found) as theirs,
    ):
        return tuple(compare(ours, theirs, searches))
