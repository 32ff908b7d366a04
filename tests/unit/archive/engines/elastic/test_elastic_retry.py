"""Pauses between tries grow, differ, and have an end."""

from __future__ import annotations

import time
from threading import Event

import pytest

from archive.engines.elastic.failures import DiskFull, NotServing
from archive.engines.elastic.retry import Patience, briefly, patiently
from archive.errors import EngineUnavailable


class Clock(Event):
    """An event that is never set and notes how long it is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.pauses.append(timeout)
        return False


def _pauses(tries: int) -> list[float]:
    clock = Clock()
    patience = Patience(300.0, clock)
    for _ in range(tries):
        patience.wait(EngineUnavailable("busy"))
    return clock.pauses


def test_pauses_grow_up_to_a_bound() -> None:
    whole = [min(0.5 * 2**tries, 15.0) for tries in range(9)]
    assert all(bound / 2 <= pause <= bound for pause, bound in zip(_pauses(9), whole, strict=True))


def test_two_threads_do_not_come_back_at_once() -> None:
    assert _pauses(5) != _pauses(5)


def test_what_lasts_is_not_repeated() -> None:
    clock = Clock()
    with pytest.raises(DiskFull):
        Patience(300.0, clock).wait(DiskFull("full"))
    assert not clock.pauses


def test_patience_ends_with_the_last_failure() -> None:
    tries: list[int] = []

    def call() -> None:
        tries.append(0)
        raise EngineUnavailable(f"try {len(tries)}")

    with pytest.raises(EngineUnavailable) as told:
        patiently(call, 0.5)
    assert (len(tries) > 1, str(told.value)) == (True, f"try {len(tries)}")


def test_a_load_that_was_given_up_does_not_pause_on() -> None:
    stopped = Event()
    stopped.set()
    before = time.monotonic()
    with pytest.raises(EngineUnavailable):
        Patience(300.0, stopped).wait(EngineUnavailable("busy"))
    assert time.monotonic() - before < 0.25


def test_a_read_of_a_cluster_that_is_away_is_not_repeated() -> None:
    tries: list[int] = []

    def call() -> None:
        tries.append(0)
        raise EngineUnavailable("away")

    with pytest.raises(EngineUnavailable):
        briefly(call)
    assert len(tries) == 1


def test_a_read_that_the_cluster_puts_off_is_repeated() -> None:
    failures = [NotServing("recovering")]

    def call() -> str:
        if failures:
            raise failures.pop()
        return "answer"

    assert briefly(call) == "answer"
