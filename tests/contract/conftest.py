"""The contract suite runs once for every engine: each test takes `engine`, an empty one.

An engine joins by a function here that makes its harness. The fake comes first: a test that it does
not pass is no part of the contract.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.engines.embedded.layout import Layout, State
from archive.engines.factory import open_reader, open_writer
from archive.engines.settings import EngineSettings
from mappings.fields import MAPPING_VERSION
from tests.contract.fake import FakeReader, FakeWriter
from tests.contract.fake_archive import FakeArchive
from tests.contract.harness import Harness


def fake(_: Path) -> Harness:
    archive = FakeArchive()

    def outdate(generation: str) -> None:
        archive.require(generation).mapping_version = MAPPING_VERSION - 1

    return Harness("fake", lambda: FakeReader(archive), lambda: FakeWriter(archive), outdate)


def embedded(folder: Path) -> Harness:
    settings = EngineSettings("embedded", folder)

    def outdate(generation: str) -> None:
        Layout(folder).save_state(generation, State(sealed=True, mapping_version=0))

    return Harness(
        "embedded", lambda: open_reader(settings), lambda: open_writer(settings), outdate
    )


ENGINES: tuple[Callable[[Path], Harness], ...] = (fake, embedded)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder; in memory where there is such a disk, for every commit waits for it."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as made:
        yield Path(made)


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def engine(request: pytest.FixtureRequest, folder: Path) -> Harness:
    make: Callable[[Path], Harness] = request.param
    return make(folder)
