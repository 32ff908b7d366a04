"""Puts changed articles into the store: article, enrichment, links and revision in one
transaction.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.model.annotation import Enrichment
from archive.store.records import ArticleChange, RevisionKind, StoredArticle
from archive.store.session import Session
from indexer.link import events
from indexer.link.linker import link
from indexer.link.noting import forget


def keep(session: Session, changes: Iterable[ArticleChange]) -> None:
    """Keep the articles as pending changes; their enrichments must be cached."""
    ordered = list(changes)
    enrichments = session.enrichments.get({change.enrichment for change in ordered})
    before = session.articles.get({change.key.id for change in ordered})
    for change in ordered:
        _keep(session, change, enrichments[change.enrichment])
    for stored in before.values():
        _forget_enrichment(session, stored)


def relink(session: Session, stored: StoredArticle, key: str, enrichment: Enrichment) -> None:
    """Give a kept article another enrichment; this is no change of the article, so no revision."""
    identity, _lost = link(session, stored.id, stored.ordinal, stored.article, enrichment)
    session.articles.identify(stored.ordinal, key, identity)
    _forget_enrichment(session, stored)


def take_down(session: Session, stored: StoredArticle) -> None:
    """Remove an article with everything that is known about it; only its tombstone stays."""
    revision = session.revisions.add(RevisionKind.REMOVE, stored.id)
    lost = session.entity_links.replace(stored.ordinal, ())
    lost |= session.event_links.replace(stored.ordinal, ())
    session.revisions.lose(revision, lost)
    forget(session, stored.ordinal)
    events.forget(session, stored.ordinal)
    session.tombstones.put(stored, revision)
    session.articles.remove(stored.ordinal)
    _forget_enrichment(session, stored)


def _keep(session: Session, change: ArticleChange, enrichment: Enrichment) -> None:
    revision = session.revisions.add(RevisionKind.PUT, change.key.id)
    ordinal = session.articles.put(change, revision)
    identity, lost = link(session, change.key.id, ordinal, change.article, enrichment)
    session.articles.identify(ordinal, change.enrichment, identity)
    session.revisions.lose(revision, lost)


def _forget_enrichment(session: Session, before: StoredArticle) -> None:
    if not session.articles.uses(before.enrichment):
        session.enrichments.forget(before.enrichment)
