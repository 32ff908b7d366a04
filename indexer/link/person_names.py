"""What a person's key says: family name, given names, and how far two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from indexer.enrich.lexicon import words
from indexer.link.names import fold, transliterated
from indexer.link.sounds import sound, within_one_slip

_GENERATION: Final = {"yr": "jr", "yunior": "jr", "sr": "sr", "senior": "sr", "jr": "jr"}
_REGNAL: Final = re.compile(r"[ivx]+")
_PARTICLES: Final = words("name_particles.txt")
# Syllables of Mandarin, Korean and Vietnamese names in their usual spellings.
_SYLLABLES: Final = re.compile(
    r"(?:(?:[zcstp]h|ts|ng|[bcdfghklmnpqrstvxyz])?[aeiou]{1,3}(?:ng|[nrklm]|ch)?){1,2}"
)


def _table(name: str) -> frozenset[str]:
    return frozenset(transliterated(fold(word)) for word in words(name))


_COMMON_SURNAMES: Final = _table("common_surnames.txt")
_COMMON_GIVEN: Final = _table("common_given_names.txt")
_HUNGARIAN: Final = _table("hungarian_given_names.txt")
_SPANISH: Final = _table("spanish_given_names.txt")
_FAMILY_FIRST: Final = _table("family_first.txt") - _SPANISH - _COMMON_GIVEN
_GIVEN: Final = _table("given_names.txt")


class Fit(IntEnum):
    """How two names of one person may differ, the surest first."""

    SPELLING = 0
    SHORTER = 1
    SLIP = 2


@dataclass(frozen=True, slots=True)
class PersonName:
    """A key taken apart; `given` is empty for a single name, `second` is a mother's surname."""

    family: str
    given: tuple[str, ...] = ()
    second: str = ""
    generation: str = ""

    @property
    def full(self) -> bool:
        return bool(self.given)

    @property
    def common(self) -> bool:
        """Whether many people must be thought to bear it."""
        if self.family not in _COMMON_SURNAMES:
            return False
        return not self.given or self.given[0] in _COMMON_GIVEN or len(self.given[0]) == 1


@lru_cache(maxsize=50_000)
def parse(key: str) -> PersonName:
    """The parts of a person's key."""
    parts = key.split()
    generation = next((_GENERATION[part] for part in parts[1:] if part in _GENERATION), "")
    parts = [part for part in parts if part not in _GENERATION] or parts
    if len(parts) == 1:
        return PersonName(parts[0].rpartition("-")[2], generation=generation)
    if _REGNAL.fullmatch(parts[-1]) and len(parts[0]) > 1:
        return PersonName(" ".join(parts))
    if _family_first(parts):
        return PersonName(parts[0], tuple(parts[1:]), generation=generation)
    if len(parts) == 2 and parts[1] in _HUNGARIAN and parts[0] not in _GIVEN:
        return PersonName(parts[0], (parts[1],), generation=generation)
    initial = len(parts[0]) == 1
    bare = [p for place, p in enumerate(parts[:-1]) if p not in _PARTICLES or place < initial]
    if not bare:
        return PersonName(parts[-1])
    if len(bare) > 1 and bare[0] in _SPANISH and bare[-1] not in _GIVEN and len(bare[-1]) > 1:
        return PersonName(bare[-1], tuple(bare[:-1]), parts[-1], generation)
    return PersonName(parts[-1], tuple(bare), generation=generation)


def family_sound(key: str) -> str:
    """The same for all keys that may be one person's: the sounds of the family name."""
    name = parse(key)
    bare = re.sub(r"[aeiouh]", "", _hard(sound(transliterated(name.family))))
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return (bare[:-1] if bare.endswith("s") and len(bare) > 2 else bare) or name.family


def fit(one: str, other: str) -> Fit | None:
    """How two keys can be one person's name; None if they cannot."""
    if one.replace(" ", "") == other.replace(" ", "") or sorted(one.split()) == sorted(
        other.split()
    ):
        return Fit.SPELLING
    first, second = parse(one), parse(other)
    if not (first.full and second.full) or _contradict(first, second):
        return None
    families = _words_fit((first.family,), (second.family,))
    if families is None:
        return None
    given = _words_fit(first.given, second.given)
    if given is None or (families, given) == (Fit.SLIP, Fit.SLIP):
        return None
    lone = bool(first.second or first.generation) != bool(second.second or second.generation)
    return max(families, given, Fit.SHORTER if lone else Fit.SPELLING)


def bears(full: str, bare: str) -> bool:
    """Whether a bare name may be the surname in a full one, its genitive included."""
    *before, last = bare.replace("-", " ").split()
    if not set(before) <= set(full.split()):
        return False
    family, own = parse(full).family, transliterated(last)
    known = {family, sound(family)}
    if known & {own, sound(own)}:
        return True
    return own.endswith("s") and own[:-1] not in _GIVEN and sound(own[:-1]) in known


def says_little(bare: str) -> bool:
    """Whether a bare name is a frequent surname, or one that is mostly given."""
    *before, last = map(transliterated, bare.split("-"))
    names = {last, last.removesuffix("s")}
    if before:
        return _GIVEN.issuperset(before) and not names.isdisjoint(_GIVEN)
    return not names.isdisjoint(_COMMON_SURNAMES | _GIVEN)


def _family_first(parts: list[str]) -> bool:
    if parts[0] not in _FAMILY_FIRST or not 2 <= len(parts) <= 3:
        return False
    return all(_SYLLABLES.fullmatch(part) for part in parts[1:])


def _contradict(first: PersonName, second: PersonName) -> bool:
    if first.generation and second.generation and first.generation != second.generation:
        return True
    return bool(first.second and second.second and first.second != second.second)


def _words_fit(one: tuple[str, ...], other: tuple[str, ...]) -> Fit | None:
    """The shorter list begins the longer one: later names are left out, never earlier ones."""
    found = Fit.SPELLING if len(one) == len(other) else Fit.SHORTER
    slips = 0
    for first, second in zip(one, other, strict=False):
        alike = _word_fit(first, second)
        slips += alike is Fit.SLIP
        if alike is None or slips > 1:
            return None
        found = max(found, alike)
    return found


def _word_fit(one: str, other: str) -> Fit | None:
    if one == other or (len(one) > 1 and len(other) > 1 and sound(one) == sound(other)):
        return Fit.SPELLING
    if min(len(one), len(other)) == 1:
        return Fit.SHORTER if one[0] == other[0] else None
    slip = within_one_slip(one, other) or within_one_slip(sound(one), sound(other))
    return Fit.SLIP if slip else None


def _hard(letters: str) -> str:
    return letters.translate(str.maketrans("gdbv", "ktpf"))
