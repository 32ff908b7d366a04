"""All forms of a German adjective, inhabitant's name or town's name, and English ones, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

ADJECTIVE_ENDINGS: Final = ("e", "en", "er", "es", "em")
_SIBILANTS: Final = ("s", "x", "z", "ß")
# "Vereinigte Arabische Emirate": adjectives before a noun, all with the ending they have here
_LEADING: Final = re.compile(r"((?:[A-ZÄÖÜ][a-zäöüß-]{3,}(?:e|er|es) )+)([A-ZÄÖÜ].*)")
_ENGLISH_SIBILANTS: Final = ("s", "sh", "ch", "x", "z", "ese", "men")


def adjective(stem: str) -> Iterator[str]:
    """Small and capitalised; the bare capitalised form is the language's name and left out."""
    yield stem
    for ending in ADJECTIVE_ENDINGS:
        yield stem + ending
        yield stem[0].upper() + stem[1:] + ending


def inhabitant(noun: str) -> Iterator[str]:
    """Man and woman, one and many, in every case."""
    yield noun
    if noun.endswith(("in", "innen")):
        yield f"{noun}nen"
        return
    root = noun[:-1] if noun.endswith("e") else noun
    yield from (f"{root}in", f"{root}innen")
    yield from (f"{noun}n",) if noun.endswith("e") else (f"{noun}s", f"{noun}n")
    if not noun.endswith(("e", "er", "i")):
        yield from (f"{noun}e", f"{noun}en")


def genitive(name: str) -> Iterator[str]:
    """The name and its genitive; a name that opens with adjectives also with their endings."""
    yield name
    yield f"{name}'" if name.endswith(_SIBILANTS) else f"{name}s"
    if name.endswith("land"):
        yield f"{name}es"
    leading = _LEADING.fullmatch(name)
    if leading is not None:
        stems = [re.sub("(?:e|er|es)$", "", word) for word in leading[1].split()]
        for ending in ADJECTIVE_ENDINGS:
            yield " ".join([*(stem + ending for stem in stems), leading[2]])


def townspeople(town: str) -> Iterator[str]:
    """`Köln` gives `Kölner`, `Kölnerin`, `Kölnern`; irregular ones stand in a table."""
    roots = [f"{town[:-2]}er"] if town.endswith("ingen") else []
    roots.append(f"{town}r" if town.endswith("e") else f"{town}er")
    for root in roots:
        yield from townswomen(root)


def townswomen(townsman: str) -> Iterator[str]:
    """`Bremer`, `Bremerin`, `Bremern`."""
    yield townsman
    if townsman.endswith("er"):
        yield from (f"{townsman}in", f"{townsman}innen", f"{townsman}n")


def possessive(name: str) -> Iterator[str]:
    """An English name and its genitive."""
    yield name
    yield f"{name}'s"
    if name.endswith("s"):
        yield f"{name}'"


def english_people(noun: str) -> Iterator[str]:
    """English inhabitants, one and many, with their genitives."""
    yield from (noun, f"{noun}'s")
    if not noun.endswith(_ENGLISH_SIBILANTS):
        yield from (f"{noun}s", f"{noun}s'")
