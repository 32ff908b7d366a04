"""The form in which an organisation is shown: German names in the nominative."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final

from indexer.enrich.lexicon import rows, words
from indexer.enrich.names.spelling import without_genitive

# Common nouns that form genitives: "Bundesgerichtshofs", "Ministeriums".
_FORM_GENITIVES: Final = tuple(words("bodies.txt"))
_GENDERS: Final = {
    ending: gender for (gender,), endings in rows("body_nouns.txt") for ending in endings
}
_LONGEST: Final = max(map(len, _GENDERS))
_LONG_ADJECTIVES: Final = tuple(
    ending for endings, _ in rows("body_adjectives.txt") for ending in endings
)
_SHORT_ADJECTIVES: Final = frozenset(
    short for _, shorts in rows("body_adjectives.txt") for short in shorts
)
_USED_AS_NOUN: Final = "a"  # "Grünen"
_COUNTRY: Final = "c"  # "Reich"; behind the noun of a body a country says whose it is
_ALONE: Final = (_USED_AS_NOUN, _COUNTRY)
_ENDINGS: Final = ("en", "em", "er", "es", "e")
# What a noun of a gender asks of the adjective before it that has no article: which endings are
# another case or follow "der" and "das", and what stands in the nominative.
_NOMINATIVE: Final = {
    "m": (("en", "em", "e"), "er"),
    "n": (("en", "em", "e"), "es"),
    "f": (("en", "er"), "e"),
    "p": (("en", "er"), "e"),
    _USED_AS_NOUN: (("en", "er"), "e"),
    _COUNTRY: (("en", "em", "e"), "es"),
}
# Others in -er may be of a town or somebody's name: "Leipziger", "Neuer".
_NEVER_TOWNS: Final = ("isch", "deutsch", "vereint", "ional")
_ARTICLES: Final = frozenset({"der", "die", "das", "des", "dem", "den"})


def nominative(form: str, known: Collection[str]) -> str:
    """The form without genitive, its adjectives as they stand without an article: "Technischen
    Hilfswerks", "Technische Hilfswerk" are "Technisches Hilfswerk". Behind its own article a name
    stays as it is; so does what the tables do not know, and whose the body is ("Partei
    Deutschlands"), unless the name is `known` without it too.
    """
    parts = without_genitive(form, (), before_noun=False).split(" ")
    opening = _opening(parts)
    adjectives = [part for part in parts[:opening] if _stem(part)]
    nouns = _nouns(parts, opening, oblique=any(part.endswith("en") for part in adjectives))
    head = _head(parts, nouns, adjectives)
    if head is None:
        return without_genitive(" ".join(parts), known, before_noun=False)
    noun, gender = nouns[head]
    parts[head] = noun[:-1] if gender == _USED_AS_NOUN else noun
    parts[:opening] = [_agreeing(part, gender) for part in parts[:opening]]
    shown = " ".join(parts)
    whose = head < len(parts) - 1 and shown.endswith("s") and shown[:-1] in known
    return shown[:-1] if whose else shown


def _opening(parts: Sequence[str]) -> int:
    """How many adjectives a name begins with; such as "Berliner" have no endings."""
    for number, part in enumerate(parts[:-1]):
        invariable = part[:1].isupper() and part.endswith(("er", *_LONG_ADJECTIVES))
        if part.lower() in _ARTICLES or not (invariable or _stem(part)):
            return number
    return len(parts) - 1


def _end(parts: Sequence[str], opening: int) -> int:
    """Where the nouns that say what the body is end: before "für", "der", not "Patent- und"."""
    for number in range(opening, len(parts)):
        part = parts[number]
        joins = part == "und" and number > 0 and parts[number - 1].endswith("-")
        if part.lower() in _ARTICLES or (part[:1].islower() and number > 0 and not joins):
            return number
    return len(parts)


def _nouns(parts: Sequence[str], opening: int, *, oblique: bool) -> dict[int, tuple[str, str]]:
    """Where known nouns stand, each in the nominative and with its gender."""
    found: dict[int, tuple[str, str]] = {}
    for number in range(opening, _end(parts, opening)):
        noun = _noun(parts[number], oblique=oblique)
        gender = _gender(noun)
        whose = gender == _COUNTRY and opening == 1 and _gender(parts[0]) == _USED_AS_NOUN
        if gender is not None and not whose and (gender not in _ALONE or number == opening):
            found[number] = (noun, gender)
    return found


def _head(
    parts: Sequence[str], nouns: Mapping[int, tuple[str, str]], adjectives: Sequence[str]
) -> int | None:
    """The noun that says what the body is: one with which the adjectives agree as they are. Else,
    of the known ones that come first in a row, as in "Rundfunk Union", the one in the genitive, the
    feminine one or plural behind one that is neither, or the first.
    """
    if not nouns:
        return None
    run = _run(nouns)
    declined = (number for number in run if parts[number] != nouns[number][0])
    agreeing = (number for number in nouns if adjectives and _agree(adjectives, nouns[number][1]))
    compound = (
        number
        for before, number in pairwise(run)
        if nouns[before][1] in ("m", "n") and nouns[number][1] in ("f", "p")
    )
    return next(chain(agreeing, declined, compound, run))


def _run(numbers: Iterable[int]) -> tuple[int, ...]:
    """Those that follow one another from the first on."""
    ordered = tuple(numbers)
    return tuple(number for at, number in enumerate(ordered) if number == ordered[0] + at)


def _agree(adjectives: Iterable[str], gender: str) -> bool:
    right = _NOMINATIVE[gender][1]
    return all(adjective == _stem(adjective) + right for adjective in adjectives)


def _noun(word: str, *, oblique: bool) -> str:
    """The noun without the ending of a genitive, which a table or an adjective before it (then
    `oblique`) makes one, or of a plural's dative.
    """
    if _gender(word) is not None:
        return word
    for ending in ("es", "s"):
        base = word.removesuffix(ending)
        if base != word and (
            base.lower().endswith(_FORM_GENITIVES)
            or (oblique and _gender(base) in ("m", "n", _COUNTRY))
        ):
            return base
    base = word.removesuffix("n")
    return base if _gender(base) == "p" else word


def _gender(word: str) -> str | None:
    folded = word.lower()
    for length in range(min(_LONGEST, len(folded)), 1, -1):
        gender = _GENDERS.get(folded[-length:])
        if gender is not None and (gender != _USED_AS_NOUN or length == len(folded)):
            return gender
    return None


def _stem(word: str) -> str:
    """An adjective in a name without its ending; empty for other words."""
    if not word[:1].isupper() or word.isupper() or _gender(word) not in (None, _USED_AS_NOUN):
        return ""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word:
            return stem if _is_adjective(stem.lower()) else ""
    return ""


def _is_adjective(stem: str) -> bool:
    last = stem.rpartition("-")[2]
    return last in _SHORT_ADJECTIVES or any(
        last.endswith(ending) and len(last) > len(ending) + 1 for ending in _LONG_ADJECTIVES
    )


def _agreeing(adjective: str, gender: str) -> str:
    stem = _stem(adjective)
    if not stem or (adjective.endswith("er") and not stem.lower().endswith(_NEVER_TOWNS)):
        return adjective
    others, right = _NOMINATIVE[gender]
    return stem + right if adjective[len(stem) :] in others else adjective
