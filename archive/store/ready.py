"""Articles' index documents, ready-made: making one costs several times what copying it does.

Each carries a stamp of all that it was made of. One whose article has changed since, or that
another version of the program made, counts as missing, so nobody needs to throw it away.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from archive.model.document import ReadyArticle
from archive.store.tables import ARTICLES, READY_DOCUMENTS
from mappings.fields import MAPPING_VERSION

_MADE_BY = f"{version('fundstelle')} {MAPPING_VERSION}"
_LEVEL = 1  # 4 % larger than level 3, in two thirds of its time
_BETWEEN = b"\n"  # fields and record; there is none in JSON
_STAMPED = (
    ARTICLES.c.ordinal,
    ARTICLES.c.id,
    ARTICLES.c.revision,
    ARTICLES.c.content_hash,
    ARTICLES.c.enrichment,
    ARTICLES.c.identity,
)


_Row = Row[*tuple[Any, ...]]


class ReadyDocuments:
    """Ready-made documents by ordinal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def after(self, ordinal: int, limit: int) -> Mapping[int, ReadyArticle | None]:
        """Those of the next articles in order; None where one has to be made."""
        rows = self._connection.execute(
            select(*_STAMPED, READY_DOCUMENTS.c.stamp, READY_DOCUMENTS.c.payload)
            .join_from(ARTICLES, READY_DOCUMENTS, isouter=True)
            .where(ARTICLES.c.ordinal > ordinal)
            .order_by(ARTICLES.c.ordinal)
            .limit(limit)
        )
        return {row.ordinal: _ready(row) for row in rows}

    def put(self, documents: Iterable[ReadyArticle]) -> None:
        """Keep them; their articles must be as they were when the documents were made."""
        made = {document.ordinal: document for document in documents}
        if made:
            stamps = self._stamps(made.keys())
            rows = [
                {"article": ordinal, "stamp": stamp, "payload": _packed(made[ordinal])}
                for ordinal, stamp in stamps.items()
            ]
            statement = insert(READY_DOCUMENTS)
            new = {name: statement.excluded[name] for name in ("stamp", "payload")}
            self._connection.execute(statement.on_conflict_do_update(set_=new), rows)

    def clear(self) -> None:
        """Throw all away."""
        self._connection.execute(delete(READY_DOCUMENTS))

    def _stamps(self, ordinals: Collection[int]) -> Mapping[int, bytes]:
        rows = self._connection.execute(select(*_STAMPED).where(ARTICLES.c.ordinal.in_(ordinals)))
        return {row.ordinal: _stamp(row) for row in rows}


def _stamp(row: _Row) -> bytes:
    parts = (_MADE_BY, row.id, row.ordinal, row.revision, row.content_hash, row.enrichment)
    return hashlib.blake2b(repr(parts).encode() + row.identity, digest_size=16).digest()


def _packed(document: ReadyArticle) -> bytes:
    return zlib.compress(orjson.dumps(document.fields) + _BETWEEN + document.record, _LEVEL)


def _ready(row: _Row) -> ReadyArticle | None:
    if row.stamp is None or row.stamp != _stamp(row):
        return None
    fields, _, record = zlib.decompress(row.payload).partition(_BETWEEN)
    return ReadyArticle(id=row.id, ordinal=row.ordinal, fields=orjson.loads(fields), record=record)
