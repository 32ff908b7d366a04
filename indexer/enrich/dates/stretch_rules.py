"""Rules for stretches of the calendar other than months: seasons, quarters, decades, feasts."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from indexer.enrich.dates.anchor import EITHER
from indexer.enrich.dates.calendar_rules import PART, STEPS, TAIL, date, year_of
from indexer.enrich.dates.covered import covered
from indexer.enrich.dates.doubts import hyphenated, named, no_season, recurs
from indexer.enrich.dates.feasts import feast_day
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.told_year import told_year

_PARTS = {"Q": 4, "H": 2}  # how many make a year


def _decade(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("k")]
    unit = reading.token(match, "u")
    if unit and unit.code != "Y":
        return None
    before = reading.classes[max(0, match.start("k") - 1) : match.start("k")]
    parted = "I" in reading.classes[match.start() : match.start("k")]
    plain = (
        parted
        or token.word.endswith("ern")
        or (reading.language == "en" and before in {"A", "I", "-"})
        or "more" in match.groupdict()
    )
    return date(token.code) if unit or token.number or plain or token.capital else None


def _century(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit, number = reading.tokens[match.start("u")], reading.tokens[match.start("n")].number
    if unit.code != "CE" or reading.kind(match.end()) == "4":
        return None
    return date(f"{int(number) - 1:02d}") if 1 <= number <= 100 else None


def _part_of_year(reading: Reading, match: re.Match[str]) -> Draft | None:
    code, number = (
        reading.tokens[match.start("j")].code,
        int(reading.tokens[match.start("n")].number),
    )
    if number > _PARTS[code] or _of_century(reading, match.end()):
        return None
    year = year_of(reading, match)
    if year is None:
        year = reading.anchor.year()
    return date(f"{year:04d}-{code}{number}" if year else None)


def _of_century(reading: Reading, at: int) -> bool:
    """`the first half of the 20th century` is no half of a year."""
    following = re.match(r"A{1,2}I?(?:[1O]U|K)", reading.classes[at : at + 5])
    return following is not None and reading.kind(at + following.end() - 1) in {"U", "K"}


def _coded_part(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`Q3 2023`, `in Q3`, but not `Audi Q3`."""
    year = year_of(reading, match)
    if year is None and reading.kind(match.start("j") - 1) in {"h", "i", "s", "b"}:
        year = reading.anchor.year()
    return date(f"{year:04d}-{reading.tokens[match.start('j')].code}" if year else None)


def _this_quarter(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start("j")].code
    year = year_of(reading, match)
    if year is not None:
        return date(f"{year:04d}-{code}{_PARTS[code]}") if match["mod"] == "L" else None
    return date(reading.anchor.unit(code, STEPS[match["mod"]]))


def _season(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start("s")].code
    year = year_of(reading, match)
    anchor = reading.anchor
    if year is not None:
        return date(f"{year:04d}-{code}")
    mod = match["mod"]
    if not mod and no_season(reading, match.start("s")):
        return None
    if reading.tokens[match.start("s")].word == "fall" and not mod:
        return None  # "the fall of the wall"
    if not mod and recurs(reading, match.start()):
        return Draft(TimexType.SET, f"XXXX-{code}")
    tense = STEPS[mod] if mod else reading.tense(match)
    value = anchor.season(code, tense or EITHER)
    if mod in {"L", "X"} and value and reading.published and value == anchor.season(code, EITHER):
        days, known = covered(value), reading.published.first
        if days and days[0] <= known <= days[1]:
            value = f"{int(value[:4]) + STEPS[mod]:04d}-{code}"
    return date(value)


def _coded(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.tokens[match.start("c")].code)


def _feast_at_the_turn(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`Silvester 2005/06` is in the first of the two years, a day of January in the second."""
    first, _, second = reading.tokens[match.start("c")].code.partition("/")
    name = reading.tokens[match.start("f")].code
    day = feast_day(name, int(second if name.startswith("01") else first))
    return date(day.isoformat() if day else None)


def _feast(reading: Reading, match: re.Match[str]) -> Draft | None:
    name = reading.tokens[match.start("f")].code
    year = year_of(reading, match)
    if year is not None:
        day = feast_day(name, year)
        return date(day.isoformat() if day else None)
    step = STEPS[match["mod"]] if match["mod"] else 0
    if hyphenated(reading, match.start("f")) or named(reading, match.start("f")):
        return None
    told = None if match["mod"] else told_year(reading, match)
    if told is not None:
        day = feast_day(name, told)
        return date(day.isoformat() if day else None)
    return date(reading.anchor.feast(name, step or reading.tense(match)))


def _first_of_two_feasts(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`zwischen Ostern und Pfingsten 2023`."""
    name = reading.tokens[match.start("f")].code
    day = feast_day(name, int(reading.tokens[match.start("y")].number))
    return date(day.isoformat() if day else None)


def _week_number(reading: Reading, match: re.Match[str]) -> Draft | None:
    year = int(reading.tokens[match.start("y")].number) if match["y"] else reading.anchor.year()
    number = reading.tokens[match.start("n" if match["n"] else "n2")].number
    value = f"{year:04d}-W{int(number):02d}" if year else None
    return date(value if value and covered(value) else None)


def _season_with_short_end(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`Saison 2010-11`, `the 2010-11 season`."""
    groups = ("y", "n") if match["y"] else ("y2", "n2")
    first, last = (int(reading.tokens[match.start(group)].number) for group in groups)
    return date(f"{first:04d}/{first + 1:04d}") if (first + 1) % 100 == last else None


def _winter(reading: Reading, match: re.Match[str]) -> Draft | None:
    season = reading.tokens[match.start()].code
    return date(f"{reading.tokens[match.start('s')].code[:4]}-{season}")


RULES: tuple[Rule, ...] = (
    rule(PART + r"A?(?P<k>K)(?P<u>Z{9})?(?=-?[ub,]A?K-?(?P<more>U))", _decade),
    rule(PART + r"A?(?P<k>K)(?:-?(?P<u>U))?", _decade),
    rule(PART + r"A?(?P<n>1|O)\.?(?=[ub,-]I?i?A?[1O]\.?(?P<u>U))", _century),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<u>U)", _century),
    rule(PART + r"A?(?P<n>1|O)\.?(?P<j>J)" + TAIL, _part_of_year),
    rule(PART + r"A?(?P<mod>[LXT])(?P<j>J)" + TAIL, _this_quarter),
    rule(r"(?P<j>9)/?" + TAIL, _coded_part),
    rule(r"(?:A?[QI])?(?P<c>[78])", _coded),
    rule(r"A?Q(?P<y>Y)-(?P<n>1)|A?(?P<y2>Y)-(?P<n2>1)(?=Q)", _season_with_short_end),
    rule(r"S(?P<s>7)", _winter),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<s>S)" + TAIL, _season),
    rule(r"A?(?P<f>f)(?P<c>7)", _feast_at_the_turn),
    rule(r"(?P<f>f)(?=[ub-]f(?P<y>Y))", _first_of_two_feasts),
    rule(r"A?(?P<mod>[LXT])?(?P<f>f)(?:,?U(?=Y)|h(?=Y))?" + TAIL, _feast),
    rule(r"(?:(?P<n>1)\.k|k(?P<n2>1))(?:A?U?/?(?P<y>Y))?", _week_number),
)
