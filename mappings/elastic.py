"""The Elasticsearch mappings of the three indices, as JSON objects.

Text arrives as blank-joined tokens and is split at white space only; everything else is a whole
value. Nothing but the record is stored; only what is counted, sorted by or listed has doc values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from mappings.fields import (
    MAPPING_VERSION,
    ArticleField,
    Axis,
    EntityField,
    EventField,
    IndexName,
    Keyword,
    Stream,
    TextField,
    text_field,
    unit_field,
)

Json = dict[str, Any]
_Field = TypeVar("_Field", bound=str)

UNITS = ("century", "decade", "year", "month", "day")  # of the calendar, as archive.model has them

_NUMBER: Json = {"type": "long"}
_LISTED_NUMBER: Json = {"type": "long", "index": False}
_LISTED: Json = {"type": "keyword"}
_SEARCHED: Json = {"type": "keyword", "doc_values": False}
_WORDS: Json = {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False}
_RECORD: Json = {"type": "object", "enabled": False}


_ARTICLE = {
    ArticleField.ID: _LISTED,
    ArticleField.GIVEN_ID: _SEARCHED,
    ArticleField.ORDINAL: _NUMBER,
    ArticleField.REVISION: _LISTED_NUMBER,
    ArticleField.LACKS: _LISTED,
    ArticleField.FOLDED_SOURCE: _SEARCHED,
    ArticleField.FOLDED_SECTION: _SEARCHED,
    ArticleField.PUBLISHED_FIRST: _NUMBER,
    ArticleField.PUBLISHED_LAST: _NUMBER,
    ArticleField.ABOUT_FIRST: _NUMBER,
    ArticleField.ABOUT_LAST: _NUMBER,
    ArticleField.NEWEST: _NUMBER,
    ArticleField.OLDEST: _NUMBER,
    ArticleField.RECORD: _RECORD,
}
_EVENT = {
    EventField.ID: _LISTED,
    EventField.TYPE: _SEARCHED,
    EventField.FIRST: _NUMBER,
    EventField.LAST: _NUMBER,
    EventField.PERSONS: _SEARCHED,
    EventField.ORGANISATIONS: _SEARCHED,
    EventField.COUNTRIES: _SEARCHED,
    EventField.PLACES: _SEARCHED,
    EventField.ARTICLES: _NUMBER,
    EventField.WORDS: _WORDS,
    EventField.NEWEST: _NUMBER,
    EventField.RECORD: _RECORD,
}
_ENTITY = {
    EntityField.ID: _LISTED,
    EntityField.KIND: _SEARCHED,
    EntityField.NAMES: _SEARCHED,
    EntityField.FORMER: _SEARCHED,
    EntityField.WORDS: _WORDS,
    EntityField.ARTICLES: _NUMBER,
    EntityField.RECORD: _RECORD,
}


def mapping(index: IndexName) -> Json:
    """The mapping of a new index."""
    return {
        "dynamic": "strict",
        "_source": {"includes": [ArticleField.RECORD.value]},
        "_meta": {"mapping_version": MAPPING_VERSION},
        "properties": _properties(index),
    }


def _properties(index: IndexName) -> Json:
    match index:
        case IndexName.ARTICLES:
            return _texts() | _facets() | _units() | _plain(_ARTICLE)
        case IndexName.EVENTS:
            return _plain(_EVENT)
        case IndexName.ENTITIES:
            return _plain(_ENTITY)


def _plain(fields: Mapping[_Field, Json]) -> Json:
    return {str(name): dict(form) for name, form in fields.items()}


def _texts() -> Json:
    """Only the exact streams keep positions, for phrases."""
    positions = {Stream.EXACT: "positions", Stream.STEM: "freqs", Stream.PARTS: "freqs"}
    return {
        text_field(text, stream): {
            "type": "text",
            "analyzer": "whitespace",
            "index_options": positions[stream],
        }
        for text in TextField
        for stream in Stream
    }


def _facets() -> Json:
    return _plain(dict.fromkeys(Keyword, _LISTED))


def _units() -> Json:
    """Histograms count units that were published or written about; covers are only searched for."""
    return {
        unit_field(axis, unit): dict(_SEARCHED if axis is Axis.COVER else _LISTED)
        for axis in Axis
        for unit in UNITS
    }
