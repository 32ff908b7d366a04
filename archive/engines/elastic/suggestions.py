"""Completions of what was typed: entities, events and countries, most articles first."""

from __future__ import annotations

from collections.abc import Sequence

from archive.engines.elastic.facets import parse_terms, terms_aggregation
from archive.engines.elastic.lookups import records
from archive.engines.elastic.queries import Json, all_of, prefix
from archive.engines.elastic.snapshot import Search, Snapshot
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
from archive.model.document import FacetField
from archive.model.search import Suggestion
from mappings.fields import EntityField, EventField, IndexName

_COUNTRY = FacetField.COUNTRY.value
_FIELDS = {IndexName.ENTITIES: EntityField.WORDS, IndexName.EVENTS: EventField.WORDS}


def suggest(snapshot: Snapshot, typed: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Nothing typed, or a word longer than any name has, nothing suggested."""
    starts = words(typed)
    if not starts or size < 1 or any(len(start.encode()) > LONGEST_START for start in starts):
        return ()
    answers = snapshot.ask(_named(starts, size + SLACK) | {"countries": _countries()})
    cut = {name for name in _FIELDS if cuts_ties(_articles(answers[name]), size)}
    if cut:
        more = _named(starts, size + TIES)
        answers = {**answers, **snapshot.ask({name: more[name] for name in cut})}
    counts = parse_terms(answers["countries"]["aggregations"][_COUNTRY])
    sound = {
        name: [r for r in records(answers[name]) if is_sound(r, name, snapshot.generation)]
        for name in _FIELDS
    }
    found = [
        *(entity_suggestion(record) for record in sound[IndexName.ENTITIES]),
        *(event_suggestion(record, language) for record in sound[IndexName.EVENTS]),
        *country_suggestions(counts, starts, language),
    ]
    return best(found, size)


def _articles(answer: Json) -> list[int]:
    return [hit["sort"][0] for hit in answer["hits"]["hits"]]


def _named(starts: Sequence[str], limit: int) -> dict[str, Search]:
    return {name: _most_articles(name, starts, limit) for name in _FIELDS}


def _most_articles(index: IndexName, starts: Sequence[str], limit: int) -> Search:
    """Records with a word for each start, most articles first."""
    body: Json = {
        "query": all_of([prefix(_FIELDS[index], start) for start in dict.fromkeys(starts)]),
        "size": limit,
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
