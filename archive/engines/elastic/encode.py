"""Our documents as Elasticsearch takes them: an id and a JSON object."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from archive.engines.fields import IndexFields, article_fields, entity_fields, event_fields
from archive.engines.records import entity_to_json, event_to_json
from archive.model.document import ArticleDocument, Document, EventDocument
from mappings.fields import ArticleField, IndexName

_LONGEST_ID = 512  # bytes that Elasticsearch takes as `_id`
_HASHED = "sha256:"
_RECORD = ArticleField.RECORD.value  # the same in all three indices

Json = dict[str, Any]


def document_id(id_: str) -> str:
    """`_id` of the document of this id: the id, or its hash when it is too long or could be one."""
    encoded = id_.encode()
    if 0 < len(encoded) <= _LONGEST_ID and not id_.startswith(_HASHED):
        return id_
    return _HASHED + hashlib.sha256(encoded).hexdigest()


def index_of(document: Document) -> IndexName:
    """The index that the document belongs to."""
    if isinstance(document, ArticleDocument):
        return IndexName.ARTICLES
    return IndexName.EVENTS if isinstance(document, EventDocument) else IndexName.ENTITIES


def encode(document: Document) -> Json:
    """All fields by their names, and the record."""
    if isinstance(document, ArticleDocument):
        return _encoded(article_fields(document), document.record)
    if isinstance(document, EventDocument):
        return _encoded(event_fields(document), event_to_json(document))
    return _encoded(entity_fields(document), entity_to_json(document))


def _encoded(fields: IndexFields, record: Mapping[str, Any]) -> Json:
    values = {name: _plain(found) for name, found in fields.keywords.items() if found}
    return {**fields.texts, **values, **fields.numbers, _RECORD: record}


def _plain(values: Sequence[str]) -> str | Sequence[str]:
    return values[0] if len(values) == 1 else values
