"""Compares a whole generation with the store, in bounded memory: what differs at first sight."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType

import orjson

from archive.engines.port import IndexWriter
from archive.model.document import Document
from archive.store.store import Store
from indexer.jobs.building import pages
from indexer.jobs.verification import content
from indexer.link.documents import entities_after, events_after

_PAGE = 500
_Marks = Iterable[tuple[str, str]]


class Sweep:
    """Ids that index and store do not have alike, in a private temporary database that goes to
    disk when it grows.

    Index and store are read one after the other while others write, so each suspect must be looked
    at again.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE found (id TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID")
        self._database.execute("CREATE TABLE suspects (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> Sweep:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def articles(self, store: Store, writer: IndexWriter, generation: str) -> None:
        """Compare revisions."""
        self._note((i, str(n)) for i, n in writer.revisions(generation))
        with store.reading() as session:
            self._compare((i, str(n)) for i, n in session.articles.ids())

    def registry(self, store: Store, writer: IndexWriter, generation: str) -> None:
        """Compare the content of events and entities."""
        self._note((d.id, fingerprint(d)) for d in writer.registry(generation))
        with store.reading() as session:
            self._compare((d.id, fingerprint(d)) for d in events_after(session, ""))
            self._compare((d.id, fingerprint(d)) for d in entities_after(session, ""))

    def suspects(self) -> Iterator[list[str]]:
        """Everything that differs, in pages; what is left of the index is nowhere in the store."""
        self._database.execute("INSERT OR IGNORE INTO suspects SELECT id FROM found")
        last = ""
        while page := self._suspects_after(last):
            yield page
            last = page[-1]

    def _suspects_after(self, last: str) -> list[str]:
        rows = self._database.execute(
            "SELECT id FROM suspects WHERE id > ? ORDER BY id LIMIT ?", (last, _PAGE)
        )
        return [row[0] for row in rows]

    def _note(self, marks: _Marks) -> None:
        """Note what the index has; an id that comes twice matches nothing."""
        statement = "INSERT INTO found VALUES (?, ?) ON CONFLICT DO UPDATE SET mark = 'twice'"
        for page in pages(marks, _PAGE):
            self._database.executemany(statement, page)

    def _compare(self, marks: _Marks) -> None:
        for page in pages(marks, _PAGE):
            holes = ",".join("?" * len(page))
            ids = [id_ for id_, _ in page]
            found = dict(
                self._database.execute(f"SELECT id, mark FROM found WHERE id IN ({holes})", ids)
            )
            suspects = [(id_,) for id_, mark in page if found.get(id_) != mark]
            self._database.executemany("INSERT OR IGNORE INTO suspects VALUES (?)", suspects)
            self._database.execute(f"DELETE FROM found WHERE id IN ({holes})", ids)


def fingerprint(document: Document) -> str:
    """The same for two documents of equal content."""
    return hashlib.sha256(orjson.dumps(content(document), option=orjson.OPT_SORT_KEYS)).hexdigest()[
        :32
    ]
