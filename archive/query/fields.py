"""The fields that a query may name, and what an unknown name was probably meant to be."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType

from archive.model.document import FacetField
from archive.model.search import KeyField, Scope

SCOPES = MappingProxyType({scope.value: scope for scope in Scope if scope is not Scope.ANY})
KEYS = MappingProxyType({field.value: field for field in (*FacetField, *KeyField)})
PUBLISHED = "published"
ABOUT = "about"
NAMES: tuple[str, ...] = (*SCOPES, *sorted(KEYS, key=len, reverse=True), PUBLISHED, ABOUT)

# What people write instead: German names, American spelling, usual synonyms.
_MEANT = MappingProxyType(
    {
        "titel": "title",
        "überschrift": "title",
        "headline": "title",
        "text": "body",
        "content": "body",
        "land": "country",
        "staat": "country",
        "länder": "country",
        "organization": "organisation",
        "org": "organisation",
        "ort": "place",
        "stadt": "place",
        "city": "place",
        "location": "place",
        "ereignis": "event",
        "ereignisart": "event_type",
        "type": "event_type",
        "name": "person",
        "quelle": "source",
        "medium": "source",
        "outlet": "source",
        "ressort": "section",
        "rubrik": "section",
        "sprache": "language",
        "lang": "language",
        "datum": "published",
        "date": "published",
        "veröffentlicht": "published",
        "über": "about",
    }
)


def closest(name: str) -> str | None:
    """The known field that an unknown name most likely stands for."""
    candidates = (*NAMES, *_MEANT)
    found = get_close_matches(name.lower(), candidates, n=1, cutoff=0.7)
    return _MEANT.get(found[0], found[0]) if found else None
