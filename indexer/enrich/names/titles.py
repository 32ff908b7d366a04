"""Titles and offices before a name, and things that are only named after somebody."""

from __future__ import annotations

from typing import Final

from indexer.enrich.lexicon import words

_TITLES: Final = words("titles.txt")
_BRANDS: Final = words("brand_titles.txt")
_ENDINGS: Final = tuple(words("title_endings.txt"))
_NAMED_AFTER: Final = words("named_after.txt")
PARTICLES: Final = frozenset(
    {"von", "van", "de", "der", "den", "di", "da", "al", "el", "bin", "ibn"}
    | {"ben", "zu", "zum", "du", "la", "le", "dos", "del", "ter", "ten", "d"}
)
_STREETS: Final = ("straße", "strasse", "platz", "allee")
_SHORTEST_OFFICE: Final = 3


def is_title(word: str) -> bool:
    """A title, an office, or a compound that ends in one."""
    if word in _TITLES or (word.endswith("in") and word[:-2] in _TITLES):
        return True
    lowered = word.lower()
    if word[:1].isupper() and lowered in _ENDINGS:
        return True
    return any(
        lowered.endswith(ending) and len(word) >= len(ending) + _SHORTEST_OFFICE
        for ending in _ENDINGS
    )


def is_office(word: str) -> bool:
    """An office that a German text puts right before a name."""
    return word[:1].isupper() and is_title(word)


def opens_person(word: str) -> bool:
    """An office that opens no names of companies, places or works."""
    return is_office(word) and word not in _BRANDS


def names_person(tokens: list[str]) -> bool:
    """A title and a name behind it; some titles open names of companies too."""
    return (
        len(tokens) > 1
        and is_office(tokens[0])
        and tokens[0] not in _BRANDS
        and all(token[:1].isupper() or token in PARTICLES for token in tokens)
    )


def leading_titles(tokens: list[str]) -> int:
    """How many tokens at the beginning are no part of the name; at least one is left."""
    count = 0
    while count < len(tokens) - 1 and _no_name(tokens[count]):
        count += 1
    return count


def _no_name(word: str) -> bool:
    if is_title(word):
        return True
    return not any(letter.isupper() for letter in word) and word.lower() not in PARTICLES


def named_after(name: str) -> bool:
    """A square, foundation, law … that bears a person's name."""
    last = name.split()[-1] if name else ""
    tail = last.rpartition("-")[2].lower()
    if "-" in last and tail in _NAMED_AFTER:
        return True
    return is_street(name) or any(last.lower().endswith(end) for end in ("stiftung", "preis"))


def is_street(name: str) -> bool:
    """A street or square: "Falkstraße", "Ida-Falk-Platz", "Ida Falk Platz"; a surname may end like
    a square's name: "Ida Steinplatz".
    """
    *before, last = name.lower().split() or [""]
    if before and last in _STREETS:
        return True
    surname = bool(before) and last.endswith("platz") and "-" not in last
    return not surname and any(last.endswith(end) and last != end for end in _STREETS)
