"""Index documents from the store: articles as linked, archive events, registry entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.model.codec import article_to_json
from archive.model.document import (
    ArticleDocument,
    ArticleHead,
    EntityDocument,
    EventDocument,
)
from archive.store.events import Participants
from archive.store.records import RegistryEvent, StoredArticle
from archive.store.session import Session
from indexer.link.apply import apply
from indexer.link.labels import Scene, event_labels
from indexer.link.sentences import display_title

PAGE = 500  # documents made at once; keeps statements below SQLite's limit of variables

_NAMED = ("persons", "organisations", "places")  # roles whose values are registry entries


def article_document(stored: StoredArticle, found: Mapping[str, Any]) -> ArticleDocument:
    """One article with registry ids and its settled language; `found` is its enrichment."""
    head = ArticleHead(
        id=stored.id,
        ordinal=stored.ordinal,
        revision=stored.revision,
        collection=stored.key.collection,
        display_title=display_title(stored.article),
    )
    article = article_to_json(stored.article) | {"language": found["language"]}
    return ArticleDocument(
        {**head, "article": article, "enrichment": apply(found, stored.identity)}
    )


def article_documents(
    session: Session, articles: Collection[StoredArticle]
) -> Iterator[ArticleDocument]:
    """The articles with their cached enrichments."""
    found = session.enrichments.payloads({stored.enrichment for stored in articles})
    for stored in articles:
        yield article_document(stored, found[stored.enrichment])


def entity_documents(session: Session, ids: Collection[str]) -> Iterator[EntityDocument]:
    """Those of the entries that articles mention."""
    for page in _pages(ids):
        yield from session.entity_documents.of(page)


def event_documents(session: Session, ids: Collection[str]) -> Iterator[EventDocument]:
    """Those of the events that articles report."""
    for page in _pages(ids):
        yield from _event_documents(session, session.events.get(page))


def entities_after(session: Session, entry: str) -> Iterator[EntityDocument]:
    """Every entry that articles mention, in the order of ids from the next on, a page at a time."""
    while page := session.entities.after(entry, PAGE):
        yield from session.entity_documents.of(page)
        entry = page[-1]


def events_after(session: Session, event: str) -> Iterator[EventDocument]:
    """Every event that articles report, in the order of ids from the next on, a page at a time."""
    while page := session.events.after(event, PAGE):
        yield from _event_documents(session, page)
        event = max(page)


def _pages(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), PAGE):
        yield ordered[start : start + PAGE]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the documents of a page of events are made of; all of it read in four statements."""

    participants: Mapping[str, Participants]
    sentences: Mapping[str, tuple[str, str]]
    names: Mapping[str, str]
    countries: Mapping[str, str]


def _event_documents(
    session: Session, events: Mapping[str, tuple[RegistryEvent, int]]
) -> Iterator[EventDocument]:
    known = _known(session, events.keys())
    for event, articles in events.values():
        yield _event_document(known, event, articles)


def _known(session: Session, events: Collection[str]) -> _Known:
    participants = session.event_links.participants(events)
    named = {entry for roles in participants.values() for role in _NAMED for entry in roles[role]}
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    for page in _pages(named):
        names |= session.entities.names(page)
        countries |= session.entities.countries(page)
    return _Known(
        participants=participants,
        sentences=session.event_links.best_sentences(events),
        names=names,
        countries=countries,
    )


def _event_document(known: _Known, event: RegistryEvent, articles: int) -> EventDocument:
    participants = known.participants[event.id]
    sentence, article_id = known.sentences[event.id]
    return EventDocument(
        id=event.id,
        type=event.type,
        labels=event_labels(_scene(known, event)),
        first=event.first,
        last=event.last,
        persons=participants["persons"],
        organisations=participants["organisations"],
        countries=participants["countries"],
        places=participants["places"],
        articles=articles,
        sentence=sentence,
        sentence_article=article_id,
    )


def _scene(known: _Known, event: RegistryEvent) -> Scene:
    participants = known.participants[event.id]
    persons, organisations, places = (
        [known.names[entry] for entry in participants[role]] for role in _NAMED
    )
    first_place = next(iter(participants["places"]), None)
    return Scene(
        type=event.type,
        first=event.first,
        last=event.last,
        persons=persons,
        organisations=organisations,
        countries=participants["countries"],
        places=places,
        place_country=known.countries.get(first_place) if first_place else None,
    )
