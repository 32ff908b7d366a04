"""A store to copy: making its tables takes longer than a test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.store.store import Store

_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def empty() -> Iterator[Path]:
    """The file of an empty store."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        Store.open(Path(folder) / "empty.sqlite").close()
        yield Path(folder) / "empty.sqlite"
