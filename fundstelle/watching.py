"""Carries out editors' decisions as they come, for as long as somebody wants it."""

from __future__ import annotations

import random
import select
import sys
import time
from collections.abc import Callable
from contextlib import closing

from archive.errors import FundstelleError, LockHeld
from archive.store.store import Store
from fundstelle.context import err
from fundstelle.failures import message
from fundstelle.settings import Settings
from fundstelle.storing import is_empty, storing
from indexer.jobs import apply, applying

_LOOK = 1.0  # s between two looks into the store
_LONGEST = 60.0  # s to wait after failures

Wait = Callable[[float], bool]  # waits so many seconds at most; whether to go on


def sleep(seconds: float) -> bool:
    """Wait until stopped."""
    time.sleep(seconds)
    return True


def until_input_ends(seconds: float) -> bool:
    """Wait until standard input ends: it is a pipe whose other end dies with the process that
    holds it, however that comes to its end.
    """
    readable, _, _ = select.select([sys.stdin], [], [], seconds)
    return not readable


def follow(settings: Settings, wait: Wait) -> None:
    """Look once a second; what an earlier run left half done comes first.

    Another writer is waited for. What fails otherwise is said once and tried again, ever more
    seldom.
    """
    while is_empty(settings):
        if not wait(_LOOK):
            return
    with closing(Store.open(settings.store_path)) as store:
        _follow(settings, store, wait)


def _follow(settings: Settings, store: Store, wait: Wait) -> None:
    begun, failures, said = False, 0, ""
    while True:
        try:
            if not begun or applying.waiting(store):
                _apply(settings)
            begun, failures, said = True, 0, ""
        except LockHeld:
            begun = False
        except (FundstelleError, OSError) as error:
            begun, failures = False, failures + 1
            said = _say(message(error), said)
        if not wait(_pause(failures)):
            return


def _apply(settings: Settings) -> None:
    with storing(settings) as (store, writer):
        report = apply.run(store, writer)
    for refused in report.refused:
        err().print(f"Decision {refused.decision} is refused: {refused.reason}", markup=False)


def _say(told: str, before: str) -> str:
    if told != before:
        err().print(f"Decisions wait, it is tried again: {told}", markup=False)
    return told


def _pause(failures: int) -> float:
    if not failures:
        return _LOOK
    return min(_LONGEST, _LOOK * 2.0**failures) * random.uniform(0.5, 1.0)
