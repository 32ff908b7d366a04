"""Which values a document has in which index field, the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.engines.facets import keyword
from archive.engines.names import entity_names, event_words, folded, words
from archive.engines.sortkeys import day_number, newest_key, oldest_key
from archive.model.annotation import Via
from archive.model.document import ArticleDocument, EntityDocument, EventDocument, FacetField
from archive.model.partial_date import PartialDate
from archive.model.search import FacetFilter
from archive.model.timeline import Unit, containing, cover_tokens, unit_of, with_ancestors
from mappings.analysis import analyse
from mappings.fields import (
    ArticleField,
    Axis,
    EntityField,
    EventField,
    Stream,
    TextField,
    text_field,
    unit_field,
)

_FINEST = {"day": Unit.DAY, "month": Unit.MONTH, "year": Unit.YEAR}
_STREAMS = {text: tuple(text_field(text, stream) for stream in Stream) for text in TextField}
_UNITS = {axis: {unit: unit_field(axis, unit) for unit in Unit} for axis in Axis}
_VIA = {
    via: keyword(FacetField.COUNTRY, FacetFilter(via=via)).value for via in Via
}  # the countries once more, by kind of evidence
_EVENT = {field: field.value for field in EventField}  # to ask an enum costs more than a dictionary
_LACKS = ArticleField.LACKS.value

Texts = dict[str, str]
Keywords = dict[str, Sequence[str]]
Numbers = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFields:
    """Field names, all plain strings, with their values; a field without a value is left out.

    `texts` are blank-joined tokens, `keywords` whole values.
    """

    texts: Mapping[str, str]
    keywords: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]


def published_tokens(published: PartialDate) -> Iterator[tuple[Unit, str]]:
    """The calendar units that contain the whole date, coarse to fine."""
    for unit in Unit:
        yield unit, containing(published.first, unit)
        if unit is _FINEST[published.granularity]:
            return


def article_fields(document: ArticleDocument) -> IndexFields:
    """All fields of the articles index but the record."""
    keywords, numbers = _article_keywords(document), _article_numbers(document)
    _add_published(keywords, numbers, document)
    _add_about(keywords, numbers, document)
    return IndexFields(texts=_article_texts(document), keywords=keywords, numbers=numbers)


def event_fields(event: EventDocument) -> IndexFields:
    """All fields of the events index but the record."""
    numbers: Numbers = {_EVENT[EventField.ARTICLES]: event.articles, _EVENT[EventField.NEWEST]: 0}
    if event.first:
        first = day_number(event.first)
        numbers |= {_EVENT[EventField.FIRST]: first, _EVENT[EventField.NEWEST]: first}
    if event.last:
        numbers[_EVENT[EventField.LAST]] = day_number(event.last)
    keywords: Keywords = {
        _EVENT[EventField.ID]: (event.id,),
        _EVENT[EventField.TYPE]: (event.type.value,),
        _EVENT[EventField.PERSONS]: event.persons,
        _EVENT[EventField.ORGANISATIONS]: event.organisations,
        _EVENT[EventField.COUNTRIES]: event.countries,
        _EVENT[EventField.PLACES]: event.places,
    }
    return IndexFields(
        texts={_EVENT[EventField.WORDS]: " ".join(event_words(event))},
        keywords=keywords,
        numbers=numbers,
    )


def entity_fields(entity: EntityDocument) -> IndexFields:
    """All fields of the entities index but the record."""
    every_word = {word for name in (entity.name, *entity.forms) for word in words(name)}
    return IndexFields(
        texts={EntityField.WORDS.value: " ".join(sorted(every_word))},
        keywords={
            EntityField.ID.value: (entity.id,),
            EntityField.KIND.value: (entity.kind.value,),
            EntityField.NAMES.value: entity_names(entity),
            EntityField.FORMER.value: entity.former,
        },
        numbers={EntityField.ARTICLES.value: entity.articles},
    )


def _article_texts(document: ArticleDocument) -> Texts:
    language, texts = document.record["enrichment"]["language"], {}
    for field, text in (
        (TextField.TITLE, document.title),
        (TextField.LEAD, document.lead),
        (TextField.BODY, document.after_lead),
    ):
        if text:
            exact, stem, parts = _STREAMS[field]
            streams = analyse(text, language)
            texts[exact], texts[stem], texts[parts] = streams.exact, streams.stem, streams.parts
    return texts


def _article_keywords(document: ArticleDocument) -> Keywords:
    article = document.record["article"]
    keywords: Keywords = {ArticleField.ID.value: (document.id,)}
    lacking = []
    for name, values in _facets(document):
        if values:
            keywords[name] = values
        else:
            lacking.append(name)
    if lacking:
        keywords[_LACKS] = lacking
    if article["id"] is not None:
        keywords[ArticleField.GIVEN_ID.value] = (article["id"],)
    if article["source"]:
        keywords[ArticleField.FOLDED_SOURCE.value] = (folded(article["source"]),)
    if article["section"]:
        keywords[ArticleField.FOLDED_SECTION.value] = (folded(article["section"]),)
    return keywords


def _facets(document: ArticleDocument) -> Iterator[tuple[str, Sequence[str]]]:
    for field in FacetField:
        yield field.value, document.facet_values(field)
    for via, name in _VIA.items():
        yield name, document.facet_values(FacetField.COUNTRY, via)


def _article_numbers(document: ArticleDocument) -> Numbers:
    return {
        ArticleField.ORDINAL.value: document.ordinal,
        ArticleField.REVISION.value: document.revision,
        ArticleField.NEWEST.value: newest_key(document),
        ArticleField.OLDEST.value: oldest_key(document),
    }


def _add_published(keywords: Keywords, numbers: Numbers, document: ArticleDocument) -> None:
    published = document.published
    if published is None:
        return
    numbers[ArticleField.PUBLISHED_FIRST.value] = day_number(published.first)
    numbers[ArticleField.PUBLISHED_LAST.value] = day_number(published.last)
    for unit, token in published_tokens(published):
        keywords[_UNITS[Axis.PUBLISHED][unit]] = (token,)


def _add_about(keywords: Keywords, numbers: Numbers, document: ArticleDocument) -> None:
    intervals = document.about
    if not intervals:
        return
    numbers[ArticleField.ABOUT_FIRST.value] = day_number(min(first for first, _ in intervals))
    numbers[ArticleField.ABOUT_LAST.value] = day_number(max(last for _, last in intervals))
    cover = cover_tokens(intervals)
    for axis, tokens in ((Axis.COVER, cover), (Axis.ABOUT, with_ancestors(cover))):
        by_unit: dict[str, list[str]] = {}
        for token in tokens:
            by_unit.setdefault(_UNITS[axis][unit_of(token)], []).append(token)
        keywords |= by_unit
