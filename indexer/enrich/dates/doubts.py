"""Names, compounds and leftovers that only look like an expression of time."""

from __future__ import annotations

from indexer.enrich.dates.reading import Reading

# What stands before a season that is meant as one: prepositions, articles, modifiers, lists.
_LEADS = frozenset("Aihsabz&tLXTIuqj2v,d")
_LONGEST_ABBREVIATION = 4
_GIVEN_NAMES = frozenset({"april", "may", "june", "august"})
_SHORT_MONTHS = frozenset({"märz", "mai", "may", "juni", "juno", "june", "juli", "july"})


def looks_like_a_name(reading: Reading, at: int) -> bool:
    """A bare month after a capitalised word ("Karl Mai") or a hyphen is hardly a month."""
    token = reading.tokens[at]
    if len(token.word) <= _LONGEST_ABBREVIATION and token.word not in _SHORT_MONTHS:
        return True  # a bare abbreviation
    before = reading.tokens[at - 1] if at else None
    if titled(reading, at):
        return True
    if reading.language == "en" and token.word in _GIVEN_NAMES and _before_surname(reading, at):
        return True
    if reading.language == "en" and token.word in {"may", "march"}:
        return before is None or before.entry.kind not in "hisbaLXTInu&2"
    if before is None:
        return False
    return hyphenated(reading, at) or (
        before.capital and before.entry.kind == "_" and before.end + 1 == token.start
    )


def _before_surname(reading: Reading, at: int) -> bool:
    """`April Jones`, but not `in April Russia`."""
    if at + 1 >= len(reading.tokens) or reading.kind(at - 1) in {"h", "s", "b", "a", "i", "L", "X"}:
        return False
    token, following = reading.tokens[at], reading.tokens[at + 1]
    plain = following.capital and following.entry.kind == "_"
    return plain and following.start == token.end + 1


def recurs(reading: Reading, at: int) -> bool:
    """Whether a word before it makes the expression come again each year: "immer im Mai"."""
    words = {reading.word(at - 1), reading.word(at - 2)}
    return not words.isdisjoint(reading.lexicon.recurring)


def hyphenated(reading: Reading, at: int) -> bool:
    """Whether the word is part of a compound such as "Mittwoch-Ausgabe"."""
    token, tokens = reading.tokens[at], reading.tokens
    left = at > 1 and tokens[at - 1].entry.kind == "-" and tokens[at - 1].end == token.start
    right = at + 2 < len(tokens) and tokens[at + 1].entry.kind == "-"
    return left or (
        right
        and token.end == tokens[at + 1].start
        and tokens[at + 1].end == tokens[at + 2].start
        and tokens[at + 2].capital
        and tokens[at + 2].entry.kind == "_"
    )


def named(reading: Reading, at: int) -> bool:
    """Whether a title stands before the word or a firm's ending after it: "Frau Montag"."""
    lexicon = reading.lexicon
    following = {reading.word(at + 1), reading.word(at + 2)}
    firm = reading.word(at + 1) == "&" or not following.isdisjoint(lexicon.firms)
    return firm or titled(reading, at)


def titled(reading: Reading, at: int) -> bool:
    """Whether a form of address stands before the word: "Frau März", "Dr. Sommer"."""
    place = at - 2 if reading.kind(at - 1) == "." else at - 1
    return reading.word(place) in reading.lexicon.titles


def no_season(reading: Reading, at: int) -> bool:
    """A season alone is a name or a title unless something leads to it: "im", "diesen heißen"."""
    if named(reading, at) or hyphenated(reading, at):
        return True
    before = reading.tokens[at - 1] if at else None
    if before is None:
        return True
    adjective = before.entry.kind == "_" and not before.capital
    adjective = adjective and before.word.endswith(("en", "er", "em", "es", "e"))
    return not adjective and before.entry.kind not in _LEADS
