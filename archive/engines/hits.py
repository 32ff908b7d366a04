"""A stored article record as a hit, with labels, marked title and snippets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archive.engines.highlight import highlight_title, snippets
from archive.model.annotation import EventType
from archive.model.partial_date import PartialDate
from archive.model.search import Hit, Node, Reference

Json = Mapping[str, Any]


def references(record: Json) -> Iterator[str]:
    """All ids and country codes that the record refers to, for looking up their labels."""
    found = record["enrichment"]
    for kind in ("persons", "organisations", "places"):
        yield from (entry["id"] for entry in found[kind])
    yield from (country["code"] for country in found["countries"])
    yield from (event["event"] for event in found["events"] if event.get("event"))


def _named(entries: list[Json], labels: Mapping[str, str], key: str) -> tuple[Reference, ...]:
    return tuple(
        Reference(id=entry[key], name=labels.get(entry[key], entry["name"])) for entry in entries
    )


def _events(entries: list[Json], labels: Mapping[str, str]) -> tuple[Reference, ...]:
    """Linked events, each once, the main event first."""
    linked: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: not entry["main"]):
        if entry.get("event"):
            linked.setdefault(entry["event"], entry["type"])
    return tuple(
        Reference(id=id_, name=labels.get(id_, id_), type=EventType(type_))
        for id_, type_ in linked.items()
    )


def hit(record: Json, tree: Node, labels: Mapping[str, str], score: float | None = None) -> Hit:
    """Entities without a label in the index keep the name that the article gives them."""
    article, found = record["article"], record["enrichment"]
    published, language = article["published"], found["language"]
    return Hit(
        id=record["id"],
        given_id=article["id"],
        title=highlight_title(record["display_title"], language, tree),
        published=PartialDate.parse(published) if published else None,
        source=article["source"],
        url=article["url"],
        language=language,
        score=score,
        snippets=snippets(article["body"], language, tree),
        persons=_named(found["persons"], labels, "id"),
        countries=_named(found["countries"], labels, "code"),
        events=_events(found["events"], labels),
    )
