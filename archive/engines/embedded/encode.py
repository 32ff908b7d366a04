"""Our documents as tantivy documents."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from tantivy import Document as TantivyDocument

from archive.engines.names import entity_names, event_words, folded, words
from archive.engines.records import entity_to_json, event_to_json
from archive.engines.sortkeys import day_number, newest_key, oldest_key
from archive.model.codec import document_to_json
from archive.model.document import ArticleDocument, EntityDocument, EventDocument, FacetField
from archive.model.partial_date import PartialDate
from archive.model.timeline import Unit, containing, cover_tokens, unit_of, with_ancestors
from mappings.analysis import analyse
from mappings.fields import (
    ArticleField,
    Axis,
    EntityField,
    EventField,
    Keyword,
    Stream,
    TextField,
    text_field,
    unit_field,
)

_FINEST = {"day": Unit.DAY, "month": Unit.MONTH, "year": Unit.YEAR}


def published_tokens(published: PartialDate) -> Iterator[tuple[Unit, str]]:
    """The calendar units that contain the whole date, coarse to fine."""
    for unit in Unit:
        yield unit, containing(published.first, unit)
        if unit is _FINEST[published.granularity]:
            return


def _add_texts(target: TantivyDocument, document: ArticleDocument) -> None:
    texts = {
        TextField.TITLE: document.article.title,
        TextField.LEAD: document.lead,
        TextField.BODY: document.after_lead,
    }
    for name, text in texts.items():
        streams = analyse(text, document.enrichment.language)
        target.add_text(text_field(name, Stream.EXACT), streams.exact)
        target.add_text(text_field(name, Stream.STEM), streams.stem)
        target.add_text(text_field(name, Stream.PARTS), streams.parts)


def _add_keywords(target: TantivyDocument, document: ArticleDocument) -> None:
    for facet in FacetField:
        values = document.facet_values(facet)
        for value in values:
            target.add_text(Keyword(facet.value), value)
        if not values:
            target.add_text(ArticleField.LACKS, facet.value)
    article = document.article
    target.add_text(ArticleField.ID, document.id)
    if article.id is not None:
        target.add_text(ArticleField.GIVEN_ID, article.id)
    if article.source:
        target.add_text(ArticleField.FOLDED_SOURCE, folded(article.source))
    if article.section:
        target.add_text(ArticleField.FOLDED_SECTION, folded(article.section))


def _add_published(target: TantivyDocument, document: ArticleDocument) -> None:
    published = document.article.published
    if published is not None:
        target.add_integer(ArticleField.PUBLISHED_FIRST, day_number(published.first))
        target.add_integer(ArticleField.PUBLISHED_LAST, day_number(published.last))
        for unit, token in published_tokens(published):
            target.add_text(unit_field(Axis.PUBLISHED, unit), token)
    target.add_integer(ArticleField.NEWEST, newest_key(document))
    target.add_integer(ArticleField.OLDEST, oldest_key(document))


def _add_about(target: TantivyDocument, document: ArticleDocument) -> None:
    intervals = document.about
    if not intervals:
        return
    first, last = min(first for first, _ in intervals), max(last for _, last in intervals)
    target.add_integer(ArticleField.ABOUT_FIRST, day_number(first))
    target.add_integer(ArticleField.ABOUT_LAST, day_number(last))
    cover = cover_tokens(intervals)
    for axis, units in ((Axis.COVER, cover), (Axis.ABOUT, with_ancestors(cover))):
        for token in units:
            target.add_text(unit_field(axis, unit_of(token)), token)


def encode_article(document: ArticleDocument) -> TantivyDocument:
    target = TantivyDocument()
    _add_texts(target, document)
    _add_keywords(target, document)
    _add_published(target, document)
    _add_about(target, document)
    target.add_integer(ArticleField.ORDINAL, document.ordinal)
    target.add_integer(ArticleField.REVISION, document.revision)
    target.add_bytes(ArticleField.RECORD, orjson.dumps(document_to_json(document)))
    return target


def encode_event(event: EventDocument) -> TantivyDocument:
    target = TantivyDocument()
    target.add_text(EventField.ID, event.id)
    target.add_text(EventField.TYPE, event.type.value)
    for field, values in (
        (EventField.PERSONS, event.persons),
        (EventField.ORGANISATIONS, event.organisations),
        (EventField.COUNTRIES, event.countries),
        (EventField.PLACES, event.places),
    ):
        for value in values:
            target.add_text(field, value)
    if event.first:
        target.add_integer(EventField.FIRST, day_number(event.first))
    if event.last:
        target.add_integer(EventField.LAST, day_number(event.last))
    target.add_integer(EventField.NEWEST, day_number(event.first) if event.first else 0)
    target.add_integer(EventField.ARTICLES, event.articles)
    target.add_text(EventField.WORDS, " ".join(event_words(event)))
    target.add_bytes(EventField.RECORD, orjson.dumps(event_to_json(event)))
    return target


def encode_entity(entity: EntityDocument) -> TantivyDocument:
    target = TantivyDocument()
    names = entity_names(entity)
    target.add_text(EntityField.ID, entity.id)
    target.add_text(EntityField.KIND, entity.kind.value)
    for name in names:
        target.add_text(EntityField.NAMES, name)
    every_word = {word for name in (entity.name, *entity.forms) for word in words(name)}
    target.add_text(EntityField.WORDS, " ".join(sorted(every_word)))
    target.add_integer(EntityField.ARTICLES, entity.articles)
    target.add_bytes(EntityField.RECORD, orjson.dumps(entity_to_json(entity)))
    return target
