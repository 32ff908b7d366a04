"""The three tantivy schemas, built from `mappings.fields`.

Text arrives as blank-joined tokens and is split at white space only; everything else is a whole
value. Only the exact streams keep positions, for phrases.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tantivy import (
    Index,
    Schema,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from archive.model.timeline import Unit
from mappings.fields import (
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

TOKENS = "tokens"
_RAW = "raw"
_DAYS = (
    ArticleField.PUBLISHED_FIRST,
    ArticleField.PUBLISHED_LAST,
    ArticleField.ABOUT_FIRST,
    ArticleField.ABOUT_LAST,
)
_SORT_KEYS = (ArticleField.NEWEST, ArticleField.OLDEST)
_NUMBERS = (ArticleField.ORDINAL, ArticleField.REVISION)
_ARTICLE_KEYWORDS = (
    ArticleField.ID,
    ArticleField.GIVEN_ID,
    ArticleField.FOLDED_SOURCE,
    ArticleField.FOLDED_SECTION,
)
_EVENT_KEYWORDS = (
    EventField.ID,
    EventField.TYPE,
    EventField.PERSONS,
    EventField.ORGANISATIONS,
    EventField.COUNTRIES,
    EventField.PLACES,
)
_EVENT_NUMBERS = (EventField.FIRST, EventField.LAST, EventField.ARTICLES, EventField.NEWEST)


def _keyword(builder: SchemaBuilder, name: str, *, fast: bool = False) -> None:
    builder.add_text_field(name, tokenizer_name=_RAW, index_option="basic", fast=fast)


def _number(builder: SchemaBuilder, name: str) -> None:
    builder.add_integer_field(name, indexed=True, fast=True)


def _articles() -> Schema:
    builder = SchemaBuilder()
    for text in TextField:
        for stream in Stream:
            option = "position" if stream is Stream.EXACT else "freq"
            name = text_field(text, stream)
            builder.add_text_field(name, tokenizer_name=TOKENS, index_option=option)
    for facet in Keyword:
        _keyword(builder, facet, fast=True)
    _keyword(builder, ArticleField.LACKS, fast=True)
    for key in _ARTICLE_KEYWORDS:
        _keyword(builder, key)
    for axis in Axis:
        for unit in Unit:
            _keyword(builder, unit_field(axis, unit), fast=True)
    for number in (*_DAYS, *_SORT_KEYS, *_NUMBERS):
        _number(builder, number)
    builder.add_bytes_field(ArticleField.RECORD, stored=True)
    return builder.build()


def _events() -> Schema:
    builder = SchemaBuilder()
    for key in _EVENT_KEYWORDS:
        _keyword(builder, key)
    builder.add_text_field(EventField.WORDS, tokenizer_name=TOKENS, index_option="basic")
    for number in _EVENT_NUMBERS:
        _number(builder, number)
    builder.add_bytes_field(EventField.RECORD, stored=True)
    return builder.build()


def _entities() -> Schema:
    builder = SchemaBuilder()
    for key in (EntityField.ID, EntityField.KIND, EntityField.NAMES, EntityField.FORMER):
        _keyword(builder, key)
    builder.add_text_field(EntityField.WORDS, tokenizer_name=TOKENS, index_option="basic")
    _number(builder, EntityField.ARTICLES)
    builder.add_bytes_field(EntityField.RECORD, stored=True)
    return builder.build()


_SCHEMAS = {
    IndexName.ARTICLES: _articles,
    IndexName.EVENTS: _events,
    IndexName.ENTITIES: _entities,
}


@cache
def schema_of(name: IndexName) -> Schema:
    """The fields of an index."""
    return _SCHEMAS[name]()


def _with_tokens(index: Index) -> Index:
    index.register_tokenizer(TOKENS, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    return index


def make_index(path: Path, name: IndexName) -> Index:
    """A new, empty index in a new folder."""
    path.mkdir(parents=True)
    return _with_tokens(Index(schema_of(name), path=str(path)))


def open_index(path: Path) -> Index:
    """An index as it stands on disk; raise ValueError if there is none or it is damaged."""
    index = Index.open(str(path))
    index.config_reader(reload_policy="manual")
    return _with_tokens(index)
