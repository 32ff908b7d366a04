"""`person:`, `country:`, `source:` and their like: a typed value as the values it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from archive.engines.limits import check_expansions
from archive.engines.names import folded
from archive.labels import countries_named
from archive.model.document import EntityKind, FacetField
from archive.model.search import KeyField, Value
from mappings.fields import ArticleField

KINDS = {
    FacetField.PERSON: EntityKind.PERSON,
    FacetField.ORGANISATION: EntityKind.ORGANISATION,
    FacetField.PLACE: EntityKind.PLACE,
}
_FOLDED = {
    FacetField.SOURCE: ArticleField.FOLDED_SOURCE,
    FacetField.SECTION: ArticleField.FOLDED_SECTION,
}

# Fields, each with values: an article must have one of them in one of the fields.
Choices = Mapping[str, tuple[str, ...]]


class Directory(Protocol):
    """Ids by name; both give one more than the limit of expansions where there are more."""

    def entities_named(self, text: str, kind: EntityKind) -> list[str]:
        """Ids of the entities of this kind that have the name or form."""

    def events_named(self, text: str) -> list[str]:
        """Ids of the events whose labels have all these words."""


def choices(value: Value, directory: Directory) -> Choices:
    """What the value stands for; raise QueryError if the name stands for too many."""
    if isinstance(value.field, KeyField):
        keys = (ArticleField.ID, ArticleField.GIVEN_ID)
        return {key.value: (value.text,) for key in keys}
    if value.field in _FOLDED:
        name = folded(value.text)
        same = {_FOLDED[value.field].value: (name,)} if name else {}
        return {value.field.value: (value.text,)} | same
    meant = _meant(value.field, value.text, directory)
    check_expansions(value.text, len(meant))
    return {value.field.value: tuple(dict.fromkeys([value.text, *meant]))}


def _meant(field: FacetField, text: str, directory: Directory) -> list[str]:
    match field:
        case FacetField.PERSON | FacetField.ORGANISATION | FacetField.PLACE:
            return directory.entities_named(text, KINDS[field])
        case FacetField.EVENT:
            return directory.events_named(text)
        case FacetField.COUNTRY:
            return [text.upper(), *countries_named(text)]
        case _:
            return [text.casefold()]
