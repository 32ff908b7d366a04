"""Takes an editor's decision back: the registry is as the other decisions make it."""

from __future__ import annotations

from dataclasses import replace

from archive.model.document import EntityKind
from archive.store.applications import Application, State
from archive.store.records import Decision, DecisionKind
from archive.store.session import Session
from indexer.link.blocks import block_of

Ruled = tuple[str, str | None, str | None]  # subject, target, the name chosen before


class Refused(Exception):
    """The decision cannot be applied; the text says why."""


def undo(session: Session, decision: Decision) -> Ruled:
    """Let the decision of this number hold no more; raise Refused if it does not hold."""
    undone = _undone(session, decision)
    application = session.applications.get(undone.number)
    if application is None or application.subject is None:
        raise Refused(f"decision {undone.number} was never applied")
    if application.state is State.UNDONE:
        raise Refused(f"decision {undone.number} is undone already")
    session.applications.note(replace(application, state=State.UNDONE))
    match undone.kind:
        case DecisionKind.MERGE:
            _separate(session, application)
        case DecisionKind.RENAME:
            _rename_back(session, application, application.subject)
        case DecisionKind.REJECT:
            _accept(session, undone, application.subject)
        case DecisionKind.SPLIT:
            assert application.target is not None
            session.entities.join(application.target, application.subject)
    return application.subject, application.target, None


def _undone(session: Session, decision: Decision) -> Decision:
    number = int(decision.target or 0)
    if number >= decision.number or number < 1:
        raise Refused(f"there is no decision {number} before this one")
    undone = session.decisions.get(number)
    if undone.kind is DecisionKind.UNDO:
        raise Refused(f"decision {number} takes another one back: decide that one again instead")
    return undone


def _separate(session: Session, merge: Application) -> None:
    assert merge.subject is not None
    assert merge.target is not None
    session.entities.redirect_anew(
        (other.subject, other.target)
        for kind, other in session.applications.in_force()
        if kind is DecisionKind.MERGE and other.subject and other.target
    )
    _rename_back(session, merge, merge.target)
    kind = EntityKind(merge.subject.partition(":")[0])
    keys = session.entities.keys([merge.subject, merge.target])
    session.unsettled.add((kind, block_of(kind, key)) for key in keys)


def _rename_back(session: Session, application: Application, entry: str) -> None:
    """The name from before; where a later decision has chosen another, undoing that leads to it."""
    for kind, other in session.applications.in_force():
        named = {DecisionKind.RENAME: other.subject, DecisionKind.MERGE: other.target}.get(kind)
        if other.decision > application.decision and named == entry:
            session.applications.note(replace(other, before=application.before))
            return
    session.entities.choose(entry, application.before)


def _accept(session: Session, rejection: Decision, entry: str) -> None:
    """Take the rejection back, unless another decision says the same."""
    for kind, other in session.applications.in_force():
        if kind is DecisionKind.REJECT and other.subject == entry:
            again = session.decisions.get(other.decision)
            if again.target == rejection.target:
                return
    session.rejections.accept(entry, rejection.target)
