"""Editors' edits carried out on an enrichment: forms that belong to another local entity, or to
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.model.annotation import Enrichment, Entity, Mention, Place
from archive.model.document import EntityKind
from archive.store.records import Edit
from indexer.link.kinds import KINDS

_Named = TypeVar("_Named", Entity, Place)
_Moves = dict[tuple[EntityKind, str, str], str | None]


def revised(enrichment: Enrichment, edits: Sequence[Edit]) -> Enrichment:
    """The enrichment after the edits, in their order; without any the same."""
    if not edits:
        return enrichment
    moves = {(edit.kind, edit.local, edit.form): edit.to for edit in edits}
    persons = _Group(EntityKind.PERSON, moves)
    organisations = _Group(EntityKind.ORGANISATION, moves)
    places = _Group(EntityKind.PLACE, moves)
    return replace(
        enrichment,
        mentions=tuple(_mentions(enrichment.mentions, moves)),
        persons=persons.revised(enrichment.persons),
        organisations=organisations.revised(enrichment.organisations),
        places=places.revised(enrichment.places),
        events=tuple(
            replace(
                event,
                persons=persons.heirs(event.persons),
                organisations=organisations.heirs(event.organisations),
                places=places.heirs(event.places),
            )
            for event in enrichment.events
        ),
    )


def forms_of(entity: Entity | Place) -> tuple[str, ...]:
    """The forms of an entity, each once; one without forms is known by its name."""
    return tuple(dict.fromkeys(entity.forms or (entity.name,)))


class _Group:
    """The entities of one kind; knows who came of whom."""

    def __init__(self, kind: EntityKind, moves: _Moves) -> None:
        self._kind = kind
        self._moves = moves
        self._heirs: dict[str, tuple[str, ...]] = {}

    def revised(self, entities: tuple[_Named, ...]) -> tuple[_Named, ...]:
        return tuple(heir for entity in entities for heir in self._divided(entity))

    def heirs(self, participants: tuple[str, ...]) -> tuple[str, ...]:
        """The participants of an event: who keeps some forms stays, who lost all is replaced."""
        found = (self._heirs.get(local, (local,)) for local in participants)
        return tuple(dict.fromkeys(heir for heirs in found for heir in heirs))

    def _divided(self, entity: _Named) -> Iterator[_Named]:
        shares: dict[str, list[str]] = {}
        for form in forms_of(entity):
            owner = _owner(self._moves, self._kind, entity.id, form)
            if owner is not None:
                shares.setdefault(owner, []).append(form)
        self._heirs[entity.id] = (entity.id,) if entity.id in shares else tuple(shares)
        for owner, forms in shares.items():
            whole = owner == entity.id or len(shares) == 1
            name = entity.name if whole else _fullest(forms)
            yield replace(entity, id=owner, name=name, forms=tuple(forms))


def _owner(moves: _Moves, kind: EntityKind, local: str, form: str) -> str | None:
    """Where a form ends after all moves; no move leads back."""
    owner: str | None = local
    while owner is not None and (kind, owner, form) in moves:
        owner = moves[kind, owner, form]
    return owner


def _mentions(mentions: Sequence[Mention], moves: _Moves) -> Iterator[Mention]:
    for mention in mentions:
        owner = mention.entity
        if owner:
            owner = _owner(moves, KINDS[mention.label], owner, mention.text)
        if owner == mention.entity:
            yield mention
        elif owner is not None:
            yield replace(mention, entity=owner)


def _fullest(forms: Sequence[str]) -> str:
    """The form that says most, the first of equals."""
    return max(forms, key=lambda form: len(form.split()))
