"""Rules for years: a bare number is one only where nothing is counted."""

from __future__ import annotations

import re

from indexer.enrich.dates.calendar_rules import PART, date
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.scan import Token

_UNIT = 4  # letters of the longest unit that is written small
_TOLD_OF = frozenset({"wurde", "urkundlich"})


def _bare_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    at = match.start("y")
    following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if at and _is_a_number(reading, at):
        return None
    if following and (_is_counted(reading, following) or following.entry.kind in "1N/U%"):
        counted = not _dates_what_is_counted(reading, at)
        return None if counted else date(f"{int(reading.tokens[at].number):04d}")
    if following and (following.entry.kind == "4" or following.word in {"%", "°", "€", "$"}):
        return None
    if re.match(r"[b-][1N]|-Y-", reading.classes[at + 1 : at + 4]):
        return None  # "2000 bis 3000 Grad", a telephone number
    if re.search(r"[1N/]Y?$|1\.M$", reading.classes[max(0, at - 3) : at]):
        return None  # a telephone number, what is left of "29. Februar 2023"
    number = int(reading.tokens[at].number)
    if match.start() == at and not _stands_for_a_year(
        reading, at, number, following.capital if following else False
    ):
        return None
    return date(f"{number:04d}")


def _is_counted(reading: Reading, following: Token) -> bool:
    """`2000 Verletzte`, but not `2008 verletzte er sich`: longer words are nouns in German."""
    if following.word not in reading.lexicon.counted:
        return False
    return following.capital or reading.language != "de" or len(following.word) <= _UNIT


def _is_a_number(reading: Reading, at: int) -> bool:
    """`mehr als 2000`, `Resolution 1904`, `IC 2083`, but not `bis etwa 1998`, `Als 2001 …`."""
    word = reading.word(at - 1)
    if reading.tokens[at - 1].capital and word in reading.lexicon.lines:
        return True
    if reading.classes[at - 1] in "/Z" or word.endswith(reading.lexicon.numbered):
        return True
    if reading.classes[at - 1] != "q":
        return False
    if word == "als":
        return reading.classes[at - 2 : at - 1] not in set(".!|,") | {""}
    number = reading.tokens[at].number
    return reading.classes[at - 2 : at - 1] not in {"b", "s"} or number % 100 == 0


def _dates_what_is_counted(reading: Reading, at: int) -> bool:
    """`seit 2003 Autos`, `bis 2020 15 Prozent`: the preposition of time takes the year."""
    following, before = reading.tokens[at + 1].entry.kind, reading.before(at)
    if reading.tokens[at].number % 100 == 0 or before not in {"s", "b"}:
        return False
    return following in "1N" or (before == "s" and following not in "U/%")


def _stands_for_a_year(reading: Reading, at: int, number: int, before_noun: bool) -> bool:
    """Round or early numbers in front of a noun are counts."""
    previous = reading.classes[at - 1] if at else ""
    if number % 100 == 0 and reading.word(at - 1) in {"es", "waren", "sind"}:
        return False
    if previous in set("sbauz&vh("):
        return not (before_noun and number % 100 == 0)
    if before_noun and (number % 50 == 0 or number < 1500):
        return False
    return number >= (1100 if reading.word(at - 1) in _TOLD_OF else 1400)


def _named_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit, number = reading.tokens[match.start("u")], reading.tokens[match.start("y")].number
    right = unit.code == "Y" and number == int(number) and 0 < number < 10000
    before_christ = reading.kind(match.end()) == "4"
    return date(f"{int(number):04d}") if right and not before_christ else None


def _after_christ(reading: Reading, match: re.Match[str]) -> Draft | None:
    number = reading.tokens[match.start("y")].number
    return date(f"{int(number):04d}") if 0 < number < 10000 else None


RULES: tuple[Rule, ...] = (
    rule(r"(?P<y>[1NY])3", _after_christ),
    rule(r"3(?P<y>[1NY])", _after_christ),
    rule(PART + r"A?(?P<u>U)(?P<y>Y|N)", _named_year),
    rule(PART + r"(?P<y>Y)", _bare_year),
)
