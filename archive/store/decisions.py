"""Editors' decisions, kept with the mentions they rest on so that they survive every change of
ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from archive.model.document import EntityKind
from archive.store.database import inserted
from archive.store.decision_tables import DECISION_EVIDENCE, DECISIONS
from archive.store.records import Decision, DecisionKind, Evidence
from archive.store.revisions import now

_LARGEST: Final = 2**63 - 1  # number that SQLite takes


class Decisions:
    """Decisions in the order they were made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        kind: DecisionKind,
        *,
        subject: str,
        target: str | None,
        editor: str,
        evidence: tuple[Evidence, ...],
    ) -> int:
        """Keep a decision made now; raise ValueError when nothing in the archive supports it."""
        made = datetime.fromisoformat(now())
        return self.keep(
            Decision(
                number=0,
                kind=kind,
                subject=subject,
                target=target,
                editor=editor,
                made=made,
                evidence=evidence,
            )
        )

    def keep(self, decision: Decision) -> int:
        """Keep a decision made elsewhere under a number of this store; raise ValueError when
        nothing in the archive supports it.
        """
        if not decision.evidence:
            raise ValueError("a decision needs the mentions that it rests on")
        values = {
            "kind": decision.kind.value,
            "subject": decision.subject,
            "target": decision.target,
            "editor": decision.editor,
            "made": decision.made.isoformat(timespec="seconds"),
        }
        number = inserted(self._connection, insert(DECISIONS).values(**values))
        rows = [
            {
                "decision": number,
                "position": position,
                "article": piece.article,
                "form": piece.form,
                "kind": piece.kind.value,
            }
            for position, piece in enumerate(decision.evidence)
        ]
        self._connection.execute(insert(DECISION_EVIDENCE), rows)
        return number

    def after(self, number: int) -> Iterator[Decision]:
        """Decisions made later than this one, in order."""
        later = DECISIONS.c.number > min(number, _LARGEST)
        rows = self._connection.execute(
            select(DECISIONS).where(later).order_by(DECISIONS.c.number)
        ).all()
        for row in rows:
            yield self._decision(row)

    def get(self, number: int) -> Decision:
        """A decision that was made."""
        row = self._connection.execute(select(DECISIONS).where(DECISIONS.c.number == number)).one()
        return self._decision(row)

    def _decision(self, row: Row[Any]) -> Decision:
        pieces = self._connection.execute(
            select(DECISION_EVIDENCE)
            .where(DECISION_EVIDENCE.c.decision == row.number)
            .order_by(DECISION_EVIDENCE.c.position)
        )
        return Decision(
            number=row.number,
            kind=DecisionKind(row.kind),
            subject=row.subject,
            target=row.target,
            editor=row.editor,
            made=datetime.fromisoformat(row.made),
            evidence=tuple(
                Evidence(article=p.article, form=p.form, kind=EntityKind(p.kind)) for p in pieces
            ),
        )
