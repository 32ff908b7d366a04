"""Labels, names and ids looked up in the events and entities of one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tantivy import Query

from archive.engines.embedded.queries import all_of, term, terms
from archive.engines.embedded.snapshot import Side, Snapshot
from archive.engines.embedded.stored import record_at
from archive.engines.labelling import sort_ids
from archive.engines.limits import EXPANSIONS
from archive.engines.names import folded, words
from archive.engines.records import day_of, event_label
from archive.engines.shapes import IS_LABELS, IS_TEXT, Check
from archive.model.document import EntityKind
from mappings.fields import ArticleField, EntityField, EventField

_ID = ArticleField.ID.value
_CHUNK = 1_000


def records(side: Side, query: Query, limit: int) -> Iterator[dict[str, Any]]:
    """The stored records of what matches, in no special order."""
    for _, address in side.searcher.search(query, limit, count=False).hits:
        yield record_at(side.searcher, address)


def record_of(side: Side, id_: str) -> dict[str, Any] | None:
    """The stored record of this id; of what was not written by us perhaps the id alone."""
    found = next(records(side, term(side.schema, _ID, id_), 1), None)
    return found if found is None else found or {"id": id_}


def entity_record(side: Side, id_: str) -> dict[str, Any] | None:
    """The stored record of the entity of this id, or of the one that it was merged into."""
    merged = term(side.schema, EntityField.FORMER, id_)
    return record_of(side, id_) or next(records(side, merged, 1), None)


def _stored(side: Side, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        yield from records(side, terms(side.schema, _ID, chunk), len(chunk))


def _telling(
    side: Side, ids: Sequence[str], key: str, check: Check
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids and records that say something fit under the key; others are none of ours."""
    for entry in _stored(side, ids):
        if IS_TEXT(entry.get("id")) and check(entry.get(key)):
            yield entry["id"], entry


def entity_names(snapshot: Snapshot, ids: Sequence[str]) -> dict[str, str]:
    """Names of those ids that the entities index has."""
    known = snapshot.names
    missing = [id_ for id_ in ids if id_ not in known]
    told = _telling(snapshot.entities, missing, "name", IS_TEXT)
    known.update({id_: record["name"] for id_, record in told})
    return {id_: known[id_] for id_ in ids if id_ in known}


def event_labels(snapshot: Snapshot, ids: Sequence[str], language: str) -> dict[str, str]:
    """Labels of those ids that the events index has."""
    known = snapshot.event_labels
    missing = [id_ for id_ in ids if id_ not in known]
    for id_, record in _telling(snapshot.events, missing, "labels", IS_LABELS):
        snapshot.event_days[id_] = day_of(record)
        known[id_] = record["labels"]
    return {id_: event_label(known[id_], language) for id_ in ids if id_ in known}


def any_labels(snapshot: Snapshot, ids: Iterable[str], language: str) -> dict[str, str]:
    """Labels of entity ids, event ids and country codes, as far as known."""
    wanted = sort_ids(ids, language)
    found = dict(wanted.countries) | event_labels(snapshot, wanted.events, language)
    return found | entity_names(snapshot, wanted.entities)


def entities_named(snapshot: Snapshot, text: str, kind: EntityKind) -> list[str]:
    """Ids of the entities of this kind that have the name or form; one more than the limit."""
    name, side = folded(text), snapshot.entities
    if not name:
        return []
    query = all_of(
        [
            term(side.schema, EntityField.NAMES, name),
            term(side.schema, EntityField.KIND, kind.value),
        ]
    )
    return _ids(records(side, query, EXPANSIONS + 1))


def events_named(snapshot: Snapshot, text: str) -> list[str]:
    """Ids of the events whose labels have all these words; one more than the limit."""
    side = snapshot.events
    clauses = [term(side.schema, EventField.WORDS, word) for word in words(text)]
    if not clauses:
        return []
    return _ids(records(side, all_of(clauses), EXPANSIONS + 1))


def _ids(found: Iterable[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in found if IS_TEXT(record.get("id"))]
