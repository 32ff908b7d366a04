"""Our values to plain JSON objects and back: articles, the enrichment record, its payload."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from archive.model.annotation import (
    Country,
    CountryMention,
    EnrichedArticle,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Label,
    Mention,
    Place,
    Timex,
    TimexType,
    Via,
)
from archive.model.article import Article
from archive.model.partial_date import PartialDate

Json = dict[str, Any]

# An enum's own look-up by value takes longer than reading the rest of a mention.
_LABELS = {label.value: label for label in Label}
_VIAS = {via.value: via for via in Via}
_TIMEX_TYPES = {type_.value: type_ for type_ in TimexType}
_EVENT_TYPES = {type_.value: type_ for type_ in EventType}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def published_to_json(published: PartialDate | None) -> Json | None:
    return (
        {"value": published.value, "granularity": published.granularity.value}
        if published
        else None
    )


def _entity_to_json(entity: Entity) -> Json:
    return {"id": entity.id, "name": entity.name, "forms": list(entity.forms)}


def _place_to_json(place: Place) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "forms": list(place.forms),
    }


def _mention_to_json(mention: Mention) -> Json:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label.value,
        "entity": mention.entity,
    }


def _country_to_json(country: Country) -> Json:
    return {
        "code": country.code,
        "name": country.name,
        "via": [via.value for via in country.via],
        "forms": list(country.forms),
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "via": m.via.value}
            for m in country.mentions
        ],
    }


def _timex_to_json(timex: Timex) -> Json:
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
        "from": _iso(timex.first),
        "to": _iso(timex.last),
    }


def _event_to_json(event: EventMention) -> Json:
    fields: Json = {
        "type": event.type.value,
        "main": event.main,
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "persons": list(event.persons),
        "organisations": list(event.organisations),
        "countries": list(event.countries),
        "places": list(event.places),
        "value": event.value,
        "from": _iso(event.first),
        "to": _iso(event.last),
        "confidence": event.confidence,
    }
    return fields | {"event": event.event} if event.event else fields


def enrichment_to_json(enrichment: Enrichment) -> Json:
    """The part of the enrichment record that the pipeline found; read back by
    `enrichment_from_json`.
    """
    return {
        "language": enrichment.language,
        "mentions": [_mention_to_json(mention) for mention in enrichment.mentions],
        "persons": [_entity_to_json(person) for person in enrichment.persons],
        "organisations": [
            _entity_to_json(organisation) for organisation in enrichment.organisations
        ],
        "places": [_place_to_json(place) for place in enrichment.places],
        "countries": [_country_to_json(country) for country in enrichment.countries],
        "dates": [_timex_to_json(timex) for timex in enrichment.dates],
        "events": [_event_to_json(event) for event in enrichment.events],
        "pipeline": enrichment.pipeline,
    }


def record_to_json(record: EnrichedArticle) -> Json:
    """One line of `fundstelle enrich`, keys in the order of design section 2."""
    found = enrichment_to_json(record.enrichment)
    return {
        "id": record.id,
        "title": record.title,
        "text": record.text,
        "language": found.pop("language"),
        "published": published_to_json(record.published),
        **found,
    }


def _entity(fields: Json) -> Entity:
    return Entity(id=fields["id"], name=fields["name"], forms=tuple(fields["forms"]))


def _place(fields: Json) -> Place:
    return Place(
        id=fields["id"],
        name=fields["name"],
        forms=tuple(fields["forms"]),
        country=fields["country"],
    )


def _mention(fields: Json) -> Mention:
    return Mention(
        start=fields["start"],
        end=fields["end"],
        text=fields["text"],
        label=_LABELS[fields["label"]],
        entity=fields["entity"],
    )


def _country(fields: Json) -> Country:
    mentions = tuple(
        CountryMention(start=m["start"], end=m["end"], text=m["text"], via=_VIAS[m["via"]])
        for m in fields["mentions"]
    )
    return Country(code=fields["code"], name=fields["name"], mentions=mentions)


def _timex(fields: Json) -> Timex:
    return Timex(
        start=fields["start"],
        end=fields["end"],
        text=fields["text"],
        type=_TIMEX_TYPES[fields["type"]],
        value=fields["value"],
        first=_day(fields["from"]),
        last=_day(fields["to"]),
    )


def _event(fields: Json) -> EventMention:
    return EventMention(
        type=_EVENT_TYPES[fields["type"]],
        main=fields["main"],
        start=fields["start"],
        end=fields["end"],
        text=fields["text"],
        persons=tuple(fields["persons"]),
        organisations=tuple(fields["organisations"]),
        countries=tuple(fields["countries"]),
        places=tuple(fields["places"]),
        value=fields["value"],
        first=_day(fields["from"]),
        last=_day(fields["to"]),
        confidence=fields["confidence"],
        event=fields.get("event"),
    )


def enrichment_from_json(fields: Mapping[str, Any]) -> Enrichment:
    """Read what `enrichment_to_json` wrote."""
    return Enrichment(
        language=fields["language"],
        pipeline=fields["pipeline"],
        mentions=tuple(_mention(entry) for entry in fields["mentions"]),
        persons=tuple(_entity(entry) for entry in fields["persons"]),
        organisations=tuple(_entity(entry) for entry in fields["organisations"]),
        places=tuple(_place(entry) for entry in fields["places"]),
        countries=tuple(_country(entry) for entry in fields["countries"]),
        dates=tuple(_timex(entry) for entry in fields["dates"]),
        events=tuple(_event(entry) for entry in fields["events"]),
    )


def article_to_json(article: Article) -> Json:
    """The Article's field names; read back by `article_from_json`."""
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "published": article.published.value if article.published else None,
        "language": article.language,
        "url": article.url,
        "source": article.source,
        "section": article.section,
        "authors": list(article.authors),
        "extra": dict(article.extra),
    }


def article_from_json(fields: Mapping[str, Any]) -> Article:
    """Read what `article_to_json` wrote."""
    published = fields["published"]
    return Article(
        **dict(fields)
        | {
            "published": PartialDate.parse(published) if published else None,
            "authors": tuple(fields["authors"]),
        }
    )
