"""Index documents from the store: articles as linked, archive events, registry entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from archive.model.annotation import Enrichment
from archive.model.document import ArticleDocument, EntityDocument, EventDocument
from archive.store.records import RegistryEvent, StoredArticle
from archive.store.session import Session
from indexer.link.apply import apply
from indexer.link.labels import Scene, event_labels
from indexer.link.sentences import display_title

PAGE = 500  # documents made at once; keeps statements below SQLite's limit of variables


def article_document(stored: StoredArticle, enrichment: Enrichment) -> ArticleDocument:
    """One article with registry ids and its settled language."""
    return ArticleDocument(
        id=stored.id,
        ordinal=stored.ordinal,
        revision=stored.revision,
        collection=stored.key.collection,
        display_title=display_title(stored.article),
        article=replace(stored.article, language=enrichment.language),
        enrichment=apply(enrichment, stored.identity),
    )


def article_documents(
    session: Session, articles: Collection[StoredArticle]
) -> Iterator[ArticleDocument]:
    """The articles with their cached enrichments."""
    enrichments = session.enrichments.get({stored.enrichment for stored in articles})
    for stored in articles:
        yield article_document(stored, enrichments[stored.enrichment])


def entity_documents(session: Session, ids: Collection[str]) -> Iterator[EntityDocument]:
    """Those of the entries that articles mention."""
    for page in _pages(ids):
        yield from session.entities.documents(page)


def event_documents(session: Session, ids: Collection[str]) -> Iterator[EventDocument]:
    """Those of the events that articles report."""
    for page in _pages(ids):
        for event, articles in session.events.get(page).values():
            yield _event_document(session, event, articles)


def all_entities(session: Session) -> Iterator[EntityDocument]:
    """Every entry that articles mention, a page at a time."""
    page = session.entities.after("", PAGE)
    while page:
        yield from session.entities.documents(page)
        page = session.entities.after(page[-1], PAGE)


def all_events(session: Session) -> Iterator[EventDocument]:
    """Every event that articles report, a page at a time."""
    page = session.events.after("", PAGE)
    while page:
        yield from event_documents(session, page)
        page = session.events.after(page[-1], PAGE)


def _pages(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), PAGE):
        yield ordered[start : start + PAGE]


def _event_document(session: Session, event: RegistryEvent, articles: int) -> EventDocument:
    participants = session.event_links.participants(event.id)
    sentence, article_id = session.event_links.best_sentence(event.id)
    return EventDocument(
        id=event.id,
        type=event.type,
        labels=event_labels(_scene(session, event, participants)),
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


def _scene(
    session: Session, event: RegistryEvent, participants: Mapping[str, tuple[str, ...]]
) -> Scene:
    named = [
        entry for role in ("persons", "organisations", "places") for entry in participants[role]
    ]
    names, countries = (
        session.entities.names(named),
        session.entities.countries(participants["places"]),
    )
    places = participants["places"]
    return Scene(
        type=event.type,
        first=event.first,
        last=event.last,
        persons=[names[person] for person in participants["persons"]],
        organisations=[names[organisation] for organisation in participants["organisations"]],
        countries=participants["countries"],
        places=[names[place] for place in places],
        place_country=countries.get(places[0]) if places else None,
    )
