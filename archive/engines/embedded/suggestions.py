"""Completions of what was typed: entities, events and countries, most articles first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import orjson
from tantivy import Query

from archive.engines.embedded.facets import parse_terms, terms_aggregation
from archive.engines.embedded.queries import all_of
from archive.engines.embedded.snapshot import Side, Snapshot
from archive.engines.limits import FACET_VALUES
from archive.engines.names import words
from archive.engines.records import is_sound
from archive.engines.suggestions import (
    LONGEST_START,
    SLACK,
    TIES,
    best,
    country_suggestions,
    cuts_ties,
    entity_suggestion,
    event_suggestion,
)
from archive.model.search import Suggestion
from mappings.fields import EntityField, EventField, IndexName, Keyword

_FIELDS = {IndexName.ENTITIES: EntityField.WORDS, IndexName.EVENTS: EventField.WORDS}


def suggest(snapshot: Snapshot, typed: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Nothing typed, or a word longer than any name has, nothing suggested."""
    starts = words(typed)
    if not starts or size < 1 or any(len(start.encode()) > LONGEST_START for start in starts):
        return ()
    entities, events = snapshot.entities, snapshot.events
    found = [
        *map(entity_suggestion, _most_articles(entities, IndexName.ENTITIES, starts, size)),
        *(
            event_suggestion(record, language)
            for record in _most_articles(events, IndexName.EVENTS, starts, size)
        ),
        *country_suggestions(_country_counts(snapshot), starts, language),
    ]
    return best(found, size)


def _most_articles(
    side: Side, index: IndexName, starts: Sequence[str], size: int
) -> Sequence[dict[str, Any]]:
    """Records with a word for each start, most articles first."""
    field = _FIELDS[index]
    begun = [Query.regex_query(side.schema, field, f"{re.escape(start)}.*") for start in starts]
    found = _records(side, index, all_of(begun), size + SLACK)
    return _records(side, index, all_of(begun), size + TIES) if cuts_ties(found, size) else found


def _records(side: Side, index: IndexName, query: Query, limit: int) -> list[dict[str, Any]]:
    found = side.searcher.search(query, limit, count=False, order_by_field=EntityField.ARTICLES)
    stored = (side.searcher.doc(address)[EntityField.RECORD][0] for _, address in found.hits)
    return [record for record in map(orjson.loads, stored) if is_sound(record, index)]


def _country_counts(snapshot: Snapshot) -> dict[str, int]:
    wanted = {"countries": terms_aggregation(Keyword.COUNTRY, FACET_VALUES)}
    answer = snapshot.articles.searcher.aggregate(Query.all_query(), wanted)
    return parse_terms(answer["countries"])
