"""What the engines share in completing what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.engines.names import begins_word, words
from archive.engines.records import event_label
from archive.labels import country_name
from archive.model.document import FacetField
from archive.model.search import Suggestion

# Bytes of a typed word; no name has a longer one, and tantivy refuses expressions of 1,000 states.
LONGEST_START = 200
SLACK = 100  # records asked for beyond the list's end, to see ties
TIES = 1_000  # asked for when these were not all
_NAMED_IN = ("de", "en")


def entity_suggestion(record: Mapping[str, Any]) -> Suggestion:
    """A stored entity as a completion."""
    return Suggestion(
        field=FacetField(record["kind"]),
        id=record["id"],
        label=record["name"],
        articles=record["articles"],
    )


def event_suggestion(record: Mapping[str, Any], language: str) -> Suggestion:
    """A stored event as a completion."""
    return Suggestion(
        field=FacetField.EVENT,
        id=record["id"],
        label=event_label(record["labels"], language),
        articles=record["articles"],
    )


def country_suggestions(
    counts: Mapping[str, int], starts: Sequence[str], language: str
) -> Iterator[Suggestion]:
    """Countries of the archive whose name in some language begins as typed."""
    for code, articles in counts.items():
        names = {country_name(code, spoken) for spoken in (language, *_NAMED_IN)}
        every_word = tuple(word for name in names for word in words(name))
        if articles and begins_word(tuple(starts), every_word):
            yield Suggestion(
                field=FacetField.COUNTRY,
                id=code,
                label=country_name(code, language),
                articles=articles,
            )


def cuts_ties(articles: Sequence[int], size: int) -> bool:
    """Whether entries beyond those with so many articles, as many as SLACK allows, may have as many
    as the last of a list of this size: an engine's own order decides then which ones are missing.
    """
    return len(articles) >= size + SLACK and articles[-1] == articles[size - 1]


def best(found: Iterable[Suggestion], size: int) -> tuple[Suggestion, ...]:
    """Most articles first; ties by label, then by id."""
    return tuple(sorted(found, key=lambda entry: (-entry.articles, entry.label, entry.id))[:size])
