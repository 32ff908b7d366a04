"""A JSON object becomes an article."""

from __future__ import annotations

from collections.abc import Mapping

import orjson

from archive.model.article import Article
from indexer.sources import values
from indexer.sources.fields import Found, assign
from indexer.sources.record import Code, Refused, SourceOptions

DEPTH_LIMIT = 100  # levels; writers of JSON give up at 250


def parse(text: str) -> object:
    """The JSON value; raise Refused with line and column for broken JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "depth limit" in error.msg:
            raise too_deep() from error
        place = f"column {error.colno}"
        if error.lineno > 1:
            place = f"line {error.lineno} of the record, {place}"
        raise Refused(Code.BROKEN_JSON, f"Broken JSON at {place}: {error.msg}.") from error


def article(row: object, options: SourceOptions) -> Article:
    """The article that a JSON value describes; raise Refused when it describes none."""
    if not isinstance(row, dict):
        kind = values.wrong_type("record", "an object", row).reason.rpartition(" is ")[2]
        raise Refused(Code.NOT_AN_OBJECT, f"A record must be a JSON object, but this is {kind}")
    if _deeper_than(row, DEPTH_LIMIT):
        raise too_deep()
    found = assign(row, options.field_map)
    given, names = found.values, {**_OWN_NAMES, **found.names}
    return Article(
        body=_body(given, names["body"], options.field_map),
        title=_title(given, names["title"]),
        id=values.given_id(given.get("id"), names["id"]),
        published=values.published(given.get("published"), names["published"], options.timezone),
        language=values.language(given.get("language"), names["language"]),
        url=values.optional(given.get("url"), names["url"]),
        source=values.optional(given.get("source"), names["source"]),
        section=values.section(given.get("section"), names["section"]),
        authors=values.authors(given.get("authors"), names["authors"]),
        extra=_extra(found),
    )


_OWN_NAMES = {
    name: name
    for name in (
        *("id", "title", "body", "published", "language", "url", "source", "section", "authors"),
    )
}


def _body(given: Mapping[str, object], name: str, field_map: Mapping[str, str]) -> str:
    if "body" not in given:
        looked = f"{field_map['body']!r}" if "body" in field_map else "body, text, content …"
        raise Refused(
            Code.MISSING_BODY,
            f"The record has no body (looked for {looked}); name its field with --map body=FIELD.",
        )
    body = values.text(given["body"], name)
    if not body.strip():
        raise Refused(Code.EMPTY_BODY, f"The body in {name!r} is empty.")
    return body


def _title(given: Mapping[str, object], name: str) -> str:
    title = values.text(given.get("title", ""), name)
    return title if title.strip() else ""


def _extra(found: Found) -> dict[str, object]:
    """Fields left over; a list of sections is kept whole, for only its first becomes a field."""
    section = found.values.get("section")
    if isinstance(section, list) and len(section) > 1:
        return {**found.extra, found.names["section"]: section}
    return dict(found.extra)


def _deeper_than(value: object, limit: int) -> bool:
    """Whether lists and objects nest deeper, found level by level so that no stack overflows."""
    level: list[object] = [value]
    for _ in range(limit):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return False
    return True


def _children(value: object) -> list[object]:
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in nested if isinstance(child, dict | list)]


def too_deep() -> Refused:
    """The reason for a record that nests too deep."""
    return Refused(Code.TOO_DEEP, f"The record nests deeper than {DEPTH_LIMIT} levels.")
