"""Registry ids in place of an enrichment's local ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.model.annotation import Enrichment, Entity, EventMention, Label, Mention, Place
from archive.store.records import Identity
from indexer.link.edits import revised

_Named = TypeVar("_Named", Entity, Place)


def apply(enrichment: Enrichment, identity: Identity) -> Enrichment:
    """The enrichment, edited, as the identity reads it; local entities that share an entry become
    one.
    """
    enrichment = revised(enrichment, identity.edits)
    entries = {
        Label.PER: identity.persons,
        Label.ORG: identity.organisations,
        Label.LOC: identity.places,
    }
    return replace(
        enrichment,
        mentions=tuple(
            _mention(mention, entries[mention.label]) for mention in enrichment.mentions
        ),
        persons=_entries(enrichment.persons, identity.persons),
        organisations=_entries(enrichment.organisations, identity.organisations),
        places=_entries(enrichment.places, identity.places),
        events=tuple(
            _event(mention, event, identity)
            for mention, event in zip(enrichment.events, identity.events, strict=True)
        ),
    )


def registry_ids(local: Sequence[str], entries: Mapping[str, str]) -> tuple[str, ...]:
    """The entries of local ids, each once; ids that the record does not define are left out."""
    return tuple(dict.fromkeys(entries[name] for name in local if name in entries))


def _mention(mention: Mention, entries: Mapping[str, str]) -> Mention:
    if not mention.entity:
        return mention
    return Mention(  # an article has dozens; `replace` takes several times as long
        start=mention.start,
        end=mention.end,
        text=mention.text,
        label=mention.label,
        entity=entries.get(mention.entity),
    )


def _entries(found: tuple[_Named, ...], entries: Mapping[str, str]) -> tuple[_Named, ...]:
    joined: dict[str, _Named] = {}
    for entity in found:
        entry = entries[entity.id]
        joined[entry] = (
            _joined(joined[entry], entity) if entry in joined else replace(entity, id=entry)
        )
    return tuple(joined.values())


def _joined(first: _Named, second: _Named) -> _Named:
    return replace(first, forms=tuple(dict.fromkeys((*first.forms, *second.forms))))


def _event(mention: EventMention, event: str, identity: Identity) -> EventMention:
    return replace(
        mention,
        persons=registry_ids(mention.persons, identity.persons),
        organisations=registry_ids(mention.organisations, identity.organisations),
        places=registry_ids(mention.places, identity.places),
        event=event,
    )
