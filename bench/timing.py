"""Wall time of repeated calls, and the figures made of it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

Argument = TypeVar("Argument")


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds."""

    median: float
    p99: float

    def __str__(self) -> str:
        return f"median {self.median:6.1f} ms   p99 {self.p99:6.1f} ms"


def latency(call: Callable[[Argument], object], arguments: Iterable[Argument]) -> Latency:
    """Time one call an argument."""
    taken = [1_000 * seconds(partial(call, argument)) for argument in arguments]
    return Latency(statistics.median(taken), statistics.quantiles(taken, n=100)[98])


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and of this process's processor time."""

    seconds: float
    processor_seconds: float


def taken(call: Callable[[], object]) -> Taken:
    start = time.process_time()
    return Taken(seconds(call), time.process_time() - start)


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
