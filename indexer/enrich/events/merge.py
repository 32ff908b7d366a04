"""Mentions of one real event joined, the important ones kept, the reported one marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.model.annotation import EventMention, EventType
from indexer.enrich.dates.covered import covered
from indexer.enrich.events.arguments import Arguments
from indexer.enrich.events.group import Candidate, Group, compatible
from indexer.enrich.events.lexicon import STRONG
from indexer.enrich.events.passage import Zone

_MOST_GROUPS = 100  # of a text that lists endless events the first are enough
MOST_EVENTS = 6  # the guide files an article under at most six
_LEAST_SCORE = 1.0  # a strong word counts anywhere, a weak one only where it is prominent
_LEAST_MAIN_SCORE = 1.4  # a weak word in the title needs a date or an echo in the lead
_LEAST_FOLLOWED = 1.2
_ASIDE_SCORE = -0.4  # "Anklage wegen Mordes" reports the charge
# Only a named person dies in the sense of this type; only persons or countries are visited.
_NEEDS_PERSON = frozenset({EventType.DEATH})
_NEEDS_PARTY = frozenset({EventType.VISIT, EventType.APPOINTMENT, EventType.RESIGNATION})


_PARTS = {
    EventType.TERROR_ATTACK: frozenset({EventType.ATTACK, EventType.ACCIDENT, EventType.DEATH}),
    EventType.ATTACK: frozenset({EventType.DEATH}),
    EventType.CRIME: frozenset({EventType.DEATH}),
    EventType.ACCIDENT: frozenset({EventType.DEATH}),
    EventType.DISEASE: frozenset({EventType.DEATH}),
    EventType.DISASTER: frozenset({EventType.DEATH, EventType.ACCIDENT}),
}
_BILATERAL = frozenset(
    {EventType.VISIT, EventType.MEETING, EventType.NEGOTIATION, EventType.AGREEMENT}
)
_WITHOUT_FIGURES = frozenset(
    {EventType.DISASTER, EventType.DISEASE, EventType.ACCIDENT, EventType.STRIKE, EventType.SCIENCE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prominent:
    """What the article is about as a whole: its countries, and the persons of title and lead."""

    countries: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()


def merge(candidates: Iterable[Candidate], prominent: Prominent) -> tuple[EventMention, ...]:
    """At most six events in text order, one of them main; `prominent` fills gaps."""
    groups: list[Group] = []
    for candidate in candidates:
        _join(groups, candidate)
    kept = [group for group in groups if group.score >= _LEAST_SCORE and _complete(group)]
    main = _main(kept, prominent)
    kept = [group for group in kept if not _part_of(group, main)]
    kept = sorted(kept, key=lambda group: (group is not main, -group.score))[:MOST_EVENTS]
    mentions = [_mention(group, group is main, prominent) for group in kept]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _join(groups: list[Group], candidate: Candidate) -> None:
    for group in groups:
        if group.best.trigger.type is candidate.trigger.type and _same(group, candidate):
            group.add(candidate)
            return
    if len(groups) < _MOST_GROUPS:
        groups.append(_started(candidate))


def _started(candidate: Candidate) -> Group:
    told = candidate.arguments
    return Group([candidate], told.value, set(told.countries), candidate)


def _same(group: Group, candidate: Candidate) -> bool:
    arguments = candidate.arguments
    if group.value is None and candidate.zone > Zone.LEAD and candidate.distant:
        return False  # a date years away tells of an earlier event of the kind
    if any(_siblings(member, candidate) for member in group.members[-3:]):
        return False
    apart = (
        group.countries and arguments.countries and group.countries.isdisjoint(arguments.countries)
    )
    return not apart and compatible(group.value, arguments.value)


def _siblings(one: Candidate, other: Candidate) -> bool:
    """Two nouns of one sentence, only one of them dated, name two events of the kind."""
    nouns = not (one.trigger.verb or other.trigger.verb)
    dated = (one.arguments.value is None) != (other.arguments.value is None)
    return nouns and dated and one.sentence == other.sentence


def _complete(group: Group) -> bool:
    kind = group.best.trigger.type
    persons = any(member.arguments.persons for member in group.members)
    if kind in _NEEDS_PERSON:
        return persons
    parties = persons or any(
        member.arguments.countries or member.arguments.organisations for member in group.members
    )
    return bool(parties) if kind in _NEEDS_PARTY else True


def _main(groups: Sequence[Group], prominent: Prominent) -> Group | None:
    """The event of the title, else of the lead; of several the surest."""
    for zone in (Zone.TITLE, Zone.LEAD):
        reported = [(_reported(group, zone), group) for group in groups]
        fitting = [(score, group) for score, group in reported if score >= _LEAST_MAIN_SCORE]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
    return _followed_up(groups, prominent)


def _followed_up(groups: Sequence[Group], prominent: Prominent) -> Group | None:
    """Where title and lead only name people and countries: the surest event of just these."""
    fitting = [group for group in groups if _shares(group, prominent)]
    return max(fitting, key=lambda group: group.score, default=None)


def _shares(group: Group, prominent: Prominent) -> bool:
    persons = {person for member in group.members for person in member.arguments.persons}
    same = persons.intersection(prominent.persons) and group.countries & set(
        prominent.countries[:2]
    )
    return bool(same) and group.best.trigger.weight >= STRONG and group.score >= _LEAST_FOLLOWED


def _part_of(group: Group, main: Group | None) -> bool:
    """Deaths and damage that the main event caused, which are no events of their own."""
    if main is None or group is main:
        return False
    kinds = _PARTS.get(main.best.trigger.type, frozenset())
    return group.best.trigger.type in kinds and compatible(group.value, main.value)


def _reported(group: Group, zone: Zone) -> float:
    scores = [
        member.score + (_ASIDE_SCORE if member.trigger.background else 0)
        for member in group.members
        if member.zone is zone and (zone is Zone.TITLE or member.trigger.weight >= STRONG)
    ]
    if not scores:
        return 0.0
    echo = any(member.zone in {Zone.LEAD, Zone.SECOND} for member in group.members)
    return max(scores) + 0.3 * echo + min(len(group.members), 4) * 0.05


def _mention(group: Group, main: bool, prominent: Prominent) -> EventMention:
    best = group.best
    told = [best.arguments, *(m.arguments for m in group.members if m is not best)]
    days = covered(group.value) if group.value else None
    wide = [best.arguments] if not main else told[:4]
    countries = _countries(wide, best.trigger.type, prominent)
    event = EventMention(
        type=best.trigger.type,
        start=best.trigger.word.start,
        end=best.trigger.word.end,
        text="",
        main=main,
        persons=_persons(wide, main, best.trigger.type, prominent),
        organisations=_together(a.organisations for a in wide)[:4],
        countries=countries,
        places=_together(a.places for a in wide)[:4],
        value=group.value,
        confidence=round(min(0.95, group.score / 2.5), 2),
    )
    return replace(event, first=days[0], last=days[1]) if days else event


def _countries(told: Sequence[Arguments], kind: EventType, prominent: Prominent) -> tuple[str, ...]:
    found = _together(a.countries for a in told)[:4]
    wanted = 2 if kind in _BILATERAL else 1
    return found or prominent.countries[:wanted]


def _persons(
    told: Sequence[Arguments], main: bool, kind: EventType, prominent: Prominent
) -> tuple[str, ...]:
    """Who takes part; for the main event without participants those whom title and lead name."""
    found = _together(a.persons for a in told)[:4]
    if found or not main or kind in _WITHOUT_FIGURES:
        return found
    return prominent.persons[:2]


def _together(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))
