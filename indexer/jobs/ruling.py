"""From an editor's decision to what it does to the registry, or why it cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.document import EntityKind
from archive.store.applications import Application, State
from archive.store.records import (
    Decision,
    DecisionKind,
    Evidence,
    RegistryEntity,
    StoredArticle,
)
from archive.store.session import Session
from indexer.jobs.undoing import Refused, Ruled, undo
from indexer.link.ids import free_id
from indexer.link.names import fold, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mentions:
    """The decision's evidence as the archive has it: piece -> entry that the form belongs to."""

    entries: dict[Evidence, str]

    def distinct(self, other_than: str | None) -> tuple[str, ...]:
        """The entries, each once, in the order of the evidence."""
        return tuple(e for e in dict.fromkeys(self.entries.values()) if e != other_than)


def begin(session: Session, decision: Decision) -> Application:
    """Set in the registry what the decision rules, and note that its articles are to follow.

    A decision that cannot be applied is noted as refused, and nothing else is changed.
    """
    try:
        subject, target, before = _RULES[decision.kind](session, decision)
    except Refused as refusal:
        application = Application(
            decision=decision.number, state=State.REFUSED, reason=str(refusal)
        )
    else:
        application = Application(
            decision=decision.number,
            state=State.APPLYING,
            subject=subject,
            target=target,
            before=before,
        )
    session.applications.add(application)
    return application


def _merge(session: Session, decision: Decision) -> Ruled:
    mentions = _mentions(session, decision)
    given = decision.target or ""
    target = session.entities.resolve(given)
    subject = _live(session, decision.subject, mentions.distinct(target))
    if target is None:
        target = _only(mentions.distinct(subject), given)
    if subject == target:
        raise Refused(f"{decision.subject} and {given} are one entry already")
    _check_alike(session, subject, target)
    _check_wanted(session, subject, target)
    before = session.entities.chosen(target)
    if name := session.entities.names([target]).get(target):
        session.entities.choose(target, name)  # the larger one's would take its place
    events = session.entity_links.events_with([subject])
    session.entities.redirect(subject, target)
    session.events.share_keys(events, subject, target)
    return subject, target, before


def _rename(session: Session, decision: Decision) -> Ruled:
    name = " ".join((decision.target or "").split())
    if not name:
        raise Refused("there is no name to give")
    subject = _live(session, decision.subject, _mentions(session, decision).distinct(None))
    _check_wanted(session, subject)
    before = session.entities.chosen(subject)
    session.entities.choose(subject, name)
    return subject, None, before


def _reject(session: Session, decision: Decision) -> Ruled:
    subject = _live(session, decision.subject, _mentions(session, decision).distinct(None))
    _check_wanted(session, subject)
    session.rejections.reject(subject, decision.target)
    return subject, None, None


def _split(session: Session, decision: Decision) -> Ruled:
    mentions = _mentions(session, decision)
    subject = session.entities.resolve(decision.subject)
    if subject is None:
        subject = _only(mentions.distinct(None), decision.subject)
    pieces = [piece for piece, entry in mentions.entries.items() if entry == subject]
    if not pieces:
        raise Refused(f"none of the mentions named belongs to {subject} (any more)")
    if not _leaves_some(session, subject, pieces):
        raise Refused(f"every mention of {subject} is named, so nothing would be left of it")
    return subject, _allot(session, subject, decision, pieces), None


_RULES = {
    DecisionKind.MERGE: _merge,
    DecisionKind.SPLIT: _split,
    DecisionKind.RENAME: _rename,
    DecisionKind.REJECT: _reject,
    DecisionKind.UNDO: undo,
}


def _allot(session: Session, subject: str, decision: Decision, pieces: list[Evidence]) -> str:
    """A new entry without a key: names alone lead to the old one as before."""
    name = decision.target or max((p.form for p in pieces), key=lambda f: (len(f.split()), f))
    old = session.entities.get(subject)
    assert old is not None
    entry = RegistryEntity(
        id=free_id(f"{old.kind.value}:{slug(name)}", session.entities.exists),
        kind=old.kind,
        name=name,
        country=old.country,
    )
    session.entities.allot(entry, None)
    if decision.target:
        session.entities.choose(entry.id, decision.target)
    return entry.id


def _leaves_some(session: Session, subject: str, pieces: list[Evidence]) -> bool:
    """Whether the entry keeps a mention when these leave."""
    named = {(piece.article, fold(piece.form)) for piece in pieces}
    articles = {piece.article for piece in pieces}
    ordinals = session.entity_links.mentioning(subject, 0, len(articles) + 1)
    if len(ordinals) > len(articles):
        return True
    return any(
        (stored.id, fold(form)) not in named
        for stored in session.articles.get(articles).values()
        for link in session.entity_links.of(stored.ordinal)
        if link.entity == subject
        for form in link.forms
    )


def _mentions(session: Session, decision: Decision) -> _Mentions:
    articles = session.articles.get({piece.article for piece in decision.evidence})
    entries: dict[Evidence, str] = {}
    for piece in decision.evidence:
        stored = articles.get(piece.article)
        entry = _entry(session, stored, piece) if stored else None
        if entry is not None:
            entries[piece] = entry
    return _Mentions(entries=entries)


def _entry(session: Session, stored: StoredArticle, piece: Evidence) -> str | None:
    wanted = fold(piece.form)
    for link in session.entity_links.of(stored.ordinal):
        if _kind(link.entity) is piece.kind and wanted in map(fold, link.forms):
            return link.entity
    return None


def _live(session: Session, given: str, named: tuple[str, ...]) -> str:
    """The entry of this id, else the one that the evidence speaks of; raise Refused."""
    entry = session.entities.resolve(given)
    if entry is None:
        return _only(named, given)
    if entry != given:
        raise Refused(f"{given} was merged into {entry} before; decide on that one")
    return entry


def _only(named: tuple[str, ...], given: str) -> str:
    if not named:
        raise Refused(f"there is no entry {given}, and none of the mentions named is there")
    if len(named) > 1:
        raise Refused(f"there is no entry {given}, and the mentions belong to {', '.join(named)}")
    return named[0]


def _check_alike(session: Session, subject: str, target: str) -> None:
    if _kind(subject) is not _kind(target):
        raise Refused(f"{subject} and {target} are not of one kind")


def _check_wanted(session: Session, *entries: str) -> None:
    rejected = session.rejections.rejected(entries)
    for entry in entries:
        if rejected.get(entry, frozenset()) is None:
            raise Refused(f"{entry} was rejected before")


def _kind(entry: str) -> EntityKind:
    return EntityKind(entry.partition(":")[0])
