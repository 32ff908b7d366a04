"""The fixture `demo_dir`: the demo archive, indexed once by the command line as a user would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[1] / "demo" / "articles.jsonl.gz"


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
