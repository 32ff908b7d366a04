"""The fake's generations: dictionaries instead of indices."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from archive.engines.records import event_label
from archive.errors import (
    GenerationNotFound,
)
from archive.labels import country_name
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EventDocument,
)
from archive.model.search import (
    SearchQuery,
)
from mappings.fields import MAPPING_VERSION, IndexName
from tests.contract.fake_match import Matcher, matching


@dataclass(slots=True)
class Generation:
    articles: dict[str, ArticleDocument] = field(default_factory=dict)
    events: dict[str, EventDocument] = field(default_factory=dict)
    entities: dict[str, EntityDocument] = field(default_factory=dict)
    foreign: dict[IndexName, dict[str, Any]] = field(  # records not written by this program
        default_factory=lambda: {name: {} for name in IndexName}
    )
    sealed: bool = False
    mapping_version: int = MAPPING_VERSION

    def copy(self) -> Generation:
        """What stays as it is while the original changes."""
        documents = (dict(self.articles), dict(self.events), dict(self.entities))
        return Generation(*documents, sealed=self.sealed)

    def stored(self, index: IndexName) -> dict[str, Document | None]:
        """Everything in the index by id; None for what is none of ours."""
        return {**self._ours(index), **dict.fromkeys(self.foreign[index])}

    def forget(self, index: IndexName, id_: str) -> None:
        """Take out what stands under the id."""
        self._ours(index).pop(id_, None)
        self.foreign[index].pop(id_, None)

    def _ours(self, index: IndexName) -> MutableMapping[str, Any]:
        if index is IndexName.ARTICLES:
            return self.articles
        return self.events if index is IndexName.EVENTS else self.entities

    def matcher(self) -> Matcher:
        return Matcher(self.articles.values(), self.entities.values(), self.events.values())

    def matches(self, query: SearchQuery) -> list[ArticleDocument]:
        return matching(self.articles.values(), self.matcher(), query)

    def labels(self, ids: Iterable[str], language: str) -> dict[str, str]:
        found = {}
        for id_ in ids:
            if id_ in self.entities:
                found[id_] = self.entities[id_].name
            elif id_ in self.events:
                found[id_] = event_label(self.events[id_].labels, language)
            elif (name := country_name(id_, language)) != id_:
                found[id_] = name
        return found

    def days(self) -> dict[str, int]:
        """Of every dated event its day, numbered."""
        dated = {id_: event.first or event.last for id_, event in self.events.items()}
        return {id_: day.toordinal() for id_, day in dated.items() if day}


@dataclass(slots=True)
class FakeArchive:
    """What reader and writer share, as an engine's disk or cluster."""

    generations: dict[str, Generation] = field(default_factory=dict)
    published: str | None = None
    lists: dict[str, list[tuple[str, float]]] = field(default_factory=dict)

    def require(self, name: str) -> Generation:
        if name not in self.generations:
            raise GenerationNotFound(f"no generation is named {name!r}")
        return self.generations[name]
