"""Our documents as tantivy documents."""

from __future__ import annotations

import orjson
from tantivy import Document as TantivyDocument

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
        return IndexName.ARTICLES, _encoded(document.fields, document.record)
    if isinstance(document, EventDocument):
        record = orjson.dumps(event_to_json(document))
        return IndexName.EVENTS, _encoded(flat(event_fields(document)), record)
    record = orjson.dumps(entity_to_json(document))
    return IndexName.ENTITIES, _encoded(flat(entity_fields(document)), record)


def _encoded(fields: Json, record: bytes) -> TantivyDocument:
    target = TantivyDocument()
    for name, found in fields.items():
        if isinstance(found, str):
            target.add_text(name, found)
        elif isinstance(found, int):
            target.add_integer(name, found)
        else:
            for value in found:
                target.add_text(name, value)
    target.add_bytes(_RECORD, record)
    return target
