"""Completions of what was typed: entities, events and countries, most articles first."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.elastic.facets import parse_terms, terms_aggregation
from archive.engines.elastic.lookups import records
from archive.engines.elastic.queries import Json, all_of, prefix
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.limits import FACET_VALUES
from archive.engines.names import words
from archive.engines.suggestions import (
    LONGEST_START,
    best,
    country_suggestions,
    entity_suggestion,
    event_suggestion,
)
from archive.model.document import FacetField
from archive.model.search import Suggestion
from mappings.fields import EntityField, EventField, IndexName

_SLACK = 100  # more than asked for, to see ties
_COUNTRY = FacetField.COUNTRY.value


def suggest(snapshot: Snapshot, typed: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Nothing typed, or a word longer than any name has, nothing suggested; one request."""
    starts = words(typed)
    if not starts or size < 1 or any(len(start.encode()) > LONGEST_START for start in starts):
        return ()
    answers = snapshot.ask(
        {
            "entities": _most_articles(IndexName.ENTITIES, EntityField.WORDS, starts, size),
            "events": _most_articles(IndexName.EVENTS, EventField.WORDS, starts, size),
            "countries": _countries(),
        }
    )
    counts = parse_terms(answers["countries"]["aggregations"][_COUNTRY])
    found = [
        *(entity_suggestion(record) for record in records(answers["entities"])),
        *(event_suggestion(record, language) for record in records(answers["events"])),
        *country_suggestions(counts, starts, language),
    ]
    return best(found, size)


def _most_articles(index: IndexName, field: str, starts: Sequence[str], size: int) -> Search:
    """Records with a word for each start, most articles first."""
    body: Json = {
        "query": all_of([prefix(field, start) for start in dict.fromkeys(starts)]),
        "size": size + _SLACK,
        "sort": [{EntityField.ARTICLES.value: "desc"}],
        "track_total_hits": False,
    }
    return Search(index=index, body=body)


def _countries() -> Search:
    body: Json = {
        "size": 0,
        "track_total_hits": False,
        "aggs": {_COUNTRY: terms_aggregation(_COUNTRY, FACET_VALUES)},
    }
    return Search(index=IndexName.ARTICLES, body=body)
