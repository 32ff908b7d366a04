"""Rules for years: a bare number is one only where nothing is counted."""

from __future__ import annotations

import re

from indexer.enrich.dates.calendar_rules import PART, date
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule


def _bare_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    at = match.start("y")
    following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
    if at and (
        reading.classes[at - 1] in "q/Z" or reading.word(at - 1).endswith(reading.lexicon.numbered)
    ):
        return None
    if following and (following.word in reading.lexicon.counted or following.entry.kind in "1N/U%"):
        return None
    if following and following.word in {"v", "%", "°", "€", "$"}:
        return None
    number = int(reading.tokens[at].number)
    if match.start() == at and not _stands_for_a_year(
        reading, at, number, following.capital if following else False
    ):
        return None
    return date(f"{number:04d}")


def _stands_for_a_year(reading: Reading, at: int, number: int, before_noun: bool) -> bool:
    """Round or early numbers in front of a noun are counts."""
    previous = reading.classes[at - 1] if at else ""
    if previous in set("sbauz&vh("):
        return not (before_noun and number % 100 == 0)
    if before_noun and (number % 50 == 0 or number < 1500):
        return False
    return number >= 1400


def _named_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit, number = reading.tokens[match.start("u")], reading.tokens[match.start("y")].number
    right = unit.code == "Y" and number == int(number) and 0 < number < 10000
    return date(f"{int(number):04d}") if right and reading.word(match.end()) != "v" else None


RULES: tuple[Rule, ...] = (
    rule(PART + r"A?(?P<u>U)(?P<y>Y|N)", _named_year),
    rule(r"(?:I[Ai]?)?(?P<y>Y)", _bare_year),
)
