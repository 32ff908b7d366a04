"""Events and entities to JSON and back, as an engine stores them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from archive.engines.shapes import HAS_SHAPE, IS_DAY, IS_LABELS
from archive.engines.soundness import require_sound
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


def article_from_json(record: Mapping[str, Any]) -> ArticleDocument:
    """One article; raise DocumentDamaged if the record is none of ours."""
    require_sound(record, IndexName.ARTICLES)
    return ArticleDocument(record)


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
    require_sound(fields, IndexName.EVENTS)
    return _event(fields)


def _event(fields: Mapping[str, Any]) -> EventDocument:
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
    require_sound(fields, IndexName.ENTITIES)
    return _entity(fields)


def _entity(fields: Mapping[str, Any]) -> EntityDocument:
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


def document_of(record: Any, index: IndexName) -> Document | None:
    """The document that a record of this index holds; None for what is none of ours."""
    return _READ[index](record) if HAS_SHAPE[index](record) else None


_READ: Mapping[IndexName, Callable[[Mapping[str, Any]], Document]] = {
    IndexName.ARTICLES: ArticleDocument,
    IndexName.EVENTS: _event,
    IndexName.ENTITIES: _entity,
}


def label_of(record: Mapping[str, Any], language: str) -> str | None:
    """The label that the record of an event or entity gives; None if somebody else wrote it."""
    labels, name = record.get("labels"), record.get("name")
    if IS_LABELS(labels):
        return event_label(cast("Mapping[str, str]", labels), language)
    return name if isinstance(name, str) else None


def day_of(record: Mapping[str, Any]) -> int:
    """The day that the record of an event gives, numbered; 0 without one, or if it is none of
    ours.
    """
    given = next(filter(None, (record.get(key) for key in ("from", "to"))), None)
    return date.fromisoformat(given).toordinal() if given and IS_DAY(given) else 0


def event_label(labels: Mapping[str, str], language: str) -> str:
    """The label in this language, else in English, German or the first there is."""
    for wanted in (language, "en", "de"):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), "")
