"""One organisation per body in an article: abbreviations and short forms join the full name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from archive.model.annotation import Entity
from indexer.enrich.lexicon import words
from indexer.enrich.names.nominative import nominative
from indexer.enrich.names.spelling import fold, slug, vocabulary
from indexer.enrich.names.titles import is_title

COMMON_BODIES: Final = words("common_bodies.txt")
_LEGAL_FORMS: Final = words("legal_forms.txt")
_ARTICLES: Final = ("der ", "die ", "das ", "des ", "dem ", "den ")


def is_common(name: str) -> bool:
    """A body that is not named, only mentioned ("die Polizei")."""
    if is_title(name) or not any(letter.isalpha() for letter in name):
        return True
    bare = name[4:] if name.lower().startswith(_ARTICLES) else name
    return any(form in COMMON_BODIES for form in (bare, bare.removesuffix("s"), bare[:-2]))


def without_legal_form(name: str) -> str:
    """What the company is called: "Falk GmbH & Co. KG" without what stands behind "Falk"."""
    parts = name.split()
    while len(parts) > 1 and parts[-1] in _LEGAL_FORMS:
        parts.pop()
    return " ".join(parts)


def resolve(
    forms: Sequence[str], abbreviations: Mapping[int, int], aliases: Mapping[str, str]
) -> tuple[tuple[Entity, ...], list[str]]:
    """Organisations of the article, and for each mention the id of its organisation.

    `abbreviations` maps a mention in brackets to the mention that it abbreviates.
    """
    known = vocabulary(forms).union(forms)
    bases = [nominative(form, known) for form in forms]
    bare = [fold(without_legal_form(base)) for base in bases]
    keys = [aliases.get(fold(base), key) for base, key in zip(bases, bare, strict=True)]
    for short, full in abbreviations.items():
        keys = [keys[full] if key == keys[short] else key for key in keys]
    keys = _short_forms_joined(keys)
    return _entities(keys, bases, forms)


def _short_forms_joined(keys: Sequence[str]) -> list[str]:
    """A single word joins the one longer name that begins with it."""
    joined = {}
    for key in set(keys):
        longer = {other for other in keys if other.startswith(f"{key} ")}
        joined[key] = longer.pop() if len(longer) == 1 and " " not in key else key
    return [joined[key] for key in keys]


def _entities(
    keys: Sequence[str], bases: Sequence[str], forms: Sequence[str]
) -> tuple[tuple[Entity, ...], list[str]]:
    ids: dict[str, str] = {}
    entities = []
    for key in dict.fromkeys(keys):
        own = [index for index, other in enumerate(keys) if other == key]
        name = max((bases[index] for index in own), key=len)
        ids[key] = slug(without_legal_form(name), set(ids.values()))
        found = tuple(dict.fromkeys(forms[index] for index in own))
        entities.append(Entity(id=ids[key], name=name, forms=found))
    return tuple(entities), [ids[key] for key in keys]
