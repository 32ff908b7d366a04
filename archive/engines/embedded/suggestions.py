"""Completions of what was typed: entities, events and countries, most articles first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tantivy import DocAddress, Query

from archive.engines.embedded.facets import parse_terms, terms_aggregation
from archive.engines.embedded.queries import all_of
from archive.engines.embedded.snapshot import Side, Snapshot
from archive.engines.embedded.stored import record_at
from archive.engines.limits import FACET_VALUES
from archive.engines.names import words
from archive.engines.soundness import is_sound
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
    sound = {
        index: [
            record
            for record in _most_articles(side, _FIELDS[index], starts, size)
            if is_sound(record, index, snapshot.generation)
        ]
        for index, side in (
            (IndexName.ENTITIES, snapshot.entities),
            (IndexName.EVENTS, snapshot.events),
        )
    }
    found = [
        *(entity_suggestion(record) for record in sound[IndexName.ENTITIES]),
        *(event_suggestion(record, language) for record in sound[IndexName.EVENTS]),
        *country_suggestions(_country_counts(snapshot), starts, language),
    ]
    return best(found, size)


def _most_articles(
    side: Side, field: str, starts: Sequence[str], size: int
) -> Iterator[dict[str, Any]]:
    """Records with a word for each start, most articles first."""
    query = all_of(
        [Query.regex_query(side.schema, field, f"{re.escape(start)}.*") for start in starts]
    )
    found = _ordered(side, query, size + SLACK)
    if cuts_ties([articles for articles, _ in found], size):
        found = _ordered(side, query, size + TIES)
    return (record_at(side.searcher, address) for _, address in found)


def _ordered(side: Side, query: Query, limit: int) -> Sequence[tuple[int, DocAddress]]:
    found = side.searcher.search(query, limit, count=False, order_by_field=EntityField.ARTICLES)
    return [(int(articles), address) for articles, address in found.hits]


def _country_counts(snapshot: Snapshot) -> dict[str, int]:
    wanted = {"countries": terms_aggregation(Keyword.COUNTRY, FACET_VALUES)}
    answer = snapshot.articles.searcher.aggregate(Query.all_query(), wanted)
    return parse_terms(answer["countries"])
