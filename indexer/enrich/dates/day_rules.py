"""Rules for days told from the day of publication: day words, weekdays, weekends."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from archive.model.partial_date import Granularity, PartialDate
from indexer.enrich.dates.anchor import EITHER, FUTURE, PAST, Anchor
from indexer.enrich.dates.calendar_rules import STEPS, date
from indexer.enrich.dates.covered import covered, day_of_week
from indexer.enrich.dates.doubts import hyphenated, named
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.scan import Token
from indexer.enrich.dates.tense import nowadays, states, tells_no_past

_CONTRAST = 40  # tokens; farther back "then" is no contrast to "today"


def _day_word(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("r")]
    at = match.start("r")
    part = reading.token(match, "p")
    still = "noch" in {reading.word(at - 1), reading.word(at + 1)} or reading.classes[
        at - 1 : at
    ] in {"b", "z"}
    if token.number == 0 and part is None and at and still:
        return Draft(TimexType.DATE, "PRESENT_REF")
    if token.number == 0 and part is None and _is_an_age(reading, match.end()):
        return Draft(TimexType.DATE, "PRESENT_REF")
    if token.number == 0 and part is None and _nowadays(reading, match):
        return Draft(TimexType.DATE, "PRESENT_REF")
    if token.number == 1 and part is None and _of_tomorrow(reading, at):
        return Draft(TimexType.DATE, "FUTURE_REF")
    value = reading.anchor.day(int(token.number))
    return _timed(value, part.code if part else "")


def _of_tomorrow(reading: Reading, at: int) -> bool:
    """`die Stadt von morgen`, but not `von morgen an`."""
    noun = at > 1 and reading.tokens[at - 2].capital
    return noun and reading.classes[at - 1] == "z" and reading.word(at + 1) not in {"an", "bis"}


def _is_an_age(reading: Reading, at: int) -> bool:
    """`der heute 53-Jährige` is so old these days."""
    return re.match("[1nN]-?_?", reading.classes[at : at + 3]) is not None and any(
        "jährig" in reading.word(place) for place in (at + 1, at + 2)
    )


def _nowadays(reading: Reading, match: re.Match[str]) -> bool:
    """`Das Land ist heute arm`: a state, what people know or do these days, a contrast to then."""
    span = match.start(), match.end()
    if states(reading.tokens, *span, reading.lexicon):
        return True
    if nowadays(reading.tokens, *span, reading.lexicon):
        return True
    then = any(
        token.entry.kind == "Z" and token.code == "PAST_REF"
        for token in reading.tokens[max(0, span[0] - _CONTRAST) : span[0]]
    )
    return then and tells_no_past(reading.tokens, *span, reading.lexicon)


def _timed(value: str | None, part: str) -> Draft | None:
    if value is None or not part:
        return date(value)
    return Draft(TimexType.TIME, f"{value}T{part.removeprefix('T')}")


def _tonight(reading: Reading, match: re.Match[str]) -> Draft | None:
    return _timed(reading.anchor.day(0), reading.tokens[match.start()].code)


def _this_morning(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`this morning`, `vergangene Nacht`."""
    days = STEPS[match["mod"]]
    return _timed(reading.anchor.day(days), reading.tokens[match.start("p")].code)


def _day_adjective(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("r")]
    part = reading.token(match, "p")
    if token.number == 0 and not match["d"] and part is None:
        return Draft(TimexType.DATE, "PRESENT_REF", "r")
    if match["d"]:
        return date(_fitting(reading, int(token.number), reading.tokens[match.start("d")]))
    if part:
        return _timed(reading.anchor.day(int(token.number)), part.code)
    value = reading.anchor.day(int(token.number))
    return Draft(TimexType.DATE, value, "r") if value else None


def _fitting(reading: Reading, offset: int, weekday: Token) -> str | None:
    """The day of "gestrigen Montag"; where the two contradict, the weekday tells."""
    value = reading.anchor.day(offset)
    number = int(weekday.number)
    if value is None or len(value) != len("2024-06-19") or not value[0].isdigit():
        return value
    if day_of_week(value) == number:
        return value
    return reading.anchor.weekday(number, FUTURE if offset > 0 else PAST)


def _weekday(reading: Reading, match: re.Match[str]) -> Draft | None:
    at = match.start("d")
    if hyphenated(reading, at) or (not match["mod"] and named(reading, at)):
        return None
    token = reading.tokens[at]
    number, part = int(token.number), reading.token(match, "p")
    code = token.code if token.entry.kind == "C" else part.code if part else ""
    mod = match["mod"]
    direction = STEPS[mod] if mod and mod != "T" else _when(reading, match)
    if mod == "T" and direction == EITHER:
        direction = FUTURE
    value = (
        _day_in_brackets(reading, match.end(), number)
        or _fixed_weekday(reading, number)
        or _weekday_after(reading, match, number)
    )
    if value is None:
        value = reading.anchor.weekday(number, direction, strict=bool(mod) and mod != "T")
    return _timed(value, code)


def _day_in_brackets(reading: Reading, at: int, number: int) -> str | None:
    """`Freitag (28.06.)`, `Freitag (28. Juni)`: the day in brackets, if it is such a weekday."""
    following = re.match(r"\((?:(?P<e>e)|(?P<d>1)\.(?P<m>M))\)", reading.classes[at : at + 6])
    if following is None:
        return None
    day = reading.tokens[at + 1]
    month = day.code if following["e"] else reading.tokens[at + 3].number
    if not 1 <= int(month) <= len("JFMAMJJASOND"):
        return None
    value = reading.anchor.day_of(int(month), int(day.number), EITHER)
    return value if value and "X" not in value and day_of_week(value) == number else None


def _weekday_next(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`on Thursday next`, `on Friday last`."""
    number = int(reading.tokens[match.start("d")].number)
    if reading.language != "en":
        return None
    return date(reading.anchor.weekday(number, STEPS[match["mod"]], strict=True))


def _weekday_of_week(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`Mittwoch vergangener Woche`, `Dienstag der Vorwoche`."""
    unit = reading.token(match, "u")
    if unit is not None and (unit.code != "W" or unit.number > 1):
        return None
    shifted = reading.token(match, "w")
    if shifted is not None and not shifted.code.startswith("W"):
        return None
    offset = int(shifted.code[1:]) if shifted else STEPS[match["mod"]]
    token = reading.tokens[match.start("d")]
    week = reading.anchor.unit("W", offset)
    if week is None or reading.published is None:
        return date(week and f"{week}-{int(token.number)}")
    days = covered(week) if "-W" in week else None
    value = (
        Anchor(PartialDate.parse(days[0].isoformat())).day(int(token.number) - 1) if days else week
    )
    return _timed(value, token.code)


def _weekday_after(reading: Reading, match: re.Match[str], number: int) -> str | None:
    """`am darauffolgenden Samstag`: the next one after the day last mentioned."""
    counted = match["mod"] == "X" and reading.tokens[match.start("mod")].number == 1
    near = reading.near(match.start()) if counted else None
    if near is None or near.granularity is not Granularity.DAY:
        return None
    return Anchor(near).weekday(number, FUTURE, strict=True)


def _when(reading: Reading, match: re.Match[str]) -> int:
    """The tense; "am Montag ist Feiertag", "ab Montag gilt" tell of a day to come."""
    told = reading.tense(match)
    if told != EITHER:
        return told
    opens = reading.before(match.start()) in {"a", "b"}
    stated = states(reading.tokens, match.start(), match.end(), reading.lexicon)
    return FUTURE if opens or stated else EITHER


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
    direction = (STEPS[mod] or EITHER) if mod else reading.tense(match)
    if mod == "T":
        direction = FUTURE
    return date(reading.anchor.weekend(direction))


RULES: tuple[Rule, ...] = (
    rule(r"(?P<d>[DC])A{0,2}(?:(?P<mod>[LXT])(?P<u>U)|(?P<w>W))", _weekday_of_week),
    rule(r"(?P<d>D)(?P<mod>[LX])(?=[.,!|)sbauih&]|$)", _weekday_next),
    rule(r"(?P<r>R)(?P<p>[P=])?", _day_word),
    rule(r"(?P<r>r)(?:(?P<d>D)|(?P<p>P))?", _day_adjective),
    rule(r"PA?[it]A?(?P<d>D)", _night_before),
    rule(r"A?(?P<mod>[LXT])?(?:(?P<d>D)(?P<p>P)?)", _weekday),
    rule(r"A?(?P<mod>[LXT])?(?P<d>C)(?P<p>Z{9})?", _weekday),
    rule(r"A?(?P<mod>[LXT])?E", _weekend),
    rule(r"6", _tonight),
    rule(r"A?(?P<mod>[LT])(?P<p>P)", _this_morning),
)
