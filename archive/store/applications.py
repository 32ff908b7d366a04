"""What became of editors' decisions: which are applied, which refused and why, and what the
applied ones rule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from archive.model.document import EntityKind
from archive.store.decision_tables import APPLICATIONS, DECISION_EVIDENCE, DECISIONS
from archive.store.records import DecisionKind
from archive.store.revisions import now
from archive.store.tables import ENTITIES


class State(StrEnum):
    """How far a decision is; one without an application waits."""

    APPLYING = "applying"
    APPLIED = "applied"
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One decision as applied or refused; its subject and target as found in the registry.

    Of articles up to `ordinal` the links are settled. `before` is the name that an editor had
    chosen for the entry that the decision names.
    """

    decision: int
    state: State
    subject: str | None = None
    target: str | None = None
    reason: str | None = None
    ordinal: int = 0
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What an applied decision says of one form of one article; `entity` is the entry that MERGE
    and SPLIT lead to, else the subject.
    """

    decision: int
    kind: DecisionKind
    entity_kind: EntityKind
    form: str
    entity: str


_IN_FORCE = (State.APPLYING.value, State.APPLIED.value)


class Applications:
    """Applications by the number of the decision."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next(self) -> int | None:
        """The first decision that is neither applied nor refused."""
        begun = self._connection.execute(
            select(func.min(APPLICATIONS.c.decision)).where(
                APPLICATIONS.c.state == State.APPLYING.value
            )
        ).scalar()
        if begun is not None:
            return int(begun)
        # Decisions are taken in order, so whatever is newer than the last one taken waits.
        last = select(func.coalesce(func.max(APPLICATIONS.c.decision), 0)).scalar_subquery()
        return self._connection.execute(
            select(func.min(DECISIONS.c.number)).where(DECISIONS.c.number > last)
        ).scalar()

    def get(self, decision: int) -> Application | None:
        row = self._connection.execute(
            select(APPLICATIONS).where(APPLICATIONS.c.decision == decision)
        ).one_or_none()
        return _application(row) if row else None

    def add(self, application: Application) -> None:
        """Note that a decision was begun or refused."""
        self._connection.execute(insert(APPLICATIONS).values(**_values(application)))

    def note(self, application: Application) -> None:
        """Note how far it is."""
        own = APPLICATIONS.c.decision == application.decision
        self._connection.execute(update(APPLICATIONS).where(own).values(**_values(application)))

    def refused(self, after: int = 0) -> Mapping[int, str]:
        """Decision -> reason of those that were refused, in order."""
        rows = self._connection.execute(
            select(APPLICATIONS.c.decision, APPLICATIONS.c.reason)
            .where(
                APPLICATIONS.c.state == State.REFUSED.value,
                APPLICATIONS.c.decision > after,
            )
            .order_by(APPLICATIONS.c.decision)
        )
        return {row.decision: row.reason for row in rows}

    def rulings(self, article: str) -> tuple[Ruling, ...]:
        """What applied decisions say of the article, in order; merged ids are followed."""
        led = func.coalesce(APPLICATIONS.c.target, APPLICATIONS.c.subject)
        rows = self._connection.execute(
            select(
                DECISIONS.c.number,
                DECISIONS.c.kind,
                DECISION_EVIDENCE.c.kind.label("entity_kind"),
                DECISION_EVIDENCE.c.form,
                func.coalesce(ENTITIES.c.redirect, ENTITIES.c.id).label("entity"),
            )
            .join(APPLICATIONS, APPLICATIONS.c.decision == DECISION_EVIDENCE.c.decision)
            .join(DECISIONS, DECISIONS.c.number == DECISION_EVIDENCE.c.decision)
            .join(ENTITIES, ENTITIES.c.id == led)
            .where(
                DECISION_EVIDENCE.c.article == article,
                APPLICATIONS.c.state.in_(_IN_FORCE),
                DECISIONS.c.kind != DecisionKind.UNDO.value,
            )
            .order_by(DECISIONS.c.number, DECISION_EVIDENCE.c.position)
        )
        return tuple(_ruling(row) for row in rows)

    def in_force(self) -> tuple[tuple[DecisionKind, Application], ...]:
        """What was applied and not undone, in order, with the kind of decision."""
        rows = self._connection.execute(
            select(APPLICATIONS, DECISIONS.c.kind)
            .join(DECISIONS, DECISIONS.c.number == APPLICATIONS.c.decision)
            .where(
                APPLICATIONS.c.state.in_(_IN_FORCE),
                DECISIONS.c.kind != DecisionKind.UNDO.value,
            )
            .order_by(APPLICATIONS.c.decision)
        )
        return tuple((DecisionKind(row.kind), _application(row)) for row in rows)

    def all(self) -> Mapping[int, Application]:
        """What became of each decision that does not wait."""
        rows = self._connection.execute(select(APPLICATIONS))
        return {row.decision: _application(row) for row in rows}

    def count(self, states: Collection[State]) -> int:
        """How many decisions are in one of these states."""
        counted = select(func.count()).select_from(APPLICATIONS)
        return self._connection.execute(
            counted.where(APPLICATIONS.c.state.in_([state.value for state in states]))
        ).scalar_one()


def _values(application: Application) -> dict[str, Any]:
    return {
        "decision": application.decision,
        "state": application.state.value,
        "subject": application.subject,
        "target": application.target,
        "reason": application.reason,
        "ordinal": application.ordinal,
        "settled": now(),
        "before": application.before,
    }


def _application(row: Row[Any]) -> Application:
    return Application(
        decision=row.decision,
        state=State(row.state),
        subject=row.subject,
        target=row.target,
        reason=row.reason,
        ordinal=row.ordinal,
        before=row.before,
    )


def _ruling(row: Any) -> Ruling:
    return Ruling(
        decision=row.number,
        kind=DecisionKind(row.kind),
        entity_kind=EntityKind(row.entity_kind),
        form=row.form,
        entity=row.entity,
    )
