"""Mentions that may be of one real event, and how much each counts."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.enrich.dates.covered import covered
from indexer.enrich.events.arguments import Arguments
from indexer.enrich.events.passage import Zone
from indexer.enrich.events.triggers import Trigger

_ZONE_SCORE = {Zone.TITLE: 0.8, Zone.LEAD: 0.4, Zone.SECOND: 0.2, Zone.BODY: 0.0}
_DATE_SCORE = 0.2
_REPETITION_SCORE = 0.1
_BACKGROUND_SCORE = -0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A trigger with its arguments, where it stands; `distant`: dated years from publication."""

    trigger: Trigger
    arguments: Arguments
    zone: Zone
    sentence: int = 0
    distant: bool = False

    @property
    def score(self) -> float:
        return (
            self.trigger.weight
            + _ZONE_SCORE[self.zone]
            + (_DATE_SCORE if self.arguments.value else 0)
            + (_BACKGROUND_SCORE if self.trigger.background else 0)
        )


@dataclass(slots=True)
class Group:
    """Mentions of one event, and what they tell together."""

    members: list[Candidate]
    value: str | None
    countries: set[str]
    best: Candidate

    @property
    def score(self) -> float:
        repeated = min(len(self.members) - 1, 4) * _REPETITION_SCORE
        return self.best.score + repeated

    def add(self, candidate: Candidate) -> None:
        """Take in another mention and what it tells."""
        self.members.append(candidate)
        self.value = _finer(self.value, candidate.arguments.value)
        self.countries |= set(candidate.arguments.countries)
        if candidate.score > self.best.score:
            self.best = candidate


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two dates may be of one event: one is unknown, or one lies within the other."""
    if one is None or other is None or one == other:
        return True
    first, second = covered(one), covered(other)
    if first is None or second is None:
        return False
    return (first[0] <= second[0] and second[1] <= first[1]) or (
        second[0] <= first[0] and first[1] <= second[1]
    )


def _finer(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return one or other
    first, second = covered(one), covered(other)
    if first is None or second is None:
        return one
    return one if first[1] - first[0] <= second[1] - second[0] else other
