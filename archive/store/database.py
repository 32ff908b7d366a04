"""The SQLite file behind the store: how connections are set up and transactions begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Insert, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from archive.errors import StoreError

BUSY_TIMEOUT = (
    30_000  # ms; a batch's transaction ends far sooner, so waiting longer means a hung disk
)
_WRITES = "fundstelle_writes"


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what the database raises into StoreError."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise StoreError(f"the store cannot be used: {cause}") from error


def inserted(connection: Connection, statement: Insert) -> int:
    """Insert one row and return the integer key that it got."""
    return int(connection.execute(statement).lastrowid)


class Database:
    """Transactions on one SQLite file; reading never waits for writing."""

    def __init__(self, path: Path) -> None:
        self._engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)))
        self._writer = self._engine.execution_options(**{_WRITES: True})
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; nothing written in it is kept."""
        with store_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, undone on any error."""
        with store_errors(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin in _begin, not at the driver's guess
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(
        "PRAGMA synchronous = FULL"
    )  # a commit must outlive a power cut: the index is written after it
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later may find the file changed and fail at once;
    # taking the write lock at the start waits instead.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
