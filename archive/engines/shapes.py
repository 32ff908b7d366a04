"""What our records of each index look like, as far as answers read them: keys and types."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date
from types import NoneType

from archive.model.annotation import EventType
from archive.model.document import EntityKind
from archive.model.partial_date import PartialDate
from mappings.fields import IndexName

Check = Callable[[object], bool]

_NO_FIELDS: Mapping[str, Check] = {}


def _is(*types: type) -> Check:
    return lambda value: isinstance(value, types)


def _one_of(values: Container[object]) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _object(fields: Mapping[str, Check], optional: Mapping[str, Check] = _NO_FIELDS) -> Check:
    """An object with at least these keys, and what else it may have."""
    required, others = tuple(fields.items()), tuple(optional.items())

    def check(value: object) -> bool:
        if not isinstance(value, dict):
            return False
        for key, fits in required:  # loops, for every hit is looked at
            if key not in value or not fits(value[key]):
                return False
        return all(fits(value[key]) for key, fits in others if key in value)

    return check


def _all_values(check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(map(check, value.values()))


def _date(parse: Callable[[str], object]) -> Check:
    """None, or what can be parsed."""

    def check(value: object) -> bool:
        if not isinstance(value, str):
            return value is None
        try:
            return not value or parse(value) is not None
        except ValueError:
            return False

    return check


_TEXT, _NUMBER, _LIST = _is(str), _is(int), _is(list)
_MAYBE = _is(str, NoneType)
_TEXTS = _each(_TEXT)
_NAMED = _each(_object({"id": _TEXT, "name": _TEXT}))
_TYPE = _one_of(frozenset(EventType))

IS_TEXT: Check = _TEXT
IS_LABELS: Check = _all_values(_TEXT)
IS_DAY: Check = _date(date.fromisoformat)  # or None

_ARTICLE = {
    "id": _MAYBE,
    "title": _TEXT,
    "body": _TEXT,
    "published": _date(PartialDate.parse),
    "url": _MAYBE,
    "source": _MAYBE,
    "section": _MAYBE,
}
_ENRICHMENT = {
    "language": _TEXT,
    "mentions": _LIST,
    "persons": _NAMED,
    "organisations": _NAMED,
    "places": _NAMED,
    "countries": _each(_object({"code": _TEXT, "name": _TEXT})),
    "dates": _LIST,
    "events": _each(_object({"type": _TYPE, "main": _is(bool)}, {"event": _MAYBE})),
}

HAS_SHAPE: Mapping[IndexName, Check] = {
    IndexName.ARTICLES: _object(
        {
            "id": _TEXT,
            "ordinal": _NUMBER,
            "revision": _NUMBER,
            "collection": _TEXT,
            "display_title": _TEXT,
            "article": _object(_ARTICLE),
            "enrichment": _object(_ENRICHMENT),
        }
    ),
    IndexName.EVENTS: _object(
        {
            "id": _TEXT,
            "type": _TYPE,
            "labels": IS_LABELS,
            "from": IS_DAY,
            "to": IS_DAY,
            "persons": _TEXTS,
            "organisations": _TEXTS,
            "countries": _TEXTS,
            "places": _TEXTS,
            "articles": _NUMBER,
            "sentence": _TEXT,
            "sentence_article": _TEXT,
        }
    ),
    IndexName.ENTITIES: _object(
        {
            "id": _TEXT,
            "kind": _one_of(frozenset(EntityKind)),
            "name": _TEXT,
            "forms": _all_values(_NUMBER),
            "articles": _NUMBER,
            "country": _MAYBE,
            "first_seen": IS_DAY,
            "last_seen": IS_DAY,
        },
        {"former": _TEXTS},
    ),
}
