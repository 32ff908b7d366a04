"""All forms of a German adjective, inhabitant's name or town's name, by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

ADJECTIVE_ENDINGS: Final = ("e", "en", "er", "es", "em")
_SIBILANTS: Final = ("s", "x", "z", "ß")


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


def genitive(name: str) -> Iterator[str]:
    """The name and its genitive."""
    yield name
    yield f"{name}'" if name.endswith(_SIBILANTS) else f"{name}s"


def townspeople(town: str) -> Iterator[str]:
    """`Köln` gives `Kölner`; irregular ones stand in a table."""
    if town.endswith("ingen"):
        yield f"{town[:-2]}er"
    yield f"{town}r" if town.endswith("e") else f"{town}er"
