"""The system of record: everything that must survive the loss of an index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import StoreError
from archive.store.database import Database
from archive.store.lock import LockPolicy, WriterLock, held
from archive.store.migrate import migrate
from archive.store.session import Session

_PATIENT = LockPolicy()


class Store:
    """An open store. Threads may share it; each transaction belongs to one thread."""

    def __init__(self, database: Database, policy: LockPolicy) -> None:
        self._database = database
        self._policy = policy

    @classmethod
    def open(cls, path: Path, policy: LockPolicy = _PATIENT) -> Store:
        """Open the SQLite file, making or migrating it; raise StoreError when that cannot be."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot make the folder of the store: {error}") from error
        database = Database(path)
        migrate(database)
        return cls(database, policy)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view that never waits for a writer."""
        with self._database.reading() as connection:
            yield Session(connection)

    @contextmanager
    def writing(self, lock: WriterLock | None = None) -> Iterator[Session]:
        """One transaction; with a lock it is kept only if the lock is still held at its end.

        Articles, links, revisions and generations need the lock; jobs and decisions do not.
        """
        with self._database.writing() as connection:
            yield Session(connection)
            if lock is not None:
                lock.confirm(connection)

    @contextmanager
    def lock(self) -> Iterator[WriterLock]:
        """Hold the writer's lock; raise LockHeld when another process keeps it too long."""
        with held(self._database, self._policy) as lock:
            yield lock

    def give_way(self) -> None:
        """Leave the lock alone for a moment, so that others waiting for it get their turn."""
        time.sleep(self._policy.pause)

    def close(self) -> None:
        self._database.close()
