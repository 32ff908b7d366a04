"""Keeps an editor's decision with the mentions that it rests on; `apply` carries it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from archive.errors import DocumentNotFound, ParameterError
from archive.model.document import EntityDocument, EntityKind
from archive.store.applications import State
from archive.store.records import DecisionKind, Evidence, StoredArticle
from archive.store.session import Session
from archive.store.store import Store
from indexer.link.names import slug

_PIECES = 20  # articles that a decision on a whole entry rests on: enough to outlive some of them
_PAGE = 500
_VOID = frozenset({State.UNDONE, State.REFUSED})


def entities(
    store: Store, kind: EntityKind | None, text: str, limit: int
) -> tuple[EntityDocument, ...]:
    """The entries that most articles mention, of one kind and with `text` in a form if given."""
    with store.reading() as session:
        ids = session.entities.largest(kind, text, slug(text), limit)
        found = {entity.id: entity for entity in session.entity_documents.of(ids)}
        return tuple(found[id_] for id_ in ids if id_ in found)


def entity(store: Store, id_: str) -> EntityDocument:
    """The entry of this id, or the one that it was merged into; raise DocumentNotFound."""
    with store.reading() as session:
        current = session.entities.resolve(id_)
        found = session.entity_documents.of([current]) if current else ()
    if not found:
        raise DocumentNotFound(f"no person, organisation or place has the id {id_!r}")
    return found[0]


def decide(
    store: Store,
    kind: DecisionKind,
    subject: str,
    *,
    target: str | None = None,
    articles: Collection[str] = (),
    editor: str,
) -> int:
    """Keep the decision and return its number; raise DocumentNotFound for an entry that is unknown
    or part of another, or when no article mentions it in the way that is decided on.

    `articles` (internal or given ids) are those whose mentions SPLIT takes off; the `target` of
    REJECT is the one form that is no name, None for all.
    """
    today = entity(store, subject).id
    if today != subject:
        raise DocumentNotFound(f"{subject} is part of {today} now: decide on that one")
    if kind is DecisionKind.MERGE:
        entity(store, target or "")
    form = target if kind is DecisionKind.REJECT else None
    with store.writing() as session:
        evidence = tuple(_evidence(session, subject, set(articles), form))
        if not evidence:
            raise DocumentNotFound(_nothing(subject, form))
        return session.decisions.add(
            kind, subject=subject, target=target, editor=editor, evidence=evidence
        )


def undo(store: Store, number: int, *, editor: str) -> int:
    """Keep the decision that this one holds no more; raise DocumentNotFound for an unknown one, and
    ParameterError for one that does not hold.
    """
    with store.writing() as session:
        undone = next((d for d in session.decisions.after(number - 1) if d.number == number), None)
        if undone is None:
            raise DocumentNotFound(f"there is no decision {number}")
        application = session.applications.get(number)
        if application is not None and application.state in _VOID:
            reason = f"decision {number} is {application.state.value} already"
            raise ParameterError(reason, parameter="target")
        return session.decisions.add(
            DecisionKind.UNDO,
            subject=undone.subject,
            target=str(number),
            editor=editor,
            evidence=undone.evidence,
        )


def _nothing(subject: str, form: str | None) -> str:
    if form is None:
        return f"none of the articles named mentions {subject}"
    return f"{subject} has no form {form!r}"


def _evidence(
    session: Session, subject: str, wanted: set[str], form: str | None
) -> Iterator[Evidence]:
    """The mentions in the articles wanted; for a whole entry, or a form of it, those in some."""
    articles = 0
    ordinals = session.entity_links.mentioning(subject, 0, _PAGE)
    while ordinals:
        for stored in session.articles.at(ordinals):
            if wanted and wanted.isdisjoint((stored.id, stored.key.given_id)):
                continue
            pieces = _pieces(session, subject, stored, form)
            yield from pieces
            articles += bool(pieces)
            if not wanted and articles == _PIECES:
                return
        ordinals = session.entity_links.mentioning(subject, ordinals[-1], _PAGE)


def _pieces(
    session: Session, subject: str, stored: StoredArticle, form: str | None
) -> list[Evidence]:
    kind = EntityKind(subject.partition(":")[0])
    return [
        Evidence(article=stored.id, form=found, kind=kind)
        for link in session.entity_links.of(stored.ordinal)
        if link.entity == subject
        for found in link.forms
        if form in (None, found)
    ]
