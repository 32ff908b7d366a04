"""Our documents as tantivy documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from tantivy import Document as TantivyDocument

from archive.engines.fields import IndexFields, article_fields, entity_fields, event_fields
from archive.engines.records import entity_to_json, event_to_json
from archive.model.document import ArticleDocument, EntityDocument, EventDocument
from mappings.fields import ArticleField

_RECORD = ArticleField.RECORD.value  # the same in all three indices


def encode_article(document: ArticleDocument) -> TantivyDocument:
    return _encode(article_fields(document), document.record)


def encode_event(event: EventDocument) -> TantivyDocument:
    return _encode(event_fields(event), event_to_json(event))


def encode_entity(entity: EntityDocument) -> TantivyDocument:
    return _encode(entity_fields(entity), entity_to_json(entity))


def _encode(fields: IndexFields, record: Mapping[str, Any]) -> TantivyDocument:
    target = TantivyDocument()
    for name, text in fields.texts.items():
        target.add_text(name, text)
    for name, values in fields.keywords.items():
        for value in values:
            target.add_text(name, value)
    for name, number in fields.numbers.items():
        target.add_integer(name, number)
    target.add_bytes(_RECORD, orjson.dumps(record))
    return target
