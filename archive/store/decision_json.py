"""Editors' decisions as JSON objects: what is exported, taken in again, and told by the API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from archive.errors import SourceError
from archive.model.document import EntityKind
from archive.store.records import Decision, DecisionKind, Evidence


def decision_to_json(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.number,
        "kind": decision.kind.value,
        "subject": decision.subject,
        "target": decision.target,
        "editor": decision.editor,
        "made": decision.made.isoformat(),
        "evidence": [
            {"article": piece.article, "form": piece.form, "kind": piece.kind.value}
            for piece in decision.evidence
        ],
    }


def decision_from_json(fields: Mapping[str, Any]) -> Decision:
    """Read what `decision_to_json` wrote; raise SourceError for anything else."""
    try:
        target = fields["target"]
        return Decision(
            number=int(fields["number"]),
            kind=DecisionKind(fields["kind"]),
            subject=str(fields["subject"]),
            target=None if target is None else str(target),
            editor=str(fields["editor"]),
            made=datetime.fromisoformat(fields["made"]),
            evidence=tuple(
                Evidence(
                    article=str(piece["article"]),
                    form=str(piece["form"]),
                    kind=EntityKind(piece["kind"]),
                )
                for piece in fields["evidence"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"this is no decision: {error!r}") from error
