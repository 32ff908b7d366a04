"""Rules for days, months, years and longer stretches of the calendar."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from indexer.enrich.dates.anchor import EITHER, FUTURE
from indexer.enrich.dates.covered import day_value
from indexer.enrich.dates.doubts import looks_like_a_name, recurs
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.scan import Token
from indexer.enrich.dates.told_year import day_back_then, told_year, year_of_weekday

STEPS = {"L": -1, "T": 0, "X": 1, "r": 0}
# What tells the year of a month: "2004", "des Jahres 2004", "dieses Jahres", "des Vorjahres".
TAIL = r"(?:[,A]?(?P<y>Y)|A?U(?P<y2>Y)|A?(?P<rel>[LXT])U|(?P<same>2)U|A(?P<w>W)|(?P<short>@))?"
_EARLY = 3  # digits of a year before 1000
_NO_UNIT = 4  # letters; units of measure are shorter
# "Ende", "Anfang des", "in der ersten Hälfte des": takes the whole of what follows.
PART = r"(?:A?I-?[Ai]?|A?OHA?)?"


def date(value: str | None) -> Draft | None:
    return Draft(TimexType.DATE, value) if value else None


def year_of(reading: Reading, match: re.Match[str]) -> int | None:
    """The year that the tail names, None if it names none."""
    groups = match.groupdict()
    for name in ("y", "y2"):
        if groups.get(name):
            return int(reading.tokens[match.start(name)].number)
    if groups.get("w"):
        return reading.anchor.year(-1) if reading.tokens[match.start("w")].code == "Y-1" else None
    if groups.get("short"):
        code = reading.tokens[match.start("short")].code
        return reading.anchor.year(int(code[1:])) if code[0] == "Y" else None
    if groups.get("rel"):
        unit = reading.tokens[match.start("rel") + 1]
        return reading.anchor.year(STEPS[groups["rel"]]) if unit.code == "Y" else None
    if groups.get("same"):
        near = reading.near(match.start())
        return near.year if near else None
    return None


def _full(reading: Reading, match: re.Match[str]) -> Draft | None:
    return date(reading.tokens[match.start("f")].code)


def _numeric_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("f")]
    month, day = int(token.code), int(token.number)
    if not 1 <= month <= 12 or (
        reading.kind(match.start() - 1) not in set("isbaD")
        and reading.classes[max(0, match.start() - 2) : match.start()] not in {"e-", "D("}
        and reading.before(match.start()) not in {"s", "b", "a"}
        and not match["d"]
    ):
        return None
    return date(reading.anchor.day_of(month, day, reading.tense(match)))


def _day(reading: Reading, match: re.Match[str]) -> Draft | None:
    month, day = (
        int(reading.tokens[match.start("m")].number),
        int(reading.tokens[match.start("d")].number),
    )
    year = year_of(reading, match)
    if year is None and recurs(reading, match.start()):
        return _each_year(f"{month:02d}-{day:02d}")
    if year is None:
        year = year_of_weekday(reading, match, month, day) or told_year(reading, match)
    if year is not None:
        value = day_value(year, month, day)
    else:
        value = day_back_then(reading, match, month, day) or reading.anchor.day_of(
            month, day, reading.tense(match)
        )
    if value and match["wd"]:
        reading.weekdays[int(reading.tokens[match.start("wd")].number)] = value
    return date(value)


def _early_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`15. August 718`, where nothing is counted behind."""
    token, at = reading.tokens[match.start("y")], match.end()
    if len(token.word) != _EARLY or not token.word.isdecimal():
        return None
    following = reading.tokens[at] if at < len(reading.tokens) else None
    if following and (following.entry.kind not in "_.,)" or following.capital):
        return None
    if following and following.entry.kind == "_" and len(following.word) < _NO_UNIT:
        return None
    month, day = (int(reading.tokens[match.start(group)].number) for group in ("m", "d"))
    return date(day_value(int(token.number), month, day))


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


def _each_year(rest: str) -> Draft | None:
    """`immer am 19. Januar`, if there is such a day."""
    known = len(rest) == 2 or day_value(2000, *(int(part) for part in rest.split("-")))
    return Draft(TimexType.SET, f"XXXX-{rest}") if known else None


def _month_first(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`June 19`; elsewhere only `Februar 26, 2016`."""
    return _day(reading, match) if reading.language == "en" or match["y"] else None


def _day_of_month(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`am 18. d. M.`, `on the 10th inst.`, `am 3. dieses Monats`: a day of the month around."""
    told, unit = reading.token(match, "short"), reading.token(match, "u")
    if unit is not None and (unit.code != "M" or not _owns_a_day(reading, match, unit)):
        return None
    if told is not None and told.code[0] != "M":
        return None
    steps = int(told.code[1:]) if told else STEPS[match["mod"]]
    month = reading.anchor.unit("M", steps)
    if month is None or len(month) != len("2024-06"):
        return date(month)
    day = int(reading.tokens[match.start("d")].number)
    if month.startswith("X"):
        return date(f"{month}-{day:02d}") if 1 <= day <= 31 else None
    return date(day_value(int(month[:4]), int(month[5:]), day))


def _owns_a_day(reading: Reading, match: re.Match[str], unit: Token) -> bool:
    """`dieses Monats`, `of this month`, but not `Platz 1. Diesen Monat ...`."""
    if reading.language == "en":
        return unit.number == 1 and reading.word(match.start("mod") - 1) == "of"
    return unit.word.endswith("s")


def _month(reading: Reading, match: re.Match[str]) -> Draft | None:
    number = int(reading.tokens[match.start("m")].number)
    if _impossible_day(reading, match):
        return None
    year = year_of(reading, match)
    if year is not None:
        return date(f"{year:04d}-{number:02d}") if 0 < year < 10000 else None
    if match["mod"]:
        step = STEPS[match["mod"]]
        anchor = reading.anchor
        return date(anchor.strict_month(number, step) if step else anchor.month(number, EITHER))
    if match.start("m") == match.start() and looks_like_a_name(reading, match.start()):
        return None
    if recurs(reading, match.start()):
        return _each_year(f"{number:02d}")
    told = told_year(reading, match)
    if told is not None:
        return date(f"{told:04d}-{number:02d}")
    default = FUTURE if reading.before(match.start()) in {"a", "b"} else EITHER
    return date(reading.anchor.month(number, reading.tense(match, default)))


def _impossible_day(reading: Reading, match: re.Match[str]) -> bool:
    """What is left of "29. Februar 2023" and of "February 30"."""
    start, end = match.start(), match.end()
    if start == match.start("m") and reading.classes[max(0, start - 2) : start] == "1.":
        return True
    follows = reading.tokens[end] if end < len(reading.tokens) else None
    if reading.language != "en" or follows is None or follows.entry.kind != "1":
        return False
    return follows.number in {29, 30, 31}


def _second_day(reading: Reading, match: re.Match[str]) -> Draft | None:
    """The 4 of `March 3-4, 1999`."""
    if reading.language != "en":
        return None
    month, day = (int(reading.tokens[at].number) for at in (match.start() - 3, match.start()))
    year = year_of(reading, match)
    if year is not None:
        return date(day_value(year, month, day))
    return date(reading.anchor.day_of(month, day, reading.tense(match)))


def _first_of_two_months(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`von November bis März 2011`: the year of the second month, or the one before."""
    first, second = (int(reading.tokens[match.start(group)].number) for group in ("m", "m2"))
    year = int(reading.tokens[match.start("y")].number)
    return date(f"{year - (first > second):04d}-{first:02d}")


RULES: tuple[Rule, ...] = (
    rule(r"(?:D,?[Ai]?)?(?P<f>F)", _full),
    rule(r"0", _slashed),
    rule(r"(?P<d>D,?[Ai]?)?(?P<f>e)", _numeric_day),
    rule(
        r"(?:(?P<wd>D),?A?)?(?P<d>1)\.?"
        r"(?=(?:(?:,u?|u|b|/|-)i?A?(?:D,?A?)?1\.?){1,9}(?P<m>M)(?P<y>Y)?)",
        _day,
    ),
    rule(r"(?P<d>[1O])\.(?P<m>M)(?P<y>N)", _early_day),
    rule(r"(?:(?P<wd>D),?[Ai]?)?(?P<d>[1O])(?:\.|A)?(?P<m>M)" + TAIL, _day),
    rule(
        r"(?:(?P<wd>D),?A?)?(?P<d>[1O])\.?(?:(?P<short>@)|A?(?P<mod>[LXT])(?P<u>U))", _day_of_month
    ),
    rule(r"(?P<p>P)(?:[it]?A|i)(?P<wd>Z{9})?(?P<d>[1O])\.?(?P<m>M)" + TAIL, _part_of_date),
    rule(r"(?P<p>P)(?:A|i)(?P<wd>Z{9})?(?P<m>M)(?P<d>1)(?!-)(?:,?(?P<y>Y))?", _part_of_date),
    rule(r"(?:(?P<wd>D),?)?(?P<m>M)(?P<d>1)(?=-1(?:,?(?P<y>Y))?)", _month_first),
    rule(r"(?<=M1-)(?P<d>1)(?:,?(?P<y>Y))?", _second_day),
    rule(r"(?:(?P<wd>D),?)?(?P<m>M)(?P<d>1)(?!-)(?:,?(?P<y>Y))?", _month_first),
    rule(r"(?P<m>M)(?=[bu-]i?(?P<m2>M)(?P<y>Y))", _first_of_two_months),
    rule(PART + r"A?(?P<mod>[LXT])?(?P<m>M)" + TAIL, _month),
)
