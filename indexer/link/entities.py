"""From an article's persons, organisations and places to the registry's entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.model.annotation import Enrichment, Entity, Label, Place
from archive.model.document import EntityKind
from archive.store.occurrences import Occurrence
from archive.store.records import EntityLink, RegistryEntity
from archive.store.session import Session
from indexer.link.edits import forms_of
from indexer.link.ids import free_id
from indexer.link.kinds import LABELS
from indexer.link.names import key_of, slug

Local = tuple[EntityKind, str]  # an article's entity: kind and local id


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity of one article, by its local id, with the key that the registry may know it by."""

    local: str
    kind: EntityKind
    name: str
    key: str
    country: str | None
    forms: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Entries that decisions name: `firm` goes before what the registry knows of a name, `heirs`
    only for names unknown to it.
    """

    firm: Mapping[Local, str] = field(default_factory=dict)
    heirs: Mapping[Local, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an article was linked to so far."""

    ordinal: int
    links: Sequence[EntityLink]
    occurrences: Sequence[Occurrence]

    @property
    def settled(self) -> Mapping[tuple[EntityKind, str, str], str]:
        """On which entry each local entity of a key was settled, but for decisions."""
        return {(o.kind, o.local, o.key): o.entity for o in self.occurrences if not o.firm}


UNDECIDED = Decided()


def found_in(enrichment: Enrichment) -> tuple[Found, ...]:
    """Every entity of an enrichment with its forms counted."""
    groups: tuple[tuple[EntityKind, Sequence[Entity | Place]], ...] = (
        (EntityKind.PERSON, enrichment.persons),
        (EntityKind.ORGANISATION, enrichment.organisations),
        (EntityKind.PLACE, enrichment.places),
    )
    counts = _mentions(enrichment)
    return tuple(_found(kind, entity, counts) for kind, group in groups for entity in group)


def resolve(
    session: Session,
    found: Sequence[Found],
    before: Before,
    decided: Decided = UNDECIDED,
) -> dict[Local, str]:
    """Local entity -> registry id, merged or not: as decided, else as it was settled, else as its
    key is known; unknown keys inherit an id that the article gave up, or get a new one.
    """
    kept = before.settled
    settled = {
        (entity.kind, entity.local): kept[entity.kind, entity.local, entity.key]
        for entity in found
        if (entity.kind, entity.local, entity.key) in kept
    }
    known = _known(session, found)
    used = {*known.values(), *decided.firm.values(), *decided.heirs.values(), *settled.values()}
    used |= set(session.entities.current(used).values())
    spare = [
        link
        for link in before.links
        if link.entity not in used and not session.entity_links.shared(link.entity, before.ordinal)
    ]
    ids: dict[Local, str] = {}
    for entity in found:
        local = (entity.kind, entity.local)
        firm = decided.firm.get(local) or settled.get(local)
        if firm is not None:
            ids[local] = firm
            continue
        if (entity.kind, entity.key) not in known:
            known[entity.kind, entity.key] = _settle(session, entity, spare, decided)
        ids[local] = known[entity.kind, entity.key]
    return ids


def _mentions(enrichment: Enrichment) -> Counter[tuple[Label, str, str]]:
    return Counter(
        (mention.label, mention.entity, mention.text)
        for mention in enrichment.mentions
        if mention.entity
    )


def _found(
    kind: EntityKind, entity: Entity | Place, counts: Counter[tuple[Label, str, str]]
) -> Found:
    country = entity.country if isinstance(entity, Place) else None
    return Found(
        local=entity.id,
        kind=kind,
        name=entity.name,
        key=key_of(kind, entity.name, country),
        country=country,
        forms={form: max(1, counts[LABELS[kind], entity.id, form]) for form in forms_of(entity)},
    )


def _known(session: Session, found: Sequence[Found]) -> dict[tuple[EntityKind, str], str]:
    known: dict[tuple[EntityKind, str], str] = {}
    for kind in EntityKind:
        keys = {entity.key for entity in found if entity.kind is kind}
        if keys:
            entries = session.entities.by_key(kind, keys)
            known |= {(kind, key): entry for key, entry in entries.items()}
    return known


def _settle(session: Session, entity: Found, spare: list[EntityLink], decided: Decided) -> str:
    heir = decided.heirs.get((entity.kind, entity.local))
    if heir is not None:
        session.entities.know(entity.kind, entity.key, heir)
        return heir
    heirloom = _largest_overlap(entity, spare)
    if heirloom is not None:
        spare.remove(heirloom)
        session.entities.know(entity.kind, entity.key, heirloom.entity)
        return heirloom.entity
    entry = RegistryEntity(
        id=free_id(f"{entity.kind.value}:{slug(entity.name)}", session.entities.exists),
        kind=entity.kind,
        name=entity.name,
        country=entity.country,
    )
    session.entities.allot(entry, entity.key)
    return entry.id


def _largest_overlap(entity: Found, spare: Sequence[EntityLink]) -> EntityLink | None:
    own = Counter(entity.forms)
    overlaps = [
        ((own & Counter(link.forms)).total(), link)
        for link in spare
        if link.entity.startswith(f"{entity.kind.value}:")
    ]
    best = max(overlaps, key=lambda pair: (pair[0], pair[1].entity), default=None)
    return best[1] if best and best[0] > 0 else None
