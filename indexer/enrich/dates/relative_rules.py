"""Rules for what is told from the day of publication or from a date mentioned before."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from archive.model.partial_date import Granularity, PartialDate
from indexer.enrich.dates.anchor import FUTURE, PAST, step
from indexer.enrich.dates.calendar_rules import PART, STEPS, date
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule

_NO_CALENDAR = 1000  # "vor 1600 Jahren" tells an age, not the year 424
_CLOSE = 40  # tokens; farther back a year told no longer is "the year" of a sentence
_JUST_TOLD = 6  # tokens; a year to come farther back is not "this year"
_LENGTHS = {1: 4, 2: 7, 3: 10}
_FINENESS = {"Y": 1, "DE": 1, "CE": 1, "M": 2, "W": 3, "D": 3}
COUNT = r"(?P<n>[w1nNY])"


def amount(reading: Reading, match: re.Match[str]) -> float:
    return reading.tokens[match.start("n")].number


def _year_adjective(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.anchor.unit("Y", int(reading.tokens[match.start("g")].number)))


def _unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    mod = match["mod"]
    if unit.code.startswith("T") or (not mod and not match["i"]):
        return None
    if unit.number > 1:
        return _vague(reading, match) if mod else None
    if unit.code == "D":
        return _some_day(reading, match) if mod else None
    start = _told(reading, match, unit.code)
    if start is not None:
        return date(step(start, unit.code, STEPS[mod] if mod else 0))
    return date(reading.anchor.unit(unit.code, STEPS[mod] if mod else 0))


def _told(reading: Reading, match: re.Match[str], code: str) -> PartialDate | None:
    """Where `im darauffolgenden Jahr`, `Ende des Jahres` count from if the text tells of then."""
    near = reading.near(match.start())
    if near is None or reading.published is None or not _fine_enough(near, code):
        return None
    if match["mod"] == "T" and code == "Y" and _just_told_ahead(reading, match, near):
        return near
    if match["mod"]:
        counted = reading.tokens[match.start("mod")].number == 1
        return near if counted else None
    past = near.year < reading.published.year and reading.tense(match) == PAST
    close = match.start() - reading.reference_at <= _CLOSE
    return near if past and close and code == "Y" else None


def _just_told_ahead(reading: Reading, match: re.Match[str], near: PartialDate) -> bool:
    """`… nannte das Jahr 2020. In diesem Jahr sollen …`: the year to come named just before."""
    if reading.published is None or near.year <= reading.published.year or reading.several:
        return False
    shown = reading.word(match.start("mod")).startswith(("dies", "this"))
    return shown and match.start() - reading.reference_at <= _JUST_TOLD


def _same(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`im selben Jahr`, `am gleichen Tag`, `that year`: the one last mentioned."""
    unit = reading.tokens[match.start("u")]
    near = reading.near(match.start())
    if unit.number > 1 or near is None or not _fine_enough(near, unit.code):
        return None
    return date(step(near, unit.code, 0))


def _fine_enough(start: PartialDate, code: str) -> bool:
    return code in _FINENESS and len(start.value) >= _LENGTHS[_FINENESS[code]]


def _vague(reading: Reading, match: re.Match[str]) -> Draft:
    unit = reading.tokens[match.start("u")]
    if match["mod"] == "X":
        return Draft(TimexType.DATE, "FUTURE_REF")
    clock = unit.code.startswith("T")
    return Draft(TimexType.DURATION, f"PTX{unit.code[1:]}" if clock else f"PX{unit.code}")


def _some_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`an diesem Tag` is the day last mentioned, `am nächsten Tag` the one after; `am letzten Tag`
    ends something.
    """
    if reading.word(match.start("mod")).startswith(("letzt", "last")):
        return None
    near = reading.near(match.start())
    if near is None or near.granularity is not Granularity.DAY:
        return None
    return date(step(near, "D", STEPS[match["mod"]]))


def _part_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start()].code
    return date(reading.anchor.unit(code, 0)) if code else None


def _shifted_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start("w")].code
    unit, offset = code[0], int(code[1:])
    if reading.language == "en" and reading.kind(match.end()) == "A":
        return None  # "the day before the vote"
    if code == "D-1" and reading.kind(match.end()) in {"z", "A"}:
        return None  # "am Vortag der Wahl"
    if unit != "D":
        return date(reading.anchor.unit(unit, offset))
    near = reading.near(match.start())
    day = near if near and near.granularity is Granularity.DAY else reading.published
    if day is None:
        return Draft(TimexType.DATE, "XXXX-XX-XX")
    return date(step(day, "D", offset))


def _ago(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    count = amount(reading, match)
    if unit.code not in _FINENESS or count >= _NO_CALENDAR:
        return None
    if reading.published is None:
        return Draft(TimexType.DATE, "PAST_REF")
    return date(_away(reading.published, unit.code, -count)) or Draft(TimexType.DATE, "PAST_REF")


def _away(start: PartialDate, code: str, count: float) -> str | None:
    if abs(count) > 9999 * 366:
        return None
    if count != int(count):
        code, count = ("M", int(count * 12)) if code == "Y" else (code, int(count))
    if code in {"DE", "CE"}:
        return step(start, "Y", int(count) * (10 if code == "DE" else 100))
    return step(start, code, int(count))


def _half_a_year_ago(reading: Reading, match: re.Match[str]) -> Draft | None:
    if reading.tokens[match.start("u")].code != "Y" or reading.published is None:
        return None
    return date(step(reading.published, "M", -6))


def _half_a_year_from(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`ein halbes Jahr später`: six months from the date last mentioned."""
    sign = int(reading.tokens[match.start("o")].number)
    if reading.tokens[match.start("u")].code != "Y":
        return None
    if abs(sign) > 1:  # "zurück", "ago"
        return _half_a_year_ago(reading, match)
    near = reading.near(match.start())
    return date(step(near, "M", 6 * sign)) if near and near.month else None


def _ahead(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    if unit.code not in _FINENESS or reading.tense(match) != FUTURE or reading.published is None:
        return None
    return date(_away(reading.published, unit.code, amount(reading, match)))


def _from_reference(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`drei Jahre zuvor`, `ein Jahr später`: from the date last mentioned; `zurück` from today."""
    unit = reading.tokens[match.start("u")]
    sign = int(reading.tokens[match.start("o")].number)
    count = amount(reading, match) if match["n"] else 1.0
    start = reading.published if sign == -2 else reading.near(match.start())
    if unit.code not in _FINENESS or (not match["n"] and unit.number > 1):
        return None
    if start is None and not match["n"] and unit.code == "D":
        start = reading.published
    if start is None or not (sign == -2 or _fine_enough(start, unit.code)):
        return None
    return date(_away(start, unit.code, -count if sign < 0 else count))


def _this_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.anchor.unit("Y", 0))


RULES: tuple[Rule, ...] = (
    rule(r"A?2(?P<u>U)(?![Yo])", _same),
    rule(r"(?P<i>(?:A?I-?[Ai]?|A?OHA?|o(?=[LXT])))?A?(?P<mod>[LXT])?(?P<u>U)(?!Y)", _unit),
    rule(PART + r"A?(?P<w>W)", _shifted_unit),
    rule(r"v[qA+]{0,3}" + COUNT + r"(?P<u>U)(?:u[w1n]U)?", _ago),
    rule(r"v[qA+]{0,3}w5(?P<u>U)", _half_a_year_ago),
    rule(r"q{0,3}w?5(?P<u>U)(?P<o>o)", _half_a_year_from),
    rule(r"h[q+]{0,3}" + COUNT + r"(?P<u>U)", _ahead),
    rule(r"q{0,3}" + COUNT + r"?(?P<u>U)(?P<o>o)", _from_reference),
    rule(r"G", lambda r, m: date(r.anchor.unit("Y", int(r.tokens[m.start()].number)))),
    rule(r"I", _part_unit),
    rule(r"y", _this_year),
)
