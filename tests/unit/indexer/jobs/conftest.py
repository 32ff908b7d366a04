"""Folders in memory, where there is such a disk: every commit of a store waits for its disk; and
archives in them, indexed once and copied for each test.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk

_MEMORY = Path("/dev/shm")
Records = Callable[[], Iterable[SourceRecord]]


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty folder."""
    with ExitStack() as stack:
        yield _folder(stack, tmp_path_factory)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Records], Path]]:
    """Gives the folder of an archive of these records; to be copied, not changed."""
    with ExitStack() as stack:

        @cache
        def make(records: Records) -> Path:
            desk = Desk(_folder(stack, tmp_path_factory))
            desk.index(records())
            desk.store.close()
            desk.writer.close()
            return desk.folder

        yield make


@pytest.fixture
def filled(
    indexed: Callable[[Records], Path], tmp_path: Path
) -> Iterator[Callable[[Records], Desk]]:
    """Opens an archive of these records that is the test's own."""
    with ExitStack() as stack:

        def opened(records: Records) -> Desk:
            desk = Desk(Path(shutil.copytree(indexed(records), tmp_path, dirs_exist_ok=True)))
            stack.callback(desk.store.close)
            return desk

        yield opened


def _folder(stack: ExitStack, factory: pytest.TempPathFactory) -> Path:
    if not _MEMORY.is_dir():
        return factory.mktemp("folder")
    return Path(stack.enter_context(tempfile.TemporaryDirectory(dir=_MEMORY)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty store, unless a file has one of its own."""
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()
