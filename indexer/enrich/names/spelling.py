"""What is alike in the spellings of one name: genitives, folded forms, ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

from indexer.enrich.lexicon import words

_SPACES: Final = re.compile(r"\s+")
_LONE_DOT: Final = re.compile(r" \.(?= |$)")
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})
_ENDING_IN_S: Final = words("ending_in_s.txt")
# Endings of names that are no genitive unless the form without s occurs as well: Tsipras, Chaves.
_OWN_S: Final = ("as", "es", "is", "os", "us", "ss", "ys")
_SHORTEST: Final = 4  # "UNs" and "Ines": nothing to take away
_APOSTROPHES: Final = ("'", "’", "ʼ")


def fold(name: str) -> str:
    """Equal for spellings that differ in case, accents, hyphens or spacing only."""
    bare = unicodedata.normalize("NFKD", name.translate(_GERMAN).casefold().translate(_GERMAN))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _SPACES.sub(" ", letters.replace("-", " ").replace("’", "'")).strip()


def slug(name: str, taken: Collection[str]) -> str:
    """An id from the name that is not taken yet."""
    base = _NO_SLUG.sub("-", fold(name)).strip("-") or "name"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def without_genitive(name: str, known: Collection[str], *, before_noun: bool = True) -> str:
    """The base form; `known` are the words that occur in names of the same article. An s without
    other evidence is a genitive only before a noun ("Merkels Besuch", but "Tom Downs sagte").
    """
    marked = _marked_genitive(name)
    if marked is not None:
        return marked
    last = name.rpartition(" ")[2]
    if len(last) < _SHORTEST or not last.endswith("s") or last.isupper():
        return name
    if last[:-1] in known or last[:-1].isupper():
        return name[:-1]
    own = last in _ENDING_IN_S or last.endswith(_OWN_S) or len(last) == _SHORTEST
    return name if own or not before_noun else name[:-1]


def _marked_genitive(name: str) -> str | None:
    """The base of a genitive with an apostrophe, None if there is none."""
    if name.endswith(_APOSTROPHES) and len(name) > 2:
        return name[:-1]
    if len(name) > 3 and name[-2] in _APOSTROPHES and name[-1] == "s":
        return name[:-2]
    return None


def vocabulary(names: Iterable[str]) -> set[str]:
    """The single words that occur in these names."""
    return {word for name in names for word in name.split()}


def one_line(name: str) -> str:
    """The name with single blanks, none of them before a dot."""
    return _LONE_DOT.sub(".", _SPACES.sub(" ", name).strip())
