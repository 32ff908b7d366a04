"""What must be looked up before a query can be compiled: terms of open words, ids of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.engines.elastic.expansions import Expandable, Terms, expansions
from archive.engines.elastic.queries import Json, all_of, term
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.limits import EXPANSIONS, check_open_words, leaves
from archive.engines.names import folded, words
from archive.engines.values import KINDS
from archive.model.document import EntityKind, FacetField
from archive.model.search import Fuzzy, Node, Prefix, Value
from mappings.fields import EntityField, EventField, IndexName

_ID = EntityField.ID.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What was looked up, by what stands in the query."""

    terms: Terms = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    def entities_named(self, text: str, kind: EntityKind) -> list[str]:
        """Ids of the entities of this kind that have the name or form."""
        return self.names.get(_entity_key(text, kind), [])

    def events_named(self, text: str) -> list[str]:
        """Ids of the events whose labels have all these words."""
        return self.names.get(_event_key(text), [])


def look_up(snapshot: Snapshot, tree: Node) -> Meanings:
    """At most two requests; raise QueryError when a word stands for too much."""
    check_open_words(tree)
    parts = tuple(dict.fromkeys(leaves(tree)))
    open_words: list[Expandable] = [leaf for leaf in parts if isinstance(leaf, Prefix | Fuzzy)]
    searches = dict(_searches([leaf for leaf in parts if isinstance(leaf, Value)]))
    return Meanings(
        terms=expansions(snapshot, open_words),
        names={key: _ids(answer) for key, answer in snapshot.ask(searches).items()},
    )


def _entity_key(text: str, kind: EntityKind) -> str:
    return f"{kind}:{folded(text)}"


def _event_key(text: str) -> str:
    return f"event:{folded(text)}"


def _searches(values: list[Value]) -> Iterator[tuple[str, Search]]:
    for value in values:
        if value.field in KINDS and isinstance(value.field, FacetField):
            kind, name = KINDS[value.field], folded(value.text)
            if name:
                clauses = [term(EntityField.NAMES, name), term(EntityField.KIND, kind.value)]
                yield _entity_key(value.text, kind), _search(IndexName.ENTITIES, clauses)
        elif value.field is FacetField.EVENT and words(value.text):
            clauses = [term(EventField.WORDS, word) for word in words(value.text)]
            yield _event_key(value.text), _search(IndexName.EVENTS, clauses)


def _search(index: IndexName, clauses: list[Json]) -> Search:
    body: Json = {
        "query": all_of(clauses),
        "size": EXPANSIONS + 1,
        "_source": False,
        "docvalue_fields": [_ID],
        "track_total_hits": False,
    }
    return Search(index=index, body=body)


def _ids(answer: Json) -> list[str]:
    """What somebody else wrote into the index may have none."""
    return [id_ for hit in answer["hits"]["hits"] for id_ in hit.get("fields", {}).get(_ID, ())]
