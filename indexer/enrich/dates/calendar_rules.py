"""Rules for days, months, years and longer stretches of the calendar."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.anchor import EITHER, FUTURE
from indexer.enrich.dates.covered import covered, day_value
from indexer.enrich.dates.doubts import hyphenated, named, no_month, no_season
from indexer.enrich.dates.feasts import feast_day
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule

STEPS = {"L": -1, "T": 0, "X": 1, "r": 0}
# What tells the year of a month: "2004", "des Jahres 2004", "dieses Jahres", "des Vorjahres".
TAIL = r"(?:[,A]?(?P<y>Y)|A?U(?P<y2>Y)|A?(?P<rel>[LXT])U|A(?P<w>W))?"
# "Ende", "Anfang des", "in der ersten Hälfte des": takes the whole of what follows.
PART = r"(?:A?I-?[Ai]?|A?OHA?)?"


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
        return reading.anchor.year(STEPS[groups["rel"]]) if unit.code == "Y" else None
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


def _part_of_date(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`in der Nacht auf den 28. Juni`, `am Abend des 14. August 2005`."""
    day = _day(reading, match)
    part = reading.tokens[match.start("p")].code
    return Draft(TimexType.TIME, f"{day.value}T{part}") if day else None


def _slashed(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`28/06/2024` has one reading; `6/7/2024` has two, so that only its year is certain."""
    token = reading.tokens[match.start()]
    first, second = divmod(int(token.number), 100)
    if reading.language == "en":
        days = {day_value(int(token.code), *pair) for pair in ((first, second), (second, first))}
    else:
        days = {day_value(int(token.code), second, first)}
    days.discard(None)
    return date(days.pop() if len(days) == 1 else token.code if days else None)


def _month_first(reading: Reading, match: re.Match[str]) -> Draft | None:
    return _day(reading, match) if reading.language == "en" else None


def _told_year(reading: Reading, match: re.Match[str]) -> int | None:
    """The year of a date named shortly before: "im Mai 1992 und am 3. Juni"."""
    near = reading.near(match.start())
    if near is None or reading.published is None or match.start() - reading.reference_at > 60:
        return None
    if _month_again(reading, match, near):
        return near.year
    between = reading.classes[reading.reference_at : match.start()]
    if (
        len(between) > 25
        or re.search(r"[|!]|[^1]\.", between)
        or abs(near.year - reading.published.year) < 2
        or reading.tense(match) == FUTURE
    ):
        return None
    return near.year


def _month_again(reading: Reading, match: re.Match[str], near: PartialDate) -> bool:
    """`Im März 1992 begann … Am 5. März`: the month just mentioned has its year."""
    same = near.month == int(reading.tokens[match.start("m")].number)
    return same and reading.tense(match) != FUTURE


def _month(reading: Reading, match: re.Match[str]) -> Draft | None:
    number = int(reading.tokens[match.start("m")].number)
    year = _year_of(reading, match)
    if year is not None:
        return date(f"{year:04d}-{number:02d}") if 0 < year < 10000 else None
    if match["mod"]:
        step = STEPS[match["mod"]]
        anchor = reading.anchor
        return date(anchor.strict_month(number, step) if step else anchor.month(number, EITHER))
    if match.start("m") == match.start() and no_month(reading, match.start()):
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


def _decade(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("k")]
    unit = reading.token(match, "u")
    if unit and unit.code != "Y":
        return None
    before = reading.classes[max(0, match.start("k") - 1) : match.start("k")]
    plain = (reading.language == "en" and before in {"A", "I", "-"}) or "more" in match.groupdict()
    return date(token.code) if unit or token.number or plain or token.capital else None


def _century(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit, number = reading.tokens[match.start("u")], reading.tokens[match.start("n")].number
    if unit.code != "CE" or reading.classes[match.end() : match.end() + 1] == "4":
        return None
    return date(f"{int(number) - 1:02d}") if 1 <= number <= 100 else None


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
    if not mod and no_season(reading, match.start("s")):
        return None
    if reading.tokens[match.start("s")].word == "fall" and not mod:
        return None  # "the fall of the wall"
    tense = STEPS[mod] if mod else reading.tense(match)
    value = anchor.season(code, tense or EITHER)
    if mod in {"L", "X"} and value and reading.published and value == anchor.season(code, EITHER):
        days, known = covered(value), reading.published.first
        if days and days[0] <= known <= days[1]:
            value = f"{int(value[:4]) + STEPS[mod]:04d}-{code}"
    return date(value)


def _coded(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.tokens[match.start("c")].code)


def _feast(reading: Reading, match: re.Match[str]) -> Draft | None:
    name = reading.tokens[match.start("f")].code
    if match["y"]:
        day = feast_day(name, int(reading.tokens[match.start("y")].number))
        return date(day.isoformat() if day else None)
    step = STEPS[match["mod"]] if match["mod"] else 0
    if hyphenated(reading, match.start("f")) or named(reading, match.start("f")):
        return None
    return date(reading.anchor.feast(name, step or reading.tense(match)))


def _week_number(reading: Reading, match: re.Match[str]) -> Draft | None:
    year = int(reading.tokens[match.start("y")].number) if match["y"] else reading.anchor.year()
    number = reading.tokens[match.start("n" if match["n"] else "n2")].number
    value = f"{year:04d}-W{int(number):02d}" if year else None
    return date(value if value and covered(value) else None)


def _winter(reading: Reading, match: re.Match[str]) -> Draft | None:
    season = reading.tokens[match.start()].code
    return date(f"{reading.tokens[match.start('s')].code[:4]}-{season}")


RULES: tuple[Rule, ...] = (
    rule(r"(?:D,?[Ai]?)?(?P<f>F)", _full),
    rule(r"0", _slashed),
    rule(r"(?P<d>D,?[Ai]?)?(?P<f>e)", _numeric_day),
    rule(
        r"(?:(?P<wd>D),?A?)?(?P<d>1)\.?(?=(?:(?:,u?|u|b|/|-)i?A?1\.){1,9}(?P<m>M)(?P<y>Y)?)", _day
    ),
    rule(r"(?:(?P<wd>D),?[Ai]?)?(?P<d>[1O])(?:\.|A)?(?P<m>M)" + TAIL, _day),
    rule(r"(?P<p>P)(?:[it]?A|i)(?P<wd>Z{9})?(?P<d>[1O])\.?(?P<m>M)" + TAIL, _part_of_date),
    rule(r"(?:(?P<wd>D),?)?(?P<m>M)(?P<d>1)(?!-)(?:,?(?P<y>Y))?", _month_first),
    rule(r"(?P<m>M)(?=[bu-]i?(?P<m2>M)(?P<y>Y))", _first_of_two_months),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<m>M)" + TAIL, _month),
    rule(PART + r"A?(?P<k>K)(?P<u>Z{9})?(?=-?[ub,]A?K-?(?P<more>U))", _decade),
    rule(PART + r"A?(?P<k>K)(?:-?(?P<u>U))?", _decade),
    rule(PART + r"A?(?P<n>1|O)\.?(?=[ub,-]i?A?[1O]\.?(?P<u>U))", _century),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<u>U)", _century),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<j>J)" + TAIL, _part_of_year),
    rule(r"(?:A?[QI])?(?P<c>[78])", _coded),
    rule(r"S(?P<s>7)", _winter),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<s>S)" + TAIL, _season),
    rule(r"A?(?P<mod>[LXT])?(?P<f>f)(?:,?U?(?P<y>Y))?", _feast),
    rule(r"(?:(?P<n>1)\.k|k(?P<n2>1))(?:A?U?/?(?P<y>Y))?", _week_number),
)
