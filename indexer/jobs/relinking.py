"""Links a kept article anew, as decisions and settled names say now."""

from __future__ import annotations

from collections.abc import Iterable

from archive.store.records import RevisionKind, StoredArticle
from archive.store.session import Session
from indexer.link.linker import link


def relink_again(session: Session, stored: StoredArticle, *, numbered: bool = True) -> None:
    """Link the article; a change of it, unless nothing is linked otherwise than before."""
    enrichment = session.enrichments.get([stored.enrichment])[stored.enrichment]
    identity, lost = link(session, stored.id, stored.ordinal, stored.article, enrichment)
    if identity == stored.identity and not lost:
        return
    session.articles.identify(stored.ordinal, stored.enrichment, identity)
    if numbered:
        number(session, stored, lost)


def number(session: Session, stored: StoredArticle, concerned: Iterable[str]) -> None:
    """Number a change of the article that also concerns these entities and events."""
    revision = session.revisions.add(RevisionKind.PUT, stored.id)
    session.articles.revise(stored.ordinal, revision)
    session.revisions.lose(revision, concerned)
