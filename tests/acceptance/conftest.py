"""Readers and copies of the demo archive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.engines.factory import EMBEDDED, open_reader
from archive.engines.port import SearchReader
from archive.engines.settings import EngineSettings


@pytest.fixture
def own_demo_dir(demo_dir: Path, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return shutil.copytree(demo_dir, tmp_path / "data")


@pytest.fixture(scope="session")
def demo(demo_dir: Path) -> Iterator[SearchReader]:
    reader = open_reader(EngineSettings(EMBEDDED, demo_dir))
    yield reader
    reader.close()
