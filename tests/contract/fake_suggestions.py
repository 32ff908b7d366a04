"""Completions of the fake: look at every entity, event and country."""

from __future__ import annotations

from collections.abc import Iterator

from archive.engines.names import begins_word, entity_names, event_words
from archive.engines.records import event_label
from archive.engines.suggestions import country_suggestions
from archive.model.document import FacetField
from archive.model.search import Suggestion
from tests.contract.fake_archive import Generation


def suggestions(
    generation: Generation, typed: tuple[str, ...], language: str
) -> Iterator[Suggestion]:
    for entity in generation.entities.values():
        every_word = tuple(word for name in entity_names(entity) for word in name.split())
        if begins_word(typed, every_word):
            kind = FacetField(entity.kind.value)
            yield Suggestion(field=kind, id=entity.id, label=entity.name, articles=entity.articles)
    for event in generation.events.values():
        if begins_word(typed, event_words(event)):
            label = event_label(event.labels, language)
            yield Suggestion(
                field=FacetField.EVENT, id=event.id, label=label, articles=event.articles
            )
    counts: dict[str, int] = {}
    for document in generation.articles.values():
        for code in document.facet_values(FacetField.COUNTRY):
            counts[code] = counts.get(code, 0) + 1
    yield from country_suggestions(counts, typed, language)
