"""Repeating what failed for a passing reason, with growing and uneven pauses."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from archive.engines.elastic.failures import Lasting, NotServing
from archive.errors import EngineUnavailable

_FIRST, _LONGEST = 0.5, 15.0  # seconds
_BRIEF = 4.0  # seconds; a node that was started anew has its shards back in about as long

Answer = TypeVar("Answer")


class Patience:
    """How much longer one piece of work is repeated; starts with the first failure."""

    def __init__(self, seconds: float, stopped: Event | None = None) -> None:
        self._seconds = seconds
        self._stopped = stopped or Event()
        self._pause = _FIRST
        self._end: float | None = None

    def wait(self, failure: EngineUnavailable) -> None:
        """Pause before the next try; raise the failure when there is none to be."""
        now = time.monotonic()
        self._end = now + self._seconds if self._end is None else self._end
        left = self._end - now
        if left <= 0 or isinstance(failure, Lasting):
            raise failure
        # Half of the pause is left to chance, so that threads and programs don't come back at once.
        pause = min(self._pause * random.uniform(0.5, 1.0), left)
        self._pause = min(self._pause * 2, _LONGEST)
        if self._stopped.wait(pause):
            raise failure


def patiently(call: Callable[[], Answer], seconds: float) -> Answer:
    """Repeat a call that may be repeated while it raises EngineUnavailable."""
    patience = Patience(seconds)
    while True:
        try:
            return call()
        except EngineUnavailable as failure:
            patience.wait(failure)


def briefly(call: Callable[[], Answer]) -> Answer:
    """Repeat a read while the cluster is there but cannot serve it; somebody waits for it, so a
    cluster that is away or slow is told of at once.
    """
    patience = Patience(_BRIEF)
    while True:
        try:
            return call()
        except NotServing as failure:
            patience.wait(failure)


class Steadily:
    """Makes a program's calls: a cluster that has answered once is waited for, while one that
    never did is told of at once, for its address may be wrong. Calls must bear repetition.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._answered = False

    def __call__(self, call: Callable[[], Answer]) -> Answer:
        answer = patiently(call, self._seconds) if self._answered else call()
        self._answered = True
        return answer
