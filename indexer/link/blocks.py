"""Which names are settled together."""

from __future__ import annotations

from archive.model.document import EntityKind
from indexer.link.person_names import family_sound


def block_of(kind: EntityKind, key: str) -> str:
    """The same for all keys that may be one entry's, or that want one id: of persons the sounds of
    the family name, of places the name without its country.
    """
    match kind:
        case EntityKind.PERSON:
            return family_sound(key)
        case EntityKind.PLACE:
            return key.rpartition("|")[0]
        case EntityKind.ORGANISATION:
            return key
