"""Index documents of composed articles, with ids that carry their kind as the registry's do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from archive.model.annotation import Enrichment, Entity, Place
from archive.model.article import ArticleKey
from archive.model.document import ArticleDocument, EntityDocument, EntityKind
from bench.pieces import Sample

COLLECTION = "bench"
_Named = TypeVar("_Named", Entity, Place)


def documents(samples: Iterable[Sample]) -> Iterator[ArticleDocument]:
    """One document for each article."""
    for number, sample in enumerate(samples, start=1):
        yield ArticleDocument.of(
            sample.article,
            _registered(sample.enrichment),
            id=ArticleKey(collection=COLLECTION, given_id=sample.article.id).id,
            ordinal=number,
            revision=number,
            collection=COLLECTION,
            display_title=sample.article.title,
        )


def entities(samples: Iterable[Sample]) -> Iterator[EntityDocument]:
    """One document for every person, organisation and place of the articles."""
    seen: set[str] = set()
    for sample in samples:
        found = _registered(sample.enrichment)
        named: list[Entity | Place] = [*found.persons, *found.organisations, *found.places]
        for entity in named:
            if entity.id not in seen:
                seen.add(entity.id)
                kind = EntityKind(entity.id.partition(":")[0])
                forms = dict.fromkeys(entity.forms, 1)
                yield EntityDocument(
                    id=entity.id, kind=kind, name=entity.name, forms=forms, articles=1
                )


def _registered(found: Enrichment) -> Enrichment:
    return replace(
        found,
        persons=_kind(found.persons, EntityKind.PERSON),
        organisations=_kind(found.organisations, EntityKind.ORGANISATION),
        places=_kind(found.places, EntityKind.PLACE),
        events=tuple(replace(e, event=f"event:{e.type}-{e.value}") for e in found.events),
    )


def _kind(entries: tuple[_Named, ...], kind: EntityKind) -> tuple[_Named, ...]:
    return tuple(replace(entry, id=f"{kind}:{entry.id}") for entry in entries)
