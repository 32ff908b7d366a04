"""Memory of bulk jobs: seen in a process of its own, for the setting holds for a whole process."""

from __future__ import annotations

import platform
import subprocess
import sys

_ALLOCATING = """
import ctypes
from threading import Barrier, Thread
from fundstelle.allocating import share_arena

share_arena()
library = ctypes.CDLL(None)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
together = Barrier(20)

def allocate():
    library.malloc(100_000)
    together.wait()

threads = [Thread(target=allocate) for _ in range(20)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library.malloc_info(0, ctypes.c_void_p(library.fopen(b"/dev/stdout", b"w")))
library.fflush(None)
"""
_ELSEWHERE = """
from fundstelle.allocating import share_arena
share_arena()
print('<heap nr="0">')
"""


def test_threads_share_one_arena() -> None:
    """Only glibc can tell how many it has; elsewhere nothing is to be set, and nothing fails."""
    glibc = platform.libc_ver()[0] == "glibc"
    command = [sys.executable, "-c", _ALLOCATING if glibc else _ELSEWHERE]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    assert told.count(b"<heap nr=") == 1
