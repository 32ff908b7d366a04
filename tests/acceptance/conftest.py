"""The demo archive, indexed once by the command line as a user would."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.engines.factory import EMBEDDED, open_reader
from archive.engines.port import SearchReader
from archive.engines.settings import EngineSettings

DEMO = Path(__file__).parents[2] / "demo" / "articles.jsonl.gz"


def fundstelle(data_dir: Path, *arguments: str) -> str:
    """Run the program on this data folder; return what it prints."""
    command = [sys.executable, "-m", "fundstelle", "--data-dir", str(data_dir), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed: tests share it."""
    data_dir = tmp_path_factory.mktemp("demo") / "data"
    fundstelle(data_dir, "index", str(DEMO))
    return data_dir


@pytest.fixture
def own_demo_dir(demo_dir: Path, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return shutil.copytree(demo_dir, tmp_path / "data")


@pytest.fixture(scope="session")
def demo(demo_dir: Path) -> Iterator[SearchReader]:
    reader = open_reader(EngineSettings(EMBEDDED, demo_dir))
    yield reader
    reader.close()
