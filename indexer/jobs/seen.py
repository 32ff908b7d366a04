"""Which keys a run has seen, in bounded memory."""

from __future__ import annotations

import sqlite3
from types import TracebackType


class Seen:
    """Internal id -> content hash, in a private temporary database that goes to disk when it
    grows.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, hash TEXT) WITHOUT ROWID")

    def __enter__(self) -> Seen:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def note(self, article_id: str, content_hash: str) -> str | None:
        """The hash that the id came with before, else None, and the id is noted."""
        query = "SELECT hash FROM seen WHERE id = ?"
        row: tuple[str] | None = self._database.execute(query, (article_id,)).fetchone()
        if row is not None:
            return row[0]
        self._database.execute("INSERT INTO seen VALUES (?, ?)", (article_id, content_hash))
        return None
