"""A folder for servers of one test run: in memory where there is room, gone when the run ends."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4_000_000_000  # bytes; the program, and what all tests index
_NAME = "fundstelle-elasticsearch-"
_OURS = re.compile(re.escape(_NAME) + r"(\d+)-\w+")


@contextmanager
def workplace() -> Iterator[Path]:
    """A new folder that other users can enter; what killed runs left behind is swept first."""
    base = parent()
    sweep(base)
    with tempfile.TemporaryDirectory(
        prefix=f"{_NAME}{os.getpid()}-", dir=base, ignore_cleanup_errors=True
    ) as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


def parent() -> Path:
    """Memory if it has room, else the disk for temporary files."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return MEMORY
    return Path(tempfile.gettempdir())


def sweep(base: Path) -> None:
    """Remove our folders whose process is gone."""
    for folder in base.glob(f"{_NAME}*"):
        match = _OURS.fullmatch(folder.name)
        if match and folder.stat().st_uid == os.geteuid() and not _lives(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
