"""Everything that one index holds, as it stands when the listing begins, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from tantivy import FieldType, Index, Order, Query, Searcher

from archive.engines.embedded.queries import terms
from mappings.fields import ArticleField

_BATCH = 10_000  # addresses held at once; a record is read when its turn comes


def revisions(index: Index) -> Iterator[tuple[str, int]]:
    """(article id, revision) in order of arrival."""
    searcher, schema = index.searcher(), index.schema
    last = -1
    while True:
        query = Query.range_query(
            schema, ArticleField.ORDINAL, FieldType.Integer, lower_bound=last, include_lower=False
        )
        found = searcher.search(
            query, _BATCH, count=False, order_by_field=ArticleField.ORDINAL, order=Order.Asc
        )
        if not found.hits:
            return
        addresses = [address for _, address in found.hits]
        numbers = searcher.fast_field_values(ArticleField.REVISION, addresses)
        for address, number in zip(addresses, numbers, strict=True):
            yield _record(searcher, address)["id"], int(number or 0)
        last = found.hits[-1][0]


def records(index: Index) -> Iterator[dict[str, Any]]:
    """The stored records, in the order of the index."""
    searcher = index.searcher()
    for start in range(0, searcher.num_docs, _BATCH):
        # All score alike and ties go by address, so the pages of one searcher fit together.
        found = searcher.search(Query.all_query(), _BATCH, count=False, offset=start)
        for _, address in found.hits:
            yield _record(searcher, address)


def records_of(index: Index, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The stored records of these ids, in no special order."""
    searcher = index.searcher()
    wanted = terms(index.schema, ArticleField.ID, ids)
    for _, address in searcher.search(wanted, len(ids), count=False).hits:
        yield _record(searcher, address)


def _record(searcher: Searcher, address: Any) -> dict[str, Any]:
    record: dict[str, Any] = orjson.loads(searcher.doc(address)[ArticleField.RECORD][0])
    return record
