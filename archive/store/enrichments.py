"""The cache of enrichments: what a pipeline found in a text, without the article's id."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from archive.model.annotation import Enrichment
from archive.model.codec import enrichment_from_json
from archive.store.payload import pack_enrichment, unpack
from archive.store.records import CachedEnrichment
from archive.store.tables import ARTICLES, ENRICHMENTS


class Enrichments:
    """Enrichments by the key that `archive.store.payload.enrichment_key` makes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that are cached."""
        rows = self._connection.execute(
            select(ENRICHMENTS.c.key).where(ENRICHMENTS.c.key.in_(keys))
        )
        return frozenset(rows.scalars())

    def get(self, keys: Collection[str]) -> Mapping[str, Enrichment]:
        """The cached ones, by key."""
        return {key: enrichment_from_json(found) for key, found in self.payloads(keys).items()}

    def payloads(self, keys: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """The cached ones as JSON objects, by key."""
        rows = self._connection.execute(
            select(ENRICHMENTS.c.key, ENRICHMENTS.c.payload).where(ENRICHMENTS.c.key.in_(keys))
        )
        return {row.key: unpack(row.payload) for row in rows}

    def put(self, entries: Iterable[CachedEnrichment]) -> None:
        """Cache them; a key that is known keeps what it has."""
        rows = [
            {
                "key": entry.key,
                "pipeline": entry.enrichment.pipeline,
                "payload": pack_enrichment(entry.enrichment),
            }
            for entry in entries
        ]
        if rows:
            self._connection.execute(insert(ENRICHMENTS).on_conflict_do_nothing(), rows)

    def forget(self, key: str) -> None:
        """Drop it from the cache."""
        self._connection.execute(delete(ENRICHMENTS).where(ENRICHMENTS.c.key == key))

    def forget_unused(self) -> int:
        """Drop what no article refers to; return how many."""
        used = exists().where(ARTICLES.c.enrichment == ENRICHMENTS.c.key)
        return self._connection.execute(delete(ENRICHMENTS).where(~used)).rowcount

    def pipelines(self) -> Mapping[str, int]:
        """Pipeline fingerprint -> number of articles enriched by it."""
        joined = ARTICLES.join(ENRICHMENTS, ARTICLES.c.enrichment == ENRICHMENTS.c.key)
        rows = self._connection.execute(
            select(ENRICHMENTS.c.pipeline, func.count())
            .select_from(joined)
            .group_by(ENRICHMENTS.c.pipeline)
        )
        return {row[0]: row[1] for row in rows}
