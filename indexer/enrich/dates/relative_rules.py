"""Rules for what is told from the day of publication or from a date mentioned before."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from archive.model.partial_date import Granularity, PartialDate
from indexer.enrich.dates.anchor import EITHER, FUTURE, PAST, step
from indexer.enrich.dates.calendar_rules import PART, date
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.tense import states

_STEPS = {"L": -1, "T": 0, "X": 1}
_NO_CALENDAR = 1000  # "vor 1600 Jahren" tells an age, not the year 424
_FINENESS = {"Y": 1, "DE": 1, "CE": 1, "M": 2, "W": 3, "D": 3}
COUNT = r"(?P<n>[w1nNY])"


def amount(reading: Reading, match: re.Match[str]) -> float:
    return reading.tokens[match.start("n")].number


def _day_word(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("r")]
    at = match.start("r")
    part = reading.token(match, "p")
    still = "noch" in {reading.word(at - 1), reading.word(at + 1)} or reading.classes[
        at - 1 : at
    ] in {"b", "z"}
    if token.number == 0 and part is None and at and still:
        return Draft(TimexType.DATE, "PRESENT_REF")
    if token.number == 0 and part is None and _nowadays(reading, match):
        return Draft(TimexType.DATE, "PRESENT_REF")
    value = reading.anchor.day(int(token.number))
    return _timed(value, part.code if part else "")


def _nowadays(reading: Reading, match: re.Match[str]) -> bool:
    """`Das Land ist heute arm`: a bare form of to be or to have tells a state."""
    return states(reading.tokens, match.start(), match.end(), reading.lexicon)


def _timed(value: str | None, part: str) -> Draft | None:
    if value is None or not part:
        return date(value)
    return Draft(TimexType.TIME, f"{value}T{part.removeprefix('T')}")


def _day_adjective(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("r")]
    part = reading.token(match, "p")
    if token.number == 0 and not match["d"] and part is None:
        return Draft(TimexType.DATE, "PRESENT_REF", "r")
    if match["d"]:
        return date(reading.anchor.day(int(token.number)))
    if part:
        return _timed(reading.anchor.day(int(token.number)), part.code)
    value = reading.anchor.day(int(token.number))
    return Draft(TimexType.DATE, value, "r") if value else None


def _year_adjective(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.anchor.unit("Y", int(reading.tokens[match.start("g")].number)))


def _weekday(reading: Reading, match: re.Match[str]) -> Draft | None:
    if _hyphenated(reading, match.start("d")):
        return None
    token = reading.tokens[match.start("d")]
    number, part = int(token.number), reading.token(match, "p")
    code = token.code if token.entry.kind == "C" else part.code if part else ""
    mod = match["mod"]
    direction = _STEPS[mod] if mod else reading.tense(match)
    value = _fixed_weekday(reading, number)
    if value is None:
        value = reading.anchor.weekday(number, direction, strict=bool(mod) and mod != "T")
    return _timed(value, code)


def _hyphenated(reading: Reading, at: int) -> bool:
    """Whether the word is part of a compound such as "Mittwoch-Ausgabe"."""
    token, tokens = reading.tokens[at], reading.tokens
    left = at > 0 and tokens[at - 1].entry.kind == "-" and tokens[at - 1].end == token.start
    right = at + 2 < len(tokens) and tokens[at + 1].entry.kind == "-"
    return left or (
        right and token.end == tokens[at + 1].start and tokens[at + 1].end == tokens[at + 2].start
    )


def _fixed_weekday(reading: Reading, number: int) -> str | None:
    """The day that the article itself gives to this weekday where the publication date does not."""
    known = reading.published
    partial = known is None or known.granularity is not Granularity.DAY
    return reading.weekdays.get(number) if partial else None


def _night_before(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("d")]
    value = _fixed_weekday(reading, int(token.number)) or reading.anchor.weekday(
        int(token.number), reading.tense(match)
    )
    return _timed(value, "NI")


def _weekend(reading: Reading, match: re.Match[str]) -> Draft | None:
    mod = match["mod"]
    direction = (_STEPS[mod] or EITHER) if mod else reading.tense(match)
    if mod == "T":
        direction = FUTURE
    return date(reading.anchor.weekend(direction))


def _unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    mod = match["mod"]
    if unit.code.startswith("T") or (not mod and not match["i"]):
        return None
    if unit.number > 1:
        return _vague(reading, match) if mod else None
    if unit.code == "D":
        return _some_day(reading, match) if mod else None
    return date(reading.anchor.unit(unit.code, _STEPS[mod] if mod else 0))


def _vague(reading: Reading, match: re.Match[str]) -> Draft:
    unit = reading.tokens[match.start("u")]
    if match["mod"] == "X":
        return Draft(TimexType.DATE, "FUTURE_REF")
    clock = unit.code.startswith("T")
    return Draft(TimexType.DURATION, f"PTX{unit.code[1:]}" if clock else f"PX{unit.code}")


def _some_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`an diesem Tag` is the day last mentioned, `am nächsten Tag` the one after."""
    near = reading.near(match.start())
    if near is None or near.granularity is not Granularity.DAY:
        return None
    return date(step(near, "D", _STEPS[match["mod"]]))


def _part_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start()].code
    return date(reading.anchor.unit(code, 0)) if code else None


def _shifted_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start("w")].code
    unit, offset = code[0], int(code[1:])
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
    if start is None or len(start.value) < {1: 4, 2: 7, 3: 10}[_FINENESS[unit.code]]:
        return None
    return date(_away(start, unit.code, -count if sign < 0 else count))


def _this_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.anchor.unit("Y", 0))


RULES: tuple[Rule, ...] = (
    rule(r"(?P<r>R)(?P<p>[P=])?", _day_word),
    rule(r"(?P<r>r)(?:(?P<d>D)|(?P<p>P))?", _day_adjective),
    rule(r"PA?[it]A?(?P<d>D)", _night_before),
    rule(r"A?(?P<mod>[LXT])?(?:(?P<d>D)(?P<p>P)?)", _weekday),
    rule(r"A?(?P<mod>[LXT])?(?P<d>C)(?P<p>Z{9})?", _weekday),
    rule(r"A?(?P<mod>[LXT])?E", _weekend),
    rule(r"(?P<i>(?:I[Ai]?|A?OHA?))?A?(?P<mod>[LXT])?(?P<u>U)(?!Y)", _unit),
    rule(PART + r"A?(?P<w>W)", _shifted_unit),
    rule(r"v[qA+]{0,3}" + COUNT + r"(?P<u>U)(?:u[w1n]U)?", _ago),
    rule(r"h[q+]{0,3}" + COUNT + r"(?P<u>U)", _ahead),
    rule(r"q{0,3}" + COUNT + r"?(?P<u>U)(?P<o>o)", _from_reference),
    rule(r"G", lambda r, m: date(r.anchor.unit("Y", int(r.tokens[m.start()].number)))),
    rule(r"I", _part_unit),
    rule(r"y", _this_year),
)

__all__ = ["PAST", "RULES", "amount"]
