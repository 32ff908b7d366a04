"""Links kept articles anew, as decisions and settled names say now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from archive.store.records import RevisionKind, StoredArticle
from archive.store.session import Session
from indexer.link.linker import link


def relink_again(
    session: Session, articles: Collection[StoredArticle], *, numbered: bool = True
) -> None:
    """Link each article; a change of it, unless nothing is linked otherwise than before."""
    enrichments = session.enrichments.get({stored.enrichment for stored in articles})
    for stored in articles:
        enrichment = enrichments[stored.enrichment]
        identity, lost = link(session, stored.id, stored.ordinal, stored.article, enrichment)
        if identity == stored.identity and not lost:
            continue
        session.articles.identify(stored.ordinal, stored.enrichment, identity)
        if numbered:
            number(session, stored, lost)


def number(session: Session, stored: StoredArticle, concerned: Iterable[str]) -> None:
    """Number a change of the article that also concerns these entities and events."""
    revision = session.revisions.add(RevisionKind.PUT, stored.id)
    session.articles.revise(stored.ordinal, revision)
    session.revisions.lose(revision, concerned)
