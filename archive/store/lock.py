"""The writer's lock: one process at a time changes the store's articles and the index."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from archive.errors import LockHeld, StoreError
from archive.store.database import Database
from archive.store.owner import Owner, is_gone, this_process
from archive.store.revisions import now
from archive.store.tables import WRITER


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPolicy:
    """Seconds: a holder without a heartbeat for `timeout` counts as dead; others wait `wait` for
    their turn, and long jobs leave the lock for `pause` between two steps.
    """

    timeout: float = 60.0
    wait: float = 75.0  # longer than `timeout`: who comes after a crash gets through
    poll: float = 0.05
    pause: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock since when."""

    host: str
    pid: int
    since: datetime


class WriterLock:
    """A held lock; `confirm` it in every transaction that relies on it."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def confirm(self, connection: Connection) -> None:
        """Beat once; raise StoreError if the lock was taken over meanwhile, so that the
        transaction is undone.
        """
        mine = update(WRITER).where(WRITER.c.token == self._owner.token)
        if connection.execute(mine.values(heartbeat=time.time())).rowcount != 1:
            raise StoreError(
                "the writer's lock was lost to another process; nothing of this step was kept"
            )


@contextmanager
def held(database: Database, policy: LockPolicy) -> Iterator[WriterLock]:
    """Hold the lock; raise LockHeld, which says who has it, after waiting in vain."""
    owner = this_process()
    _acquire(database, policy, owner)
    lock, ended = WriterLock(owner), threading.Event()
    beat = threading.Thread(target=_beat, args=(database, policy, lock, ended), daemon=True)
    beat.start()
    try:
        yield lock
    finally:
        ended.set()
        beat.join()
        with database.writing() as connection:
            connection.execute(delete(WRITER).where(WRITER.c.token == owner.token))


def holder(connection: Connection) -> Holder | None:
    """Who holds the lock now."""
    row = connection.execute(select(WRITER)).one_or_none()
    if row is None:
        return None
    return Holder(host=row.host, pid=row.pid, since=datetime.fromisoformat(row.since))


def _acquire(database: Database, policy: LockPolicy, owner: Owner) -> None:
    deadline = time.monotonic() + policy.wait
    while True:
        with database.writing() as connection:
            other = _take(connection, policy, owner)
        if other is None:
            return
        if time.monotonic() >= deadline:
            raise LockHeld(
                f"process {other.pid} on {other.host.split()[0]} is writing"
                f" since {other.since.isoformat()}"
            )
        time.sleep(policy.poll)


def _take(connection: Connection, policy: LockPolicy, owner: Owner) -> Holder | None:
    row = connection.execute(select(WRITER)).one_or_none()
    if (
        row is not None
        and not is_gone(row.host, row.pid)
        and time.time() - row.heartbeat < policy.timeout
    ):
        return holder(connection)
    connection.execute(delete(WRITER))
    connection.execute(
        insert(WRITER).values(
            slot=1,
            token=owner.token,
            host=owner.host,
            pid=owner.pid,
            since=now(),
            heartbeat=time.time(),
        )
    )
    return None


def _beat(database: Database, policy: LockPolicy, lock: WriterLock, ended: threading.Event) -> None:
    # A quarter leaves three chances to beat while a long transaction keeps the file.
    while not ended.wait(policy.timeout / 4):
        try:
            with database.writing() as connection:
                lock.confirm(connection)
        except StoreError:
            continue  # busy or lost: the holder's next transaction finds out which
