"""Ids for groups of occurrences: kept where they can be, new where they must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.model.document import EntityKind
from archive.store.occurrences import Block, Occurrence
from archive.store.records import RegistryEntity
from archive.store.session import Session
from indexer.link.ids import free_id
from indexer.link.names import country_of, slug
from indexer.link.person_names import parse

Group = Sequence[Occurrence]


def name_of(group: Group) -> str:
    """The name that most articles use, a person's full one before a bare one."""
    full = [o for o in group if o.kind is EntityKind.PERSON and parse(o.key).full]
    names = Counter(name for name, _ in {(o.name, o.article) for o in full or group})
    return min(names, key=lambda name: (-names[name], name))


def wanted_id(group: Group) -> str:
    """What the group is called if nobody else has the id."""
    return f"{group[0].kind.value}:{slug(name_of(group))}"


class Allotment:
    """The entries of one block: those that its names lead to and that its occurrences have, but for
    guests, which are at home in another block and have names there.
    """

    def __init__(self, session: Session, block: Block, occurrences: Sequence[Occurrence]):
        self._session = session
        self._kind, key = block
        known = session.entities.by_key(self._kind, {o.key for o in occurrences})
        found = {*known.values(), *(o.entity for o in occurrences)}
        standings = session.entities.standings(found)
        away = {entry: s.home for entry, s in standings.items() if s.home and s.home != key}
        self.own = found - session.occurrences.living(self._kind, away)
        self._settled = {entry for entry in self.own if standings[entry].settled}

    def ids(self, groups: Sequence[Group]) -> list[str]:
        """An id for each group: one that was settled goes to the group that has most of its
        mentions; the others get what their names say.
        """
        kept = self._inherited(groups)
        used = set(kept.values())
        ids = []
        for place, group in enumerate(groups):
            entry = kept.get(place)
            if entry is None:
                entry = self._named(group, used)
            elif self._kind is EntityKind.PLACE:
                self._session.entities.recast(self._entry(entry, group))
            used.add(entry)
            ids.append(entry)
        return ids

    def _inherited(self, groups: Sequence[Group]) -> dict[int, str]:
        claims = [
            (-mentions, entry, place)
            for place, group in enumerate(groups)
            for entry, mentions in _mentions(group).items()
            if entry in self._settled
        ]
        kept: dict[int, str] = {}
        for _, entry, place in sorted(claims):
            if place not in kept and entry not in kept.values():
                kept[place] = entry
        return kept

    def _named(self, group: Group, used: set[str]) -> str:
        """An id from the name. One that linking gave out for the time being may be had."""
        entries = self._session.entities

        def taken(wanted: str) -> bool:
            return wanted in used or (entries.exists(wanted) and not self._may_be_had(wanted))

        found = free_id(wanted_id(group), taken)
        entry = self._entry(found, group)
        if entries.exists(found):
            entries.recast(entry)
        else:
            entries.allot(entry, None)
        return found

    def _entry(self, entry: str, group: Group) -> RegistryEntity:
        country = country_of(self._kind, group[0].key)
        return RegistryEntity(id=entry, kind=self._kind, name=name_of(group), country=country)

    def _may_be_had(self, entry: str) -> bool:
        standing = self._session.entities.standings([entry])[entry]
        return not standing.settled and (entry in self.own or standing.joined)


def _mentions(group: Group) -> Counter[str]:
    found: Counter[str] = Counter()
    for occurrence in group:
        found[occurrence.entity] += occurrence.mentions
    return found
