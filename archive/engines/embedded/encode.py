"""Our documents as tantivy documents."""

from __future__ import annotations

import orjson
from tantivy import Document as TantivyDocument

from archive.engines.embedded.schema import schema_of
from archive.engines.fields import entity_fields, event_fields
from archive.engines.ready import flat, make_ready
from archive.engines.records import entity_to_json, event_to_json
from archive.model.document import ArticleDocument, Document, EventDocument, Json, ReadyArticle
from mappings.fields import ArticleField, IndexName

_RECORD = ArticleField.RECORD.value  # the same in all three indices


def encode(document: Document) -> tuple[IndexName, TantivyDocument]:
    """The index that the document belongs to, and what it holds there."""
    if isinstance(document, ArticleDocument):
        document = make_ready(document)
    if isinstance(document, ReadyArticle):
        return _encoded(IndexName.ARTICLES, document.fields, document.record)
    if isinstance(document, EventDocument):
        record = orjson.dumps(event_to_json(document))
        return _encoded(IndexName.EVENTS, flat(event_fields(document)), record)
    record = orjson.dumps(entity_to_json(document))
    return _encoded(IndexName.ENTITIES, flat(entity_fields(document)), record)


def _encoded(index: IndexName, fields: Json, record: bytes) -> tuple[IndexName, TantivyDocument]:
    """All fields in one call, which takes half the time of one for each value."""
    return index, TantivyDocument.from_dict({**fields, _RECORD: record}, schema_of(index))
