"""Places of an article, each once, with the country it lies in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.annotation import Place
from indexer.enrich.names.spelling import fold, slug, vocabulary, without_genitive

Locate = Callable[[str], str | None]
_COMPASS: Final = frozenset({"Nord", "Ost", "Süd", "West", "North", "East", "South", "Alt", "Neu"})
KnownAs = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Located:
    """A place's base name and its country, None when nobody knows."""

    name: str
    country: str | None


def resolve(
    forms: Sequence[str], locate: Locate, known_as: KnownAs
) -> tuple[tuple[Place, ...], list[str]]:
    """Places of the article, and for each mention the id of its place; `known_as` tells whether
    some town is called so, letter by letter.
    """
    known = vocabulary(forms)
    located = [_base(form, known, locate, known_as) for form in forms]
    keys = [fold(place.name) for place in located]
    ids: dict[str, str] = {}
    places = []
    for key in dict.fromkeys(keys):
        own = [index for index, other in enumerate(keys) if other == key]
        first = located[own[0]]
        ids[key] = slug(first.name, set(ids.values()))
        found = tuple(dict.fromkeys(forms[index] for index in own))
        places.append(Place(id=ids[key], name=first.name, forms=found, country=first.country))
    return tuple(places), [ids[key] for key in keys]


def _base(form: str, known: set[str], locate: Locate, known_as: KnownAs) -> Located:
    """A name that the gazetteer knows as it stands is no genitive ("Reims")."""
    country = locate(form)
    if country is not None:
        genitive = form.endswith("s") and not known_as(form) and locate(form[:-1]) == country
        return Located(form[:-1] if genitive else form, country)
    base = without_genitive(form, known)
    country = locate(base)
    if country is None and "-" in base:
        first, _, rest = base.partition("-")
        country = locate(rest if first in _COMPASS else first)
    return Located(base, country)
