"""Processes that the tests kill: forked from one that has imported everything, so that each begins
with its work at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess

_IMPORTED = ["pytest", "tests.faults.indexing", "tests.faults.reindexing"]
_START = 60.0  # seconds; the first child waits for the imports
_FAILED = 1  # exit code after an exception


@contextmanager
def begun(work: Callable[..., None], *arguments: object) -> Iterator[ForkServerProcess]:
    """A process of its own that begins to work; at the end it is killed if it still runs. One that
    failed by itself was never killed, and proves nothing.
    """
    context = _context()
    heard, told = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(told, work, *arguments))
    process.start()
    try:
        assert heard.poll(_START)
        yield process
        assert process.exitcode != _FAILED
    finally:
        process.kill()
        process.join()
        heard.close()
        told.close()


@cache
def _context() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    return context


def _run(begin: Connection, work: Callable[..., None], *arguments: object) -> None:
    begin.send(None)
    work(*arguments)
