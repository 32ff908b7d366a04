"""Rules for durations, sets, times of day and vague references."""

from __future__ import annotations

import re

from archive.model.annotation import TimexType
from archive.model.partial_date import Granularity
from indexer.enrich.dates.anchor import PAST
from indexer.enrich.dates.reading import Draft, Reading, Rule, rule
from indexer.enrich.dates.relative_rules import COUNT, amount

_REFERENCES = {"L": "PAST_REF", "T": "PRESENT_REF", "X": "FUTURE_REF"}
_CLOCK_REACH = (
    30  # tokens; a clock time belongs to a day named in its own or the preceding sentence
)
_HALVES = {"Y": "P6M", "D": "PT12H", "TH": "PT30M"}


def _period(number: str, code: str) -> str:
    return f"PT{number}{code[1:]}" if code.startswith("T") else f"P{number}{code}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _duration(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    if unit.word == "jahren" and reading.before(match.start()) == "a":
        return None  # "ab 16 Jahren"
    age = reading.word(match.end()).startswith(("alt", "ält", "jünger", "old"))
    if age or reading.word(match.start() - 2) == "alter":
        return None
    return Draft(TimexType.DURATION, _period(_number(amount(reading, match)), unit.code))


def _two_durations(reading: Reading, match: re.Match[str]) -> Draft:
    second = reading.tokens[match.start("u2")]
    value = _period(_number(amount(reading, match)), reading.tokens[match.start("u")].code)
    return Draft(
        TimexType.DURATION,
        f"{value}{_number(reading.tokens[match.start('n2')].number)}{second.code[-1]}",
    )


def _listed_duration(reading: Reading, match: re.Match[str]) -> Draft:
    code = reading.tokens[match.end("n2")].code
    return Draft(TimexType.DURATION, _period(_number(amount(reading, match)), code), "n")


def _half_a_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`ein halbes Jahr`, `einer halben Stunde`."""
    value = _HALVES.get(reading.tokens[match.start("u")].code)
    return Draft(TimexType.DURATION, value) if value else None


def _vague_duration(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    return Draft(TimexType.DURATION, _period("X", unit.code)) if unit.number > 1 else None


def _since_years(reading: Reading, match: re.Match[str]) -> Draft | None:
    draft = _vague_duration(reading, match)
    return Draft(TimexType.DURATION, draft.value, "u") if draft else None


def _long(reading: Reading, match: re.Match[str]) -> Draft | None:
    code = reading.tokens[match.start()].code
    return Draft(TimexType.DURATION, code) if code else None


def _set(reading: Reading, match: re.Match[str]) -> Draft:
    return Draft(TimexType.SET, reading.tokens[match.start()].code)


def _each_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    if unit.number > 1 and not match["n"]:
        return None
    count = _number(reading.tokens[match.start("n")].number) if match["n"] else "1"
    return Draft(TimexType.SET, _period(count, unit.code))


def _each_weekday(reading: Reading, match: re.Match[str]) -> Draft:
    token = reading.tokens[match.start("d")]
    part = f"-T{token.code}" if token.code else ""
    return Draft(TimexType.SET, f"XXXX-WXX-{int(token.number)}{part}")


def _nth_weekday(reading: Reading, match: re.Match[str]) -> Draft:
    """`jeden dritten Mittwoch im Monat` comes once a month."""
    return Draft(TimexType.SET, _period("1", reading.tokens[match.start("u")].code))


def _long_years(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`lange Jahre`, `über Monate`."""
    unit = reading.tokens[match.start("u")]
    if unit.number < 2 or not reading.word(match.start()).startswith(("lang", "über")):
        return None
    over = reading.classes[match.start()] == "+"
    return Draft(TimexType.DURATION, _period("X", unit.code), "u" if over else 0)


def _formerly(reading: Reading, match: re.Match[str]) -> Draft | None:
    """`Früher war alles anders`, but not `früher als` nor `ein früher Tod`."""
    if reading.word(match.start()) != "früher" or reading.word(match.end()) == "als":
        return None
    before = reading.classes[match.start() - 1] if match.start() else "!"
    return None if before in "wqnN1U" else Draft(TimexType.DATE, "PAST_REF")


def _reference(reading: Reading, match: re.Match[str]) -> Draft:
    return Draft(TimexType.DATE, reading.tokens[match.end() - 1].code)


def _recently(reading: Reading, match: re.Match[str]) -> Draft:
    return Draft(TimexType.DATE, "PAST_REF")


def _some_time(reading: Reading, match: re.Match[str]) -> Draft | None:
    if match["mod"]:
        then = match["mod"] == "T" and reading.tense(match) == PAST
        return Draft(TimexType.DATE, "PAST_REF" if then else _REFERENCES[match["mod"]])
    if reading.kind(match.end()) == "A":
        return None  # "zur Zeit der Besatzung"
    now = reading.word(match.start()) == "zur" or reading.word(match.end() - 1) in {
        "moment",
        "augenblick",
    }
    return Draft(TimexType.DATE, "PRESENT_REF") if now else None


def _per_unit(reading: Reading, match: re.Match[str]) -> Draft | None:
    unit = reading.tokens[match.start("u")]
    if unit.word == "tag":
        counted = re.search("[1Nn]", reading.classes[max(0, match.start() - 3) : match.start()])
        return Draft(TimexType.SET, "P1D", "u") if counted else None
    if unit.word not in {"jahr", "monat"} or reading.word(match.start()) != "im":
        return None
    return Draft(TimexType.SET, f"P1{unit.code}")


def _bare_clock(reading: Reading, match: re.Match[str]) -> Draft | None:
    counted = reading.word(match.end()) in reading.lexicon.counted | {"€", "$", "%"}
    return None if counted else _clock(reading, match)


def _on_day(reading: Reading, match: re.Match[str], time: str) -> Draft:
    near = None if _repeated(reading, match) else reading.near(match.start(), _CLOCK_REACH)
    day = near.value if near and near.granularity is Granularity.DAY else ""
    return Draft(TimexType.TIME, day + time)


def _repeated(reading: Reading, match: re.Match[str]) -> bool:
    """After several days ("am 3. und 4. Mai, 20 Uhr") or a set a clock time belongs to no one."""
    each = "jeweils" in {reading.word(match.start() - 1), reading.word(match.start() - 2)}
    return each or reading.several or reading.repeated_at > reading.reference_at


def _clock(reading: Reading, match: re.Match[str]) -> Draft | None:
    token = reading.tokens[match.start("t")]
    hour, minute = int(token.number), "00"
    if token.entry.kind == "c":
        hour, minute = int(token.code[1:3]), token.code[4:]
    if hour > 24 or (hour == 24 and minute != "00"):
        return None
    return _on_day(reading, match, f"T{_of_day(reading, match, hour):02d}:{minute}")


def _of_day(reading: Reading, match: re.Match[str], hour: int) -> int:
    """The hour of 24: "8 Uhr abends" is 20, "12 am" is 0."""
    half = _half_of_day(reading, match)
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour


def _half_of_day(reading: Reading, match: re.Match[str]) -> str:
    if match.groupdict().get("p"):
        code = reading.tokens[match.start("p")].code
        return "pm" if code in {"AF", "EV"} else ""
    return reading.tokens[match.end() - 1].code


def _half_past(reading: Reading, match: re.Match[str]) -> Draft | None:
    hour = reading.tokens[match.start("n")].number - 1
    return _on_day(reading, match, f"T{int(hour):02d}:30") if 0 <= hour < 24 else None


def _part_of_day(reading: Reading, match: re.Match[str]) -> Draft:
    return _on_day(reading, match, f"T{reading.tokens[match.start('p')].code}")


RULES: tuple[Rule, ...] = (
    rule(r"(?P<t>1|c)(?=[bu/-]i?[1c]B)", _clock),
    rule(r"(?P<t>[1nc])B(?P<p>p)?", _clock),
    rule(r"(?<=&)(?P<g>g)(?P<n>n)", _half_past),
    rule(r"j(?P<n>[1nO])?(?P<u>U)", _each_unit),
    rule(r"m(?P<n>[w1n])?(?P<u>U)", _each_unit),
    rule(r"jO?(?P<d>[DC])[iA]A?(?P<u>U)", _nth_weekday),
    rule(r"jO?(?P<d>[DC])", _each_weekday),
    rule(r"x", _set),
    rule(r"q{0,3}" + COUNT + r"(?P<u>U)u(?P<n2>[w1n])(?P<u2>U)", _two_durations),
    rule(r"A?[LX]" + COUNT + r"(?P<u>U)", _duration),
    rule(r"q{0,3}" + COUNT + r"q?(?P<u>U)", _duration),
    rule(r"(?P<n>[1n])(?=b(?P<n2>[1n])U)", _listed_duration),
    rule(r"w?5(?P<u>U)", _half_a_unit),
    rule(r"w?V(?P<u>U)", _vague_duration),
    rule(r"[vs](?P<u>U)", _since_years),
    rule(r"d", _long),
    rule(r"(?<=[hi&])A?(?P<z>~)|(?P<z2>Z)", _reference),
    rule(r"[q+](?P<u>U)", _long_years),
    rule(r"[vs]<", _recently),
    rule(r"i>|A?(?P<mod>[LXT])>", _some_time),
    rule(r"(?<=&)(?P<t>c)", _bare_clock),
    rule(r"i(?P<u>U)(?![YNM])", _per_unit),
    rule(r"=?(?P<p>P|p)", _part_of_day),
    rule(r"=", _formerly),
)
