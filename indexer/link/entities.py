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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """A link that an article gave up, and whether other articles still mention its entry."""

    link: EntityLink
    shared: bool

    def of(self, kind: EntityKind) -> bool:
        return self.link.entity.startswith(f"{kind.value}:")


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
        Spare(link=link, shared=session.entity_links.shared(link.entity, before.ordinal))
        for link in before.links
        if link.entity not in used
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


def lead_on(
    session: Session, before: Before, found: Sequence[Found], ids: Mapping[Local, str]
) -> None:
    """Let entries whose last mentions the article has given up lead to what has most of their
    mentions in it now (`ids`: the entries of today); to be called when its occurrences are noted.
    """
    current = set(ids.values())
    for link in before.links:
        if link.entity in current or session.entities.held(link.entity):
            continue
        kind = EntityKind(link.entity.partition(":")[0])
        forms = Counter(link.forms)
        claims = [
            ((forms & Counter(entity.forms)).total(), ids[entity.kind, entity.local])
            for entity in found
            if entity.kind is kind
        ]
        overlap, heir = max(claims, default=(0, ""))
        if 2 * overlap > forms.total():
            session.entities.join(link.entity, heir)


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


def _settle(session: Session, entity: Found, spare: list[Spare], decided: Decided) -> str:
    heir = decided.heirs.get((entity.kind, entity.local))
    if heir is not None:
        session.entities.know(entity.kind, entity.key, heir)
        return heir
    heirloom = _heirloom(entity, spare)
    if heirloom is not None:
        spare.remove(heirloom)
        session.entities.know(entity.kind, entity.key, heirloom.link.entity)
        if entity.kind is EntityKind.PLACE and not heirloom.shared:  # it may lie elsewhere now
            session.entities.recast(_entry(entity, heirloom.link.entity))
        return heirloom.link.entity
    new = free_id(f"{entity.kind.value}:{slug(entity.name)}", session.entities.exists)
    session.entities.allot(_entry(entity, new), entity.key)
    return new


def _entry(entity: Found, entry: str) -> RegistryEntity:
    return RegistryEntity(id=entry, kind=entity.kind, name=entity.name, country=entity.country)


def _heirloom(entity: Found, spare: Sequence[Spare]) -> Spare | None:
    """What was given up and has most of the entity's forms. What other articles still have must
    have been of the same name: then it is the rules that changed, and those articles follow.
    """
    own = Counter(entity.forms)
    claims = [
        (overlap, one)
        for one in spare
        if one.of(entity.kind) and (overlap := (own & Counter(one.link.forms)).total()) > 0
        if not one.shared or one.link.name == entity.name
    ]
    best = max(claims, key=lambda claim: (claim[0], claim[1].link.entity), default=None)
    return best[1] if best else None
