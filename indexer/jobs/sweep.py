"""Compares a whole generation with the store, in bounded memory: what differs at first sight."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType

import orjson

from archive.engines.port import IndexWriter
from archive.model.document import Document
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs.building import pages
from indexer.jobs.verification import content
from indexer.link.documents import entities_after, events_after
from mappings.fields import IndexName

_PAGE = 500
_Marks = Iterable[tuple[str, str]]
_TABLES = (
    "CREATE TABLE found (place TEXT, id TEXT, mark TEXT, PRIMARY KEY (place, id)) WITHOUT ROWID",
    "CREATE TABLE suspects (place TEXT, id TEXT, PRIMARY KEY (place, id)) WITHOUT ROWID",
)
_STORED: Mapping[IndexName, Callable[[Session, str], Iterator[Document]]] = {
    IndexName.ENTITIES: entities_after,
    IndexName.EVENTS: events_after,
}


class Sweep:
    """Ids that index and store do not have alike, in a private temporary database that goes to
    disk when it grows.

    Index and store are read one after the other while others write, so each suspect must be looked
    at again.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        for statement in _TABLES:
            self._database.execute(statement)

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
        self._note(IndexName.ARTICLES, ((i, str(n)) for i, n in writer.revisions(generation)))
        with store.reading() as session:
            own = ((i, str(n)) for i, n in session.articles.ids())
            self._compare(IndexName.ARTICLES, own)

    def registry(self, store: Store, writer: IndexWriter, generation: str) -> None:
        """Compare the content of events and entities."""
        for index, stored in _STORED.items():
            found = writer.registry(generation, index)
            self._note(index, ((id_, _mark(document)) for id_, document in found))
            with store.reading() as session:
                self._compare(index, ((d.id, fingerprint(d)) for d in stored(session, "")))

    def suspects(self) -> Iterator[tuple[IndexName, list[str]]]:
        """Everything that differs, in pages of one index, labels before what refers to them; what
        is left of an index is nowhere in the store.
        """
        self._database.execute("INSERT OR IGNORE INTO suspects SELECT place, id FROM found")
        for index in (*_STORED, IndexName.ARTICLES):
            last = ""
            while page := self._suspects_after(index, last):
                yield index, page
                last = page[-1]

    def _suspects_after(self, index: IndexName, last: str) -> list[str]:
        rows = self._database.execute(
            "SELECT id FROM suspects WHERE place = ? AND id > ? ORDER BY id LIMIT ?",
            (index.value, last, _PAGE),
        )
        return [row[0] for row in rows]

    def _note(self, index: IndexName, marks: _Marks) -> None:
        """Note what the index has; an id that comes twice matches nothing."""
        statement = "INSERT INTO found VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = 'twice'"
        for page in pages(marks, _PAGE):
            rows = [(index.value, id_, mark) for id_, mark in page]
            self._database.executemany(statement, rows)

    def _compare(self, index: IndexName, marks: _Marks) -> None:
        for page in pages(marks, _PAGE):
            these = f"place = ? AND id IN ({','.join('?' * len(page))})"
            own = [index.value, *(id_ for id_, _ in page)]
            found = dict(self._database.execute(f"SELECT id, mark FROM found WHERE {these}", own))
            suspects = [(index.value, id_) for id_, mark in page if found.get(id_) != mark]
            self._database.executemany("INSERT OR IGNORE INTO suspects VALUES (?, ?)", suspects)
            self._database.execute(f"DELETE FROM found WHERE {these}", own)


def _mark(document: Document | None) -> str:
    return fingerprint(document) if document else "none of ours"


def fingerprint(document: Document) -> str:
    """The same for two documents of equal content."""
    return hashlib.sha256(orjson.dumps(content(document), option=orjson.OPT_SORT_KEYS)).hexdigest()[
        :32
    ]
