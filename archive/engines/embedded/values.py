"""`person:`, `country:`, `source:` and their like: a typed value as the values it stands for."""

from __future__ import annotations

from collections.abc import Callable

from tantivy import Query

from archive.engines.embedded.lookups import entities_named, events_named
from archive.engines.embedded.queries import any_of, term, terms
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.limits import check_expansions
from archive.engines.names import folded
from archive.labels import countries_named
from archive.model.document import EntityKind, FacetField
from archive.model.search import KeyField, Value
from mappings.fields import ArticleField, Keyword

_KINDS = {
    FacetField.PERSON: EntityKind.PERSON,
    FacetField.ORGANISATION: EntityKind.ORGANISATION,
    FacetField.PLACE: EntityKind.PLACE,
}
_FOLDED = {
    FacetField.SOURCE: ArticleField.FOLDED_SOURCE,
    FacetField.SECTION: ArticleField.FOLDED_SECTION,
}
_Meaning = Callable[[Value, Snapshot], list[str]]


def _entities(value: Value, snapshot: Snapshot) -> list[str]:
    assert isinstance(value.field, FacetField)
    return entities_named(snapshot, value.text, _KINDS[value.field])


def _events(value: Value, snapshot: Snapshot) -> list[str]:
    return events_named(snapshot, value.text)


def _countries(value: Value, _: Snapshot) -> list[str]:
    return [value.text.upper(), *countries_named(value.text)]


def _lower(value: Value, _: Snapshot) -> list[str]:
    return [value.text.casefold()]


_MEANING: dict[FacetField, _Meaning] = {
    FacetField.PERSON: _entities,
    FacetField.ORGANISATION: _entities,
    FacetField.PLACE: _entities,
    FacetField.EVENT: _events,
    FacetField.COUNTRY: _countries,
    FacetField.EVENT_TYPE: _lower,
    FacetField.LANGUAGE: _lower,
}


def value_query(value: Value, snapshot: Snapshot) -> Query:
    """Articles with the value; raise QueryError if the name stands for too many."""
    schema = snapshot.articles.schema
    if isinstance(value.field, KeyField):
        keys = (ArticleField.ID, ArticleField.GIVEN_ID)
        return any_of([term(schema, key, value.text) for key in keys])
    field = Keyword(value.field.value)
    if value.field in _FOLDED:
        choices = [term(schema, field, value.text)]
        if name := folded(value.text):
            choices.append(term(schema, _FOLDED[value.field], name))
        return any_of(choices)
    meant = _MEANING[value.field](value, snapshot)
    check_expansions(value.text, len(meant))
    return terms(schema, field, list(dict.fromkeys([value.text, *meant])))
