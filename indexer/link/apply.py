"""Registry ids in place of an enrichment's local ones, as JSON: a rebuild does no more with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.model.annotation import Label
from archive.model.codec import enrichment_from_json, enrichment_to_json
from archive.store.records import Identity
from indexer.link.edits import revised

Json = Mapping[str, Any]


def apply(found: Json, identity: Identity) -> Json:
    """The payload of an enrichment, edited, as the identity reads it; local entities that share an
    entry become one. `found` stays as it is.
    """
    if identity.edits:
        found = enrichment_to_json(revised(enrichment_from_json(found), identity.edits))
    entries = {
        Label.PER.value: identity.persons,
        Label.ORG.value: identity.organisations,
        Label.LOC.value: identity.places,
    }
    return {
        **found,
        "mentions": [_mention(mention, entries[mention["label"]]) for mention in found["mentions"]],
        "persons": _entries(found["persons"], identity.persons),
        "organisations": _entries(found["organisations"], identity.organisations),
        "places": _entries(found["places"], identity.places),
        "events": [
            _event(mention, event, identity)
            for mention, event in zip(found["events"], identity.events, strict=True)
        ],
    }


def registry_ids(local: Sequence[str], entries: Mapping[str, str]) -> tuple[str, ...]:
    """The entries of local ids, each once; ids that the record does not define are left out."""
    return tuple(dict.fromkeys(entries[name] for name in local if name in entries))


def _mention(mention: Json, entries: Mapping[str, str]) -> Json:
    return {**mention, "entity": entries.get(mention["entity"])} if mention["entity"] else mention


def _entries(found: Iterable[Json], entries: Mapping[str, str]) -> list[Json]:
    joined: dict[str, Json] = {}
    for entity in found:
        entry = entries[entity["id"]]
        first = joined.get(entry)
        joined[entry] = {**entity, "id": entry} if first is None else _joined(first, entity)
    return list(joined.values())


def _joined(first: Json, second: Json) -> Json:
    return {**first, "forms": list(dict.fromkeys((*first["forms"], *second["forms"])))}


def _event(mention: Json, event: str, identity: Identity) -> Json:
    return {
        **mention,
        "persons": list(registry_ids(mention["persons"], identity.persons)),
        "organisations": list(registry_ids(mention["organisations"], identity.organisations)),
        "places": list(registry_ids(mention["places"], identity.places)),
        "event": event,
    }
