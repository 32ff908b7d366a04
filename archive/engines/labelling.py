"""Where labels come from: countries, kinds of events and languages by code, all else by look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.labels import country_name, event_type_name, language_name
from archive.model.document import FacetField

_EVENT_PREFIX = "event:"
_PLAIN = (FacetField.SOURCE, FacetField.SECTION)
_CODED = (FacetField.EVENT_TYPE, FacetField.LANGUAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Ids by what they name; `countries` maps codes to their labels."""

    countries: Mapping[str, str]
    events: tuple[str, ...]
    entities: tuple[str, ...]


def sort_ids(ids: Iterable[str], language: str) -> Sorted:
    """Each id once, in the order given."""
    wanted = tuple(dict.fromkeys(ids))
    countries = {
        id_: label for id_ in wanted if ":" not in id_ and (label := _country(id_, language))
    }
    rest = [id_ for id_ in wanted if id_ not in countries]
    return Sorted(
        countries=countries,
        events=tuple(id_ for id_ in rest if id_.startswith(_EVENT_PREFIX)),
        entities=tuple(id_ for id_ in rest if not id_.startswith(_EVENT_PREFIX)),
    )


def needs_look_up(field: FacetField) -> bool:
    """Whether labels of the facet's values are kept in the index."""
    return field not in (*_PLAIN, *_CODED)


def own_labels(field: FacetField, values: Sequence[str], language: str) -> Mapping[str, str]:
    """Labels of a facet's values that need no look-up; what has none is its own label."""
    if field is FacetField.EVENT_TYPE:
        return {value: event_type_name(value, language) for value in values}
    if field is FacetField.LANGUAGE:
        return {value: language_name(value, language) for value in values}
    return {}


def _country(code: str, language: str) -> str | None:
    name = country_name(code, language)
    return name if name != code else None
