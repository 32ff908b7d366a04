"""The form in which an organisation is shown: German names in the nominative."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
_ENDINGS: Final = ("en", "em", "er", "es", "e")
# What a noun of a gender asks of the adjective before it that has no article: which endings are
# another case or follow "der" and "das", and what stands in the nominative.
_NOMINATIVE: Final = {
    "m": (("en", "em", "e"), "er"),
    "n": (("en", "em", "e"), "es"),
    "f": (("en", "er"), "e"),
    "p": (("en", "er"), "e"),
    _USED_AS_NOUN: (("en", "er"), "e"),
}
# Others in -er may be of a town or somebody's name: "Leipziger", "Neuer".
_NEVER_TOWNS: Final = ("isch", "deutsch", "vereint", "ional")
_ARTICLES: Final = frozenset({"der", "die", "das", "des", "dem", "den"})


def nominative(form: str, known: Collection[str]) -> str:
    """The form without genitive, its adjectives as they stand without an article: "Technischen
    Hilfswerks", "Technische Hilfswerk" are "Technisches Hilfswerk". Behind its own article a name
    stays as it is; so does what the tables do not know.
    """
    parts = without_genitive(form, known, before_noun=False).split(" ")
    opening = _opening(parts)
    adjectives = [number for number in range(opening) if _stem(parts[number])]
    oblique = any(parts[number].endswith("en") for number in adjectives)
    end = _end(parts, opening)
    nouns = [*parts[:opening], *(_noun(part, oblique=oblique) for part in parts[opening:end])]
    head = _head(nouns, opening)
    if end == len(parts):
        parts[-1] = nouns[-1]
    if head is None:
        return " ".join(parts)
    gender = _gender(nouns[head])
    parts[head] = nouns[head][:-1] if gender == _USED_AS_NOUN else nouns[head]
    for number in adjectives:
        parts[number] = _agreeing(parts[number], gender)
    return " ".join(parts)


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


def _head(nouns: Sequence[str], opening: int) -> int | None:
    """The noun that says what the body is: the first known one. An adjective used as a noun has
    nothing between it and its own adjectives.
    """
    for number in range(opening, len(nouns)):
        gender = _gender(nouns[number])
        if gender is not None and (gender != _USED_AS_NOUN or number == opening):
            return number
    return None


def _noun(word: str, *, oblique: bool) -> str:
    """The noun without the ending of a genitive, which a table or an adjective before it (then
    `oblique`) makes one, or of a plural's dative.
    """
    if _gender(word) is not None:
        return word
    for ending in ("es", "s"):
        base = word.removesuffix(ending)
        if base != word and (
            base.lower().endswith(_FORM_GENITIVES) or (oblique and _gender(base) in ("m", "n"))
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


def _agreeing(adjective: str, gender: str | None) -> str:
    stem = _stem(adjective)
    if gender is None or (adjective.endswith("er") and not stem.lower().endswith(_NEVER_TOWNS)):
        return adjective
    others, right = _NOMINATIVE[gender]
    return stem + right if adjective[len(stem) :] in others else adjective
