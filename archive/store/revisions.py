"""The log of changes: every put and every removal of an article, numbered; and the tombstones
removals leave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from archive.store.database import inserted
from archive.store.records import Revision, RevisionKind, StoredArticle, Tombstone
from archive.store.tables import LOSSES, REVISIONS, TOMBSTONES


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Revisions:
    """Changes in order; numbers only ever grow."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kind: RevisionKind, article: str) -> int:
        """Number a change."""
        values = {"kind": kind.value, "article": article, "made": now()}
        return inserted(self._connection, insert(REVISIONS).values(**values))

    def lose(self, revision: int, ids: Iterable[str]) -> None:
        """Note entities and events that the change took the article from."""
        rows = [{"revision": revision, "id": lost} for lost in ids]
        if rows:
            self._connection.execute(insert(LOSSES), rows)

    def last(self) -> int:
        """The number of the latest change, 0 before the first."""
        return self._connection.execute(select(func.max(REVISIONS.c.revision))).scalar() or 0

    def after(self, number: int, limit: int) -> tuple[Revision, ...]:
        """The next changes; empty when there are none."""
        rows = self._connection.execute(
            select(REVISIONS)
            .where(REVISIONS.c.revision > number)
            .order_by(REVISIONS.c.revision)
            .limit(limit)
        )
        return tuple(
            Revision(number=row.revision, kind=RevisionKind(row.kind), article=row.article)
            for row in rows
        )

    def losses(self, after: int, until: int) -> frozenset[str]:
        """Entities and events that changes in (after, until] took articles from."""
        span = (LOSSES.c.revision > after) & (LOSSES.c.revision <= until)
        return frozenset(self._connection.execute(select(LOSSES.c.id).where(span)).scalars())


class Tombstones:
    """Marks of removed articles; they keep an article out for good."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, article: StoredArticle, revision: int) -> None:
        """Mark an article as removed by this change."""
        self._connection.execute(
            insert(TOMBSTONES).values(
                id=article.id,
                collection=article.key.collection,
                given_id=article.key.given_id,
                ordinal=article.ordinal,
                revision=revision,
                made=now(),
            )
        )

    def among(self, ids: Collection[str]) -> frozenset[str]:
        """Those of the internal ids that are marked."""
        rows = self._connection.execute(select(TOMBSTONES.c.id).where(TOMBSTONES.c.id.in_(ids)))
        return frozenset(rows.scalars())

    def find(self, identifier: str) -> tuple[Tombstone, ...]:
        """Marks by internal or given id."""
        matches = (TOMBSTONES.c.id == identifier) | (TOMBSTONES.c.given_id == identifier)
        rows = self._connection.execute(
            select(TOMBSTONES).where(matches).order_by(TOMBSTONES.c.ordinal)
        )
        return tuple(_tombstone(row) for row in rows)

    def count(self) -> int:
        return self._connection.execute(select(func.count()).select_from(TOMBSTONES)).scalar_one()


def _tombstone(row: Row[Any]) -> Tombstone:
    return Tombstone(
        id=row.id,
        collection=row.collection,
        given_id=row.given_id,
        ordinal=row.ordinal,
        revision=row.revision,
        made=datetime.fromisoformat(row.made),
    )
