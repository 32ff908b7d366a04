"""Our documents as Elasticsearch takes them: an id and a JSON object."""

from __future__ import annotations

import hashlib

import orjson

from archive.engines.fields import entity_fields, event_fields
from archive.engines.ready import flat, make_ready
from archive.engines.records import entity_to_json, event_to_json
from archive.model.document import (
    ArticleDocument,
    Document,
    EventDocument,
    Json,
    ReadyArticle,
)
from mappings.fields import ArticleField, IndexName

_LONGEST_ID = 512  # bytes that Elasticsearch takes as `_id`
_HASHED = "sha256:"
_RECORD = ArticleField.RECORD.value  # the same in all three indices


def document_id(id_: str) -> str:
    """`_id` of the document of this id: the id, or its hash when it is too long or could be one."""
    encoded = id_.encode()
    if 0 < len(encoded) <= _LONGEST_ID and not id_.startswith(_HASHED):
        return id_
    return _HASHED + hashlib.sha256(encoded).hexdigest()


def possible_ids(id_: str) -> tuple[str, ...]:
    """Every `_id` under which something of this name may stand: a document of ours, or what
    somebody else wrote, which is named by its `_id`.
    """
    own = document_id(id_)
    return (own, id_) if id_.startswith(_HASHED) else (own,)


def index_of(document: Document) -> IndexName:
    """The index that the document belongs to."""
    if isinstance(document, ArticleDocument | ReadyArticle):
        return IndexName.ARTICLES
    return IndexName.EVENTS if isinstance(document, EventDocument) else IndexName.ENTITIES


def encode(document: Document) -> bytes:
    """JSON of all fields by their names, and the record."""
    if isinstance(document, ArticleDocument):
        document = make_ready(document)
    if isinstance(document, ReadyArticle):
        return orjson.dumps({**document.fields, _RECORD: orjson.Fragment(document.record)})
    if isinstance(document, EventDocument):
        return _encoded(flat(event_fields(document)), event_to_json(document))
    return _encoded(flat(entity_fields(document)), entity_to_json(document))


def _encoded(fields: Json, record: Json) -> bytes:
    return orjson.dumps({**fields, _RECORD: record})
