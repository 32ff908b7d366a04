"""Which articles match which query, word by word as the design says it: no index, no cleverness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from archive.engines.limits import check_expansions, check_near, check_open_words
from archive.engines.names import entity_names, event_words, folded, words
from archive.engines.scoring import FIELD_WEIGHT, SCOPE_FIELDS, STREAM_WEIGHT
from archive.labels import countries_named
from archive.model.document import ArticleDocument, EntityDocument, EventDocument, FacetField
from archive.model.partial_date import DateRange
from archive.model.search import (
    About,
    And,
    Everything,
    FacetFilter,
    Fuzzy,
    KeyField,
    Node,
    Not,
    Op,
    Or,
    Phrase,
    Prefix,
    Published,
    SearchQuery,
    Value,
    Word,
)
from mappings.analysis import tokens
from mappings.distance import within
from mappings.fields import Stream, TextField

Expandable = Prefix | Fuzzy


def texts(document: ArticleDocument) -> dict[TextField, str]:
    return {
        TextField.TITLE: document.article.title,
        TextField.LEAD: document.lead,
        TextField.BODY: document.after_lead,
    }


def exact_words(document: ArticleDocument, field: TextField) -> list[str]:
    return [t.exact for t in tokens(texts(document)[field], document.enrichment.language)]


def has_word(document: ArticleDocument, field: TextField, word: Word) -> dict[Stream, bool]:
    found = list(tokens(texts(document)[field], document.enrichment.language))
    return {
        Stream.EXACT: any(token.exact == word.exact for token in found),
        Stream.STEM: any(token.stem in word.stems for token in found),
        Stream.PARTS: any(part in word.stems for token in found for part in token.parts),
    }


def has_phrase(in_order: Sequence[str], phrase: Phrase) -> bool:
    """Each word at a place of its own, shifted against the others by at most `slop` places."""
    places = [[at for at, w in enumerate(in_order) if w == word] for word in phrase.words]
    if not phrase.words:
        return False
    for chosen in product(*places):
        shifts = [at - index for index, at in enumerate(chosen)]
        if len(set(chosen)) == len(chosen) and max(shifts) - min(shifts) <= phrase.slop:
            return True
    return False


def stands_for(node: Expandable, word: str) -> bool:
    if isinstance(node, Prefix):
        return word.startswith(node.prefix)
    return word[:1] == node.exact[:1] and within(node.exact, word, node.distance)


def is_published_within(document: ArticleDocument, range_: DateRange) -> bool:
    published = document.article.published
    if published is None:
        return False
    return (range_.first is None or published.first >= range_.first) and (
        range_.last is None or published.last <= range_.last
    )


def is_about(document: ArticleDocument, range_: DateRange) -> bool:
    if range_.first and range_.last and range_.last < range_.first:
        return False
    return any(
        (range_.last is None or first <= range_.last)
        and (range_.first is None or last >= range_.first)
        for first, last in document.about
    )


class Matcher:
    """Matches against the articles, entities and events of one generation."""

    def __init__(
        self,
        articles: Iterable[ArticleDocument],
        entities: Iterable[EntityDocument],
        events: Iterable[EventDocument],
    ) -> None:
        self._articles = list(articles)
        self._entities = list(entities)
        self._events = list(events)

    def check(self, node: Node) -> None:
        """Raise QueryError where a part of the query stands for too much."""
        check_near(node)
        check_open_words(node)
        match node:
            case And(children=children) | Or(children=children):
                for child in children:
                    self.check(child)
            case Not(child=child):
                self.check(child)
            case Prefix() | Fuzzy():
                for field in SCOPE_FIELDS[node.scope]:
                    every = {w for a in self._articles for w in exact_words(a, field)}
                    check_expansions(node.text, sum(stands_for(node, w) for w in every))
            case Value(field=FacetField()):
                check_expansions(node.text, len(self._meant(node)))

    def matches(self, document: ArticleDocument, node: Node) -> bool:
        match node:
            case Everything():
                return True
            case And(children=children):
                return all(self.matches(document, child) for child in children)
            case Or(children=children):
                return any(self.matches(document, child) for child in children)
            case Not(child=child):
                return not self.matches(document, child)
            case Published(range=range_):
                return is_published_within(document, range_)
            case About(range=range_):
                return is_about(document, range_)
            case Value():
                return self._has_value(document, node)
            case _:
                return self.score(document, node) > 0

    def score(self, document: ArticleDocument, node: Node) -> float:
        """More for titles and exact forms; how much, engines may differ in."""
        match node:
            case And(children=children) | Or(children=children):
                return sum(self.score(document, child) for child in children)
            case Word() | Phrase() | Prefix() | Fuzzy():
                return sum(
                    FIELD_WEIGHT[field] * self._strength(document, field, node)
                    for field in SCOPE_FIELDS[node.scope]
                )
            case _:
                return 0.0

    def _strength(
        self, document: ArticleDocument, field: TextField, node: Word | Phrase | Expandable
    ) -> float:
        if isinstance(node, Word):
            found = has_word(document, field, node)
            return sum(STREAM_WEIGHT[stream] for stream in Stream if found[stream])
        in_order = exact_words(document, field)
        if isinstance(node, Phrase):
            return float(has_phrase(in_order, node))
        return float(any(stands_for(node, word) for word in in_order))

    def _has_value(self, document: ArticleDocument, value: Value) -> bool:
        if isinstance(value.field, KeyField):
            return value.text in (document.id, document.article.id)
        found = document.facet_values(value.field)
        if value.field in (FacetField.SOURCE, FacetField.SECTION):
            name = folded(value.text)
            return any(v == value.text or (name and folded(v) == name) for v in found)
        return any(v == value.text or v in self._meant(value) for v in found)

    def _meant(self, value: Value) -> set[str]:
        """Ids and codes that the typed text stands for."""
        name = folded(value.text)
        match value.field:
            case FacetField.PERSON | FacetField.ORGANISATION | FacetField.PLACE:
                same_kind = (e for e in self._entities if e.kind.value == value.field.value)
                return {e.id for e in same_kind if name and name in entity_names(e)}
            case FacetField.EVENT:
                typed = set(words(value.text))
                return {e.id for e in self._events if typed and typed <= set(event_words(e))}
            case FacetField.COUNTRY:
                return {value.text.upper(), *countries_named(value.text)}
            case _:
                return {value.text.casefold()}


def fulfils(document: ArticleDocument, field: FacetField, chosen: FacetFilter) -> bool:
    """Whether the article fulfils the choices within one facet."""
    found = document.facet_values(field, chosen.via)
    if any(value in found for value in chosen.exclude):
        return False
    wishes = [value in found for value in chosen.include]
    if chosen.missing:
        wishes.append(not found)
    if not wishes:
        return True
    return all(wishes) if chosen.op is Op.AND else any(wishes)


def matching(
    articles: Iterable[ArticleDocument], matcher: Matcher, query: SearchQuery
) -> list[ArticleDocument]:
    """All articles that fulfil the whole query."""
    return [
        document
        for document in articles
        if matcher.matches(document, query.tree)
        and all(fulfils(document, field, chosen) for field, chosen in query.filters.items())
        and (query.published is None or is_published_within(document, query.published))
        and (query.about is None or is_about(document, query.about))
    ]
