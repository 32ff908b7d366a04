"""The contract suite runs once for every engine: each test takes `engine`, an empty one.

An engine joins by a function here that makes its harness. The fake comes first: a test that it does
not pass is no part of the contract.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engines.factory import EngineSettings, open_reader, open_writer
from tests.contract.fake import FakeReader, FakeWriter
from tests.contract.fake_archive import FakeArchive
from tests.contract.harness import Harness


def fake(_: Path) -> Harness:
    archive = FakeArchive()
    return Harness("fake", lambda: FakeReader(archive), lambda: FakeWriter(archive))


def embedded(folder: Path) -> Harness:
    settings = EngineSettings("embedded", folder)
    return Harness("embedded", lambda: open_reader(settings), lambda: open_writer(settings))


ENGINES: tuple[Callable[[Path], Harness], ...] = (fake, embedded)


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Harness:
    make: Callable[[Path], Harness] = request.param
    return make(tmp_path)
