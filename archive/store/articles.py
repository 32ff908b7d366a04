"""Articles in the store, their enrichment's key and their identity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from archive.model.article import ArticleKey
from archive.store.database import inserted
from archive.store.linking_tables import COMPANY
from archive.store.payload import pack_article, pack_identity, unpack_article, unpack_identity
from archive.store.records import ArticleChange, Identity, Origin, StoredArticle
from archive.store.tables import ARTICLES, ENRICHMENTS, READY_DOCUMENTS

_PAGE = 500  # rows held at once while iterating; an article row is a few kB


class Articles:
    """Articles by internal id; ordinals are permanent and never given twice."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hashes(self, ids: Collection[str]) -> Mapping[str, str]:
        """Internal id -> content hash of those that are kept."""
        rows = self._connection.execute(
            select(ARTICLES.c.id, ARTICLES.c.content_hash).where(ARTICLES.c.id.in_(ids))
        )
        return {row.id: row.content_hash for row in rows}

    def get(self, ids: Collection[str]) -> Mapping[str, StoredArticle]:
        """Those that are kept, by internal id."""
        rows = self._connection.execute(select(ARTICLES).where(ARTICLES.c.id.in_(ids)))
        return {row.id: _article(row) for row in rows}

    def at(self, ordinals: Collection[int]) -> tuple[StoredArticle, ...]:
        """Those that are kept, by ordinal."""
        rows = self._connection.execute(
            select(ARTICLES).where(ARTICLES.c.ordinal.in_(ordinals)).order_by(ARTICLES.c.ordinal)
        )
        return tuple(_article(row) for row in rows)

    def by_given_id(self, given_id: str) -> tuple[str, ...]:
        """Internal ids of the articles that a source gave this id, in order of arrival."""
        rows = self._connection.execute(
            select(ARTICLES.c.id)
            .where(ARTICLES.c.given_id == given_id)
            .order_by(ARTICLES.c.ordinal)
        )
        return tuple(rows.scalars())

    def after(self, ordinal: int, limit: int = _PAGE) -> tuple[StoredArticle, ...]:
        """The next articles by ordinal; empty at the end."""
        rows = self._connection.execute(
            select(ARTICLES)
            .where(ARTICLES.c.ordinal > ordinal)
            .order_by(ARTICLES.c.ordinal)
            .limit(limit)
        )
        return tuple(_article(row) for row in rows)

    def ids(self) -> Iterator[tuple[str, int]]:
        """(internal id, revision) of every article, in order of arrival."""
        rows = self._connection.execute(
            select(ARTICLES.c.id, ARTICLES.c.revision).order_by(ARTICLES.c.ordinal)
        )
        for row in rows:
            yield row.id, row.revision

    def count(self) -> int:
        return self._connection.execute(select(func.count()).select_from(ARTICLES)).scalar_one()

    def sources(self) -> Mapping[str | None, int]:
        """Source -> number of articles; None counts those without one."""
        rows = self._connection.execute(
            select(ARTICLES.c.source, func.count()).group_by(ARTICLES.c.source)
        )
        counts: dict[str | None, int] = {}
        for source, number in rows:
            counts[source or None] = counts.get(source or None, 0) + number
        return counts

    def foreign_to(
        self, pipeline: str, linker: int, ordinal: int, limit: int
    ) -> tuple[StoredArticle, ...]:
        """The next articles that another pipeline, or none, has enriched, or another version of
        the linker has linked.
        """
        enriched = exists().where(
            ENRICHMENTS.c.key == ARTICLES.c.enrichment, ENRICHMENTS.c.pipeline == pipeline
        )
        linked = exists().where(COMPANY.c.article == ARTICLES.c.ordinal, COMPANY.c.linker == linker)
        rows = self._connection.execute(
            select(ARTICLES)
            .where(ARTICLES.c.ordinal > ordinal, ~enriched | ~linked)
            .order_by(ARTICLES.c.ordinal)
            .limit(limit)
        )
        return tuple(_article(row) for row in rows)

    def last_ordinal(self) -> int:
        """The highest ordinal in use, 0 without articles."""
        return self._connection.execute(select(func.max(ARTICLES.c.ordinal))).scalar() or 0

    def uses(self, enrichment: str) -> bool:
        """Whether some article's enrichment is cached under this key."""
        statement = select(ARTICLES.c.ordinal).where(ARTICLES.c.enrichment == enrichment).limit(1)
        return self._connection.execute(statement).first() is not None

    def put(self, change: ArticleChange, revision: int) -> int:
        """Keep the article and return its ordinal: the old one if the key is known."""
        values = _values(change) | {"revision": revision}
        known = select(ARTICLES.c.ordinal).where(ARTICLES.c.id == change.key.id)
        ordinal = self._connection.execute(known).scalar_one_or_none()
        if ordinal is None:
            empty = {"id": change.key.id, "identity": pack_identity(Identity())}
            return inserted(self._connection, insert(ARTICLES).values(**values, **empty))
        self._connection.execute(
            update(ARTICLES).where(ARTICLES.c.ordinal == ordinal).values(**values)
        )
        return int(ordinal)

    def identify(self, ordinal: int, enrichment: str, identity: Identity) -> None:
        """Record what the article's enrichment was linked to."""
        values = {"enrichment": enrichment, "identity": pack_identity(identity)}
        self._connection.execute(
            update(ARTICLES).where(ARTICLES.c.ordinal == ordinal).values(**values)
        )

    def revise(self, ordinal: int, revision: int) -> None:
        """Record the change that made the article what it is."""
        self._connection.execute(
            update(ARTICLES).where(ARTICLES.c.ordinal == ordinal).values(revision=revision)
        )

    def remove(self, ordinal: int) -> None:
        self._connection.execute(
            delete(READY_DOCUMENTS).where(READY_DOCUMENTS.c.article == ordinal)
        )
        self._connection.execute(delete(ARTICLES).where(ARTICLES.c.ordinal == ordinal))


def _values(change: ArticleChange) -> dict[str, Any]:
    return {
        "collection": change.key.collection,
        "given_id": change.key.given_id,
        "path": change.key.path,
        "record": change.key.record,
        "content_hash": change.content_hash,
        "article": pack_article(change.article),
        "source": change.article.source,
        "enrichment": change.enrichment,
        "origin_path": change.origin.path,
        "origin_record": change.origin.record,
        "origin_line": change.origin.line,
    }


def _article(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        ordinal=row.ordinal,
        key=ArticleKey(
            collection=row.collection, given_id=row.given_id, path=row.path, record=row.record
        ),
        article=unpack_article(row.article),
        content_hash=row.content_hash,
        enrichment=row.enrichment,
        identity=unpack_identity(row.identity),
        origin=Origin(path=row.origin_path, record=row.origin_record, line=row.origin_line),
        revision=row.revision,
    )
