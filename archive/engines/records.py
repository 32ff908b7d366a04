"""Events and entities to JSON and back, as an engine stores them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from archive.errors import DocumentDamaged
from archive.model.annotation import EventType
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EntityKind,
    EventDocument,
)
from mappings.fields import IndexName

Json = dict[str, Any]

log = logging.getLogger(__name__)

_ARTICLE = frozenset(
    ("id", "ordinal", "revision", "collection", "display_title", "article", "enrichment")
)
_WITHIN = {
    "article": frozenset(("id", "title", "body", "published", "url", "source", "section")),
    "enrichment": frozenset(
        ("language", "mentions", "persons", "organisations", "places", "countries", "dates")
    )
    | {"events"},
}
_EVENT = frozenset(
    ("id", "type", "labels", "from", "to", "persons", "organisations", "countries", "places")
) | {"articles", "sentence", "sentence_article"}
_ENTITY = frozenset(
    ("id", "kind", "name", "forms", "articles", "country", "first_seen", "last_seen")
)


def article_from_json(record: Mapping[str, Any]) -> ArticleDocument:
    """One article; raise DocumentDamaged if the record is none of ours."""
    if not _is_article(record):
        raise _damaged(record)
    return ArticleDocument(record)


def is_sound(record: Mapping[str, Any], index: IndexName = IndexName.ARTICLES) -> bool:
    """Whether the record is a document of ours. What else stands in an index is told to the log
    and left out of answers, for one such record must not spoil every search that meets it.
    """
    sound = _SOUND[index](record)
    if not sound:
        log.error("left out of an answer: %s", _damaged(record))
    return sound


def _is_article(record: Mapping[str, Any]) -> bool:
    return record.keys() >= _ARTICLE and all(
        isinstance(record[name], Mapping) and record[name].keys() >= keys
        for name, keys in _WITHIN.items()
    )


_SOUND: Mapping[IndexName, Callable[[Mapping[str, Any]], bool]] = {
    IndexName.ARTICLES: _is_article,
    IndexName.EVENTS: lambda record: record.keys() >= _EVENT,
    IndexName.ENTITIES: lambda record: record.keys() >= _ENTITY,
}


def _damaged(record: Mapping[str, Any]) -> DocumentDamaged:
    return DocumentDamaged(
        f"what the index holds under {record.get('id')!r} was not written by this program; "
        "`fundstelle verify --repair` mends articles, `fundstelle reindex` everything"
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def event_to_json(event: EventDocument) -> Json:
    """One archive event; read back by `event_from_json`."""
    return {
        "id": event.id,
        "type": event.type.value,
        "labels": dict(event.labels),
        "from": _iso(event.first),
        "to": _iso(event.last),
        "persons": list(event.persons),
        "organisations": list(event.organisations),
        "countries": list(event.countries),
        "places": list(event.places),
        "articles": event.articles,
        "sentence": event.sentence,
        "sentence_article": event.sentence_article,
    }


def event_from_json(fields: Mapping[str, Any]) -> EventDocument:
    """Read what `event_to_json` wrote; raise DocumentDamaged."""
    if not _SOUND[IndexName.EVENTS](fields):
        raise _damaged(fields)
    return EventDocument(
        id=fields["id"],
        type=EventType(fields["type"]),
        labels=fields["labels"],
        first=_day(fields["from"]),
        last=_day(fields["to"]),
        persons=tuple(fields["persons"]),
        organisations=tuple(fields["organisations"]),
        countries=tuple(fields["countries"]),
        places=tuple(fields["places"]),
        articles=fields["articles"],
        sentence=fields["sentence"],
        sentence_article=fields["sentence_article"],
    )


def entity_to_json(entity: EntityDocument) -> Json:
    """One registry entry; read back by `entity_from_json`."""
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "forms": dict(entity.forms),
        "articles": entity.articles,
        "country": entity.country,
        "first_seen": _iso(entity.first_seen),
        "last_seen": _iso(entity.last_seen),
        "former": list(entity.former),
    }


def entity_from_json(fields: Mapping[str, Any]) -> EntityDocument:
    """Read what `entity_to_json` wrote; raise DocumentDamaged."""
    if not _SOUND[IndexName.ENTITIES](fields):
        raise _damaged(fields)
    return EntityDocument(
        id=fields["id"],
        kind=EntityKind(fields["kind"]),
        name=fields["name"],
        forms=fields["forms"],
        articles=fields["articles"],
        country=fields["country"],
        first_seen=_day(fields["first_seen"]),
        last_seen=_day(fields["last_seen"]),
        former=tuple(fields.get("former", ())),
    )


def documents_of(
    records: Iterable[Mapping[str, Any]], index: IndexName
) -> dict[str, Document | None]:
    """The documents that records of this index hold, by id; None for what is none of ours."""
    read = _READ[index]
    return {
        record["id"]: read(record) if _SOUND[index](record) else None
        for record in records
        if "id" in record
    }


_READ: Mapping[IndexName, Callable[[Mapping[str, Any]], Document]] = {
    IndexName.ARTICLES: article_from_json,
    IndexName.EVENTS: event_from_json,
    IndexName.ENTITIES: entity_from_json,
}


def ids_by_index(ids: Iterable[str]) -> dict[IndexName, list[str]]:
    """The ids by the index that they belong to; an index without one is left out."""
    found: dict[IndexName, list[str]] = {}
    for id_ in ids:
        registered = IndexName.EVENTS if id_.startswith("event:") else IndexName.ENTITIES
        found.setdefault(registered if ":" in id_ else IndexName.ARTICLES, []).append(id_)
    return found


def event_label(labels: Mapping[str, str], language: str) -> str:
    """The label in this language, else in English, German or the first there is."""
    for wanted in (language, "en", "de"):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), "")
