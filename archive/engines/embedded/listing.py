"""Everything that one index holds, as it stands when the listing begins, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tantivy import DocAddress, FieldType, Index, Order, Query, Searcher

from archive.engines.embedded.queries import terms
from archive.engines.embedded.stored import record_at
from archive.engines.records import document_of
from archive.model.document import Document
from mappings.fields import ArticleField, IndexName

_BATCH = 10_000  # addresses held at once; a record is read when its turn comes


def revisions(index: Index) -> Iterator[tuple[str, int]]:
    """(article id, revision) in order of arrival; -1 for what is none of ours."""
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
            entry = _entry(searcher, address, IndexName.ARTICLES)
            yield from ((id_, int(number or 0) if own else -1) for id_, own in entry)
        last = found.hits[-1][0]


def entries(index: Index, name: IndexName) -> Iterator[tuple[str, Document | None]]:
    """Everything in the index by id, in its order; None for what is none of ours."""
    searcher = index.searcher()
    for start in range(0, searcher.num_docs, _BATCH):
        # All score alike and ties go by address, so the pages of one searcher fit together.
        found = searcher.search(Query.all_query(), _BATCH, count=False, offset=start)
        for _, address in found.hits:
            yield from _entry(searcher, address, name)


def documents_of(
    index: Index, name: IndexName, ids: Sequence[str]
) -> Iterator[tuple[str, Document | None]]:
    """What stands under these ids, in no special order; None for what is none of ours."""
    searcher = index.searcher()
    wanted = terms(index.schema, ArticleField.ID, ids)
    for _, address in searcher.search(wanted, max(len(ids), 1), count=False).hits:
        yield from _entry(searcher, address, name)


def _entry(
    searcher: Searcher, address: DocAddress, name: IndexName
) -> Iterator[tuple[str, Document | None]]:
    """One document by the id in its record; nothing where that says none."""
    record = record_at(searcher, address)
    if isinstance(id_ := record.get("id"), str):
        yield id_, document_of(record, name)
