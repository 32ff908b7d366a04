"""One person per human in an article, whatever the forms of the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from archive.model.annotation import Entity
from indexer.enrich.names.spelling import fold, slug, vocabulary, without_genitive

_WORDS: Final = re.compile(r"[\s-]+")
_INITIAL: Final = re.compile(r"[a-z]\.?")


@dataclass(slots=True)
class Person:
    """A person under construction: base forms of the name, and mentions by their index."""

    name: str
    mentions: list[int] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return _WORDS.split(fold(self.name))

    def add(self, base: str, index: int) -> None:
        """Take a mention in; the fullest base form becomes the name."""
        if _fullness(base) > _fullness(self.name):
            self.name = base
        self.mentions.append(index)


def _fullness(name: str) -> tuple[int, int]:
    """More words are fuller, then fewer initials."""
    parts = _WORDS.split(fold(name))
    return len(parts), sum(_INITIAL.fullmatch(part) is None for part in parts)


_Choice = Callable[[Sequence[Person], str, int], Person | None]


def resolve(
    forms: Sequence[str],
    before_noun: Sequence[bool] = (),
    surnames: Mapping[int, str] = MappingProxyType({}),
) -> tuple[tuple[Entity, ...], list[str]]:
    """Persons of the article, and for each mention (in text order) the id of its person.

    Mentions of several words come first and found persons; a bare name joins the one that bears it.
    `before_noun` tells which mentions stand where a genitive does, `surnames` are those that given
    names share with the spouse named after them.
    """
    known = vocabulary(forms)
    bases = [
        without_genitive(form, known, before_noun=attribute)
        for form, attribute in zip(forms, before_noun or (True,) * len(forms), strict=True)
    ]
    for index, surname in surnames.items():
        bases[index] = f"{bases[index]} {surname}"
    persons: list[Person] = []
    several = [index for index, base in enumerate(bases) if " " in base]
    bare = [index for index, base in enumerate(bases) if " " not in base]
    for index in several:
        _join(persons, _same, bases[index], index)
    for index in bare:
        _join(persons, _bearer, bases[index], index)
    return _entities(persons, forms)


def _join(persons: list[Person], choose: _Choice, base: str, index: int) -> None:
    person = choose(persons, base, index)
    if person is None:
        person = Person(name=base)
        persons.append(person)
    person.add(base, index)


def _same(persons: Sequence[Person], base: str, index: int) -> Person | None:
    words = _WORDS.split(fold(base))
    return next((person for person in persons if _compatible(person.words, words)), None)


def _compatible(one: list[str], other: list[str]) -> bool:
    """Equal, or one leaves out or shortens middle or first names of the other."""
    short, long = sorted((one, other), key=len)
    if short == long or (short == long[: len(short)] and len(short) > 1):
        return True
    if short[-1] != long[-1]:
        return False
    rest = iter(long[:-1])
    return all(any(_alike(word, candidate) for candidate in rest) for word in short[:-1])


def _alike(word: str, candidate: str) -> bool:
    if _INITIAL.fullmatch(word) or _INITIAL.fullmatch(candidate):
        return word[0] == candidate[0]
    return word == candidate


def _bearer(persons: Sequence[Person], base: str, index: int) -> Person | None:
    """Who bears this single name: as surname, else as first of the names, else as any."""
    folded = fold(base)
    for rank in range(4):
        bearers = [person for person in persons if folded in _ranked(person)[rank]]
        if bearers:
            return min(bearers, key=lambda person: _distance(person, index))
    return None


def _ranked(person: Person) -> tuple[tuple[str, ...], ...]:
    """Surname, first of the names, every name, every part of a name."""
    names = [fold(word) for word in person.name.split()]
    return (names[-1],), (names[0],), tuple(names), (*person.words, fold(person.name))


def _distance(person: Person, index: int) -> tuple[bool, int]:
    """Somebody named before comes first, the latest of them; else the next one."""
    before = [mention for mention in person.mentions if mention <= index]
    if before:
        return False, index - max(before)
    return True, min(person.mentions) - index


def _entities(
    persons: Sequence[Person], forms: Sequence[str]
) -> tuple[tuple[Entity, ...], list[str]]:
    ids = [""] * len(forms)
    entities = []
    for person in sorted(persons, key=lambda person: min(person.mentions)):
        key = slug(person.name, set(ids))
        own = dict.fromkeys(forms[mention] for mention in sorted(person.mentions))
        entities.append(Entity(id=key, name=person.name, forms=tuple(own)))
        for mention in person.mentions:
            ids[mention] = key
    return tuple(entities), ids
