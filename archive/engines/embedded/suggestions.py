"""Completions of what was typed: entities, events and countries, most articles first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from tantivy import Query

from archive.engines.embedded.facets import parse_terms, terms_aggregation
from archive.engines.embedded.queries import all_of
from archive.engines.embedded.snapshot import Side, Snapshot
from archive.engines.limits import FACET_VALUES
from archive.engines.names import words
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
from mappings.fields import EntityField, EventField, Keyword


def suggest(snapshot: Snapshot, typed: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Nothing typed, or a word longer than any name has, nothing suggested."""
    starts = words(typed)
    if not starts or size < 1 or any(len(start.encode()) > LONGEST_START for start in starts):
        return ()
    entities, events = snapshot.entities, snapshot.events
    found = [
        *map(entity_suggestion, _most_articles(entities, EntityField.WORDS, starts, size)),
        *(
            event_suggestion(record, language)
            for record in _most_articles(events, EventField.WORDS, starts, size)
        ),
        *country_suggestions(_country_counts(snapshot), starts, language),
    ]
    return best(found, size)


def _most_articles(
    side: Side, field: str, starts: Sequence[str], size: int
) -> Sequence[dict[str, Any]]:
    """Records with a word for each start, most articles first."""
    begun = [Query.regex_query(side.schema, field, f"{re.escape(start)}.*") for start in starts]
    found = list(_records(side, all_of(begun), size + SLACK))
    return list(_records(side, all_of(begun), size + TIES)) if cuts_ties(found, size) else found


def _records(side: Side, query: Query, limit: int) -> Iterator[dict[str, Any]]:
    found = side.searcher.search(query, limit, count=False, order_by_field=EntityField.ARTICLES)
    for _, address in found.hits:
        yield orjson.loads(side.searcher.doc(address)[EntityField.RECORD][0])


def _country_counts(snapshot: Snapshot) -> dict[str, int]:
    wanted = {"countries": terms_aggregation(Keyword.COUNTRY, FACET_VALUES)}
    answer = snapshot.articles.searcher.aggregate(Query.all_query(), wanted)
    return parse_terms(answer["countries"])
