"""How much memory this process holds, and how much it held at most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

_KIB = 1_024
_PAUSE = 0.05  # s between two looks


class Watch:
    """The most memory of its own that the process was seen to hold, in bytes."""

    def __init__(self) -> None:
        self.peak = 0

    def look(self) -> None:
        self.peak = max(self.peak, resident_bytes("RssAnon"))


@contextmanager
def watched() -> Iterator[Watch]:
    """Look again and again: the system keeps no peak of memory without mapped files, which are its
    cache of the disk.
    """
    watch, done = Watch(), Event()

    def look() -> None:
        while not done.wait(_PAUSE):
            watch.look()

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()


def resident_bytes(name: str) -> int:
    """A figure of this process alone: `getrusage` would begin with that of its parent."""
    status = Path("/proc/self/status").read_text()
    (found,) = re.findall(rf"{name}:\s+(\d+) kB", status)
    return int(found) * _KIB
