"""`person:`, `country:`, `source:` and their like: articles with one of the values meant."""

from __future__ import annotations

from dataclasses import dataclass

from tantivy import Query

from archive.engines.embedded.lookups import entities_named, events_named
from archive.engines.embedded.queries import any_of, terms
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.values import choices
from archive.model.document import EntityKind
from archive.model.search import Value


@dataclass(frozen=True, slots=True)
class _Directory:
    """Names in one snapshot."""

    snapshot: Snapshot

    def entities_named(self, text: str, kind: EntityKind) -> list[str]:
        return entities_named(self.snapshot, text, kind)

    def events_named(self, text: str) -> list[str]:
        return events_named(self.snapshot, text)


def value_query(value: Value, snapshot: Snapshot) -> Query:
    """Articles with the value; raise QueryError if the name stands for too many."""
    schema, found = snapshot.articles.schema, choices(value, _Directory(snapshot))
    return any_of([terms(schema, field, values) for field, values in found.items()])
