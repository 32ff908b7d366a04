"""Carries editors' decisions out of a store and into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from archive.errors import SourceError
from archive.store.records import Decision, DecisionKind
from archive.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """Decisions that were added, and those that the store had already."""

    added: int
    known: int


def decisions(store: Store) -> tuple[Decision, ...]:
    """All of them, in the order in which they were made, those undone and their undoing too."""
    with store.reading() as session:
        return tuple(session.decisions.after(0))


def take_in(store: Store, given: Iterable[Decision]) -> TakenIn:
    """Add decisions of another store behind those of this one, each once; `apply` carries them
    out. Raise SourceError when one takes back another that is not among them; then none is added.
    """
    added = known = 0
    numbers: dict[str, int] = {}
    with store.writing() as session:
        kept = {_sign(decision): decision.number for decision in session.decisions.after(0)}
        for decision in given:
            here = _renumbered(decision, numbers)
            number = kept.get(_sign(here))
            if number is None:
                number = kept[_sign(here)] = session.decisions.keep(here)
                added += 1
            else:
                known += 1
            numbers[str(decision.number)] = number
    return TakenIn(added=added, known=known)


def _renumbered(decision: Decision, numbers: dict[str, int]) -> Decision:
    if decision.kind is not DecisionKind.UNDO:
        return decision
    if decision.target not in numbers:
        raise SourceError(
            f"decision {decision.number} takes back {decision.target}, which is not among those"
            " before it"
        )
    return replace(decision, target=str(numbers[decision.target]))


def _sign(decision: Decision) -> Decision:
    """What makes it the same decision wherever it is kept."""
    return replace(decision, number=0)
