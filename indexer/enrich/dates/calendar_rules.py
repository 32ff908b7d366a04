"""Rules for days, months, years and longer stretches of the calendar."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from indexer.enrich.dates.anchor import EITHER, FUTURE
from indexer.enrich.dates.covered import covered, day_value
from indexer.enrich.dates.feasts import feast_day
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule

_STEPS = {"L": -1, "T": 0, "X": 1, "r": 0}
# What tells the year of a month: "2004", "des Jahres 2004", "dieses Jahres", "des Vorjahres".
TAIL = r"(?:[,A]?(?P<y>Y)|A?U(?P<y2>Y)|A?(?P<rel>[LXT])U|A(?P<w>W))?"
# "Ende", "Anfang des", "in der ersten Hälfte des": takes the whole of what follows.
PART = r"(?:I[Ai]?|A?OHA?)?"


def date(value: str | None) -> Draft | None:
    return Draft(TimexType.DATE, value) if value else None


def _year_of(reading: Reading, match: re.Match[str]) -> int | None:
    """The year that the tail names, None if it names none."""
    groups = match.groupdict()
    for name in ("y", "y2"):
        if groups.get(name):
            return int(reading.tokens[match.start(name)].number)
    if groups.get("w"):
        return reading.anchor.year(-1) if reading.tokens[match.start("w")].code == "Y-1" else None
    if groups.get("rel"):
        unit = reading.tokens[match.start("rel") + 1]
        return reading.anchor.year(_STEPS[groups["rel"]]) if unit.code == "Y" else None
    return None


def _full(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.tokens[match.start("f")].code)


def _numeric_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("f")]
    month, day = int(token.code), int(token.number)
    if not 1 <= month <= 12 or (
        reading.before(match.start()) not in {"i", "s", "b", "a", "D"} and not match["d"]
    ):
        return None
    return date(reading.anchor.day_of(month, day, reading.tense(match)))


def _day(reading: Reading, match: re.Match[str]) -> Draft | None:
    month, day = (
        int(reading.tokens[match.start("m")].number),
        int(reading.tokens[match.start("d")].number),
    )
    year = _year_of(reading, match)
    if year is None:
        year = _told_year(reading, match)
    if year is not None:
        value = day_value(year, month, day)
    else:
        value = reading.anchor.day_of(month, day, reading.tense(match))
    if value and match["wd"]:
        reading.weekdays[int(reading.tokens[match.start("wd")].number)] = value
    return date(value)


def _month_first(reading: Reading, match: re.Match[str]) -> Draft | None:
    return _day(reading, match) if reading.language == "en" else None


def _told_year(reading: Reading, match: re.Match[str]) -> int | None:
    """The year of a date named shortly before: "im Mai 1992 und am 3. Juni"."""
    near = reading.near(match.start())
    if near is None or reading.published is None or match.start() - reading.reference_at > 25:
        return None
    between = reading.classes[reading.reference_at : match.start()]
    if (
        re.search(r"[|!]|[^1]\.", between)
        or abs(near.year - reading.published.year) < 2
        or reading.tense(match) == FUTURE
    ):
        return None
    return near.year


def _month(reading: Reading, match: re.Match[str]) -> Draft | None:
    number = int(reading.tokens[match.start("m")].number)
    year = _year_of(reading, match)
    if year is not None:
        return date(f"{year:04d}-{number:02d}") if 0 < year < 10000 else None
    if match["mod"]:
        step = _STEPS[match["mod"]]
        anchor = reading.anchor
        return date(anchor.strict_month(number, step) if step else anchor.month(number, EITHER))
    if match.start("m") == match.start() and _no_month(reading, match.start()):
        return None
    told = _told_year(reading, match)
    if told is not None:
        return date(f"{told:04d}-{number:02d}")
    default = FUTURE if reading.before(match.start()) in {"a", "b"} else EITHER
    return date(reading.anchor.month(number, reading.tense(match, default)))


def _first_of_two_months(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`von November bis März 2011`: the year of the second month, or the one before."""
    first, second = (int(reading.tokens[match.start(group)].number) for group in ("m", "m2"))
    year = int(reading.tokens[match.start("y")].number)
    return date(f"{year - (first > second):04d}-{first:02d}")


def _no_month(reading: Reading, at: int) -> bool:
    """A name, or what is left of an impossible day ("30. Februar")."""
    return reading.classes[max(0, at - 2) : at] == "1." or _looks_like_a_name(reading, at)


def _looks_like_a_name(reading: Reading, at: int) -> bool:
    """A bare month after a capitalised word ("Karl Mai") or a hyphen is hardly a month."""
    token = reading.tokens[at]
    if token.end - token.start == 3 and token.word not in {"mai", "may"}:
        return True  # a bare abbreviation
    before = reading.tokens[at - 1] if at else None
    if reading.language == "en" and token.word in {"may", "march"}:
        return before is None or before.entry.kind not in "hisbaLXTn"
    if before is None:
        return False
    joined = before.entry.kind == "-" and before.end == token.start and before.start > 0
    return joined or (before.capital and before.entry.kind == "_" and before.end + 1 == token.start)


def _decade(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("k")]
    unit = reading.token(match, "u")
    if unit and unit.code != "Y":
        return None
    plain = (
        reading.language == "en" and reading.classes[match.start("k") - 1 : match.start("k")] == "A"
    )
    return date(token.code) if unit or token.number or plain or token.capital else None


def _century(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit, number = reading.tokens[match.start("u")], reading.tokens[match.start("n")].number
    return date(f"{int(number) - 1:02d}") if unit.code == "CE" and 1 <= number <= 100 else None


def _part_of_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    code, number = (
        reading.tokens[match.start("j")].code,
        int(reading.tokens[match.start("n")].number),
    )
    if number > {"Q": 4, "H": 2}[code]:
        return None
    year = _year_of(reading, match)
    if year is None:
        year = reading.anchor.year()
    return date(f"{year:04d}-{code}{number}" if year else None)


def _season(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start("s")].code
    year = _year_of(reading, match)
    anchor = reading.anchor
    if year is not None:
        return date(f"{year:04d}-{code}")
    mod = match["mod"]
    tense = _STEPS[mod] if mod else reading.tense(match)
    value = anchor.season(code, tense or EITHER)
    if mod in {"L", "X"} and value and reading.published and value == anchor.season(code, EITHER):
        days, known = covered(value), reading.published.first
        if days and days[0] <= known <= days[1]:
            value = f"{int(value[:4]) + _STEPS[mod]:04d}-{code}"
    return date(value)


def _coded(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.tokens[match.start("c")].code)


def _feast(reading: Reading, match: re.Match[str]) -> Draft | None:
    name = reading.tokens[match.start("f")].code
    if match["y"]:
        day = feast_day(name, int(reading.tokens[match.start("y")].number))
        return date(day.isoformat() if day else None)
    step = _STEPS[match["mod"]] if match["mod"] else 0
    return date(reading.anchor.feast(name, step or reading.tense(match)))


def _week_number(reading: Reading, match: re.Match[str]) -> Draft | None:
    year = int(reading.tokens[match.start("y")].number) if match["y"] else reading.anchor.year()
    number = reading.tokens[match.start("n" if match["n"] else "n2")].number
    value = f"{year:04d}-W{int(number):02d}" if year else None
    return date(value if value and covered(value) else None)


RULES: tuple[Rule, ...] = (
    rule(r"(?:D,?[Ai]?)?(?P<f>F)", _full),
    rule(r"(?P<d>D,?[Ai]?)?(?P<f>e)", _numeric_day),
    rule(
        r"(?:(?P<wd>D),?A?)?(?P<d>1)\.?(?=(?:(?:,u?|u|b|/|-)i?A?1\.){1,9}(?P<m>M)(?P<y>Y)?)", _day
    ),
    rule(r"(?:(?P<wd>D),?[Ai]?)?(?P<d>1)(?:\.|A)?(?P<m>M)" + TAIL, _day),
    rule(r"(?:(?P<wd>D),?)?(?P<m>M)(?P<d>1)(?!-)(?:,?(?P<y>Y))?", _month_first),
    rule(r"(?P<m>M)(?=[bu-]i?(?P<m2>M)(?P<y>Y))", _first_of_two_months),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<m>M)" + TAIL, _month),
    rule(PART + r"A?(?P<k>K)(?:-?(?P<u>U))?", _decade),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<u>U)", _century),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<j>J)" + TAIL, _part_of_year),
    rule(r"(?:A?Q)?(?P<c>[78])|S(?P<s>7)", lambda r, m: _coded(r, m) if m["c"] else _winter(r, m)),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<s>S)" + TAIL, _season),
    rule(r"A?(?P<mod>[LXT])?(?P<f>f)(?:,?U?(?P<y>Y))?", _feast),
    rule(r"(?:(?P<n>1)\.k|k(?P<n2>1))(?:A?U?/?(?P<y>Y))?", _week_number),
)


def _winter(reading: Reading, match: re.Match[str]) -> Draft | None:
    season = reading.tokens[match.start()].code
    return date(f"{reading.tokens[match.start('s')].code[:4]}-{season}")
