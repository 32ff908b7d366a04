"""Find every TIMEX3 expression of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from archive.model.annotation import Timex, TimexType
from archive.model.partial_date import PartialDate
from indexer.enrich.dates import (
    calendar_rules,
    clock_rules,
    day_rules,
    relative_rules,
    stretch_rules,
    year_rules,
)
from indexer.enrich.dates.anchor import Anchor
from indexer.enrich.dates.covered import covered
from indexer.enrich.dates.lexicon import LANGUAGES, load_lexicon
from indexer.enrich.dates.reading import Draft, Reading, Rule
from indexer.enrich.dates.scan import scan
from indexer.enrich.dates.tense import fixed_for

_RULES: tuple[Rule, ...] = (
    *calendar_rules.RULES,
    *stretch_rules.RULES,
    *year_rules.RULES,
    *day_rules.RULES,
    *relative_rules.RULES,
    *clock_rules.RULES,
)
# No expression starts with another letter, and those of the second kind never stand alone: most
# tokens cost nothing.
_START = re.compile(
    r"[03569DMPSEIWkfFe78KYRrCGyxZpdc~=]|[12ATLXOUJvhqwnNVjmgs<>io+QtH](?!_)|(?<=M1-)1"
)
_Skipped = Sequence[tuple[int, int]]


def find_dates(
    text: str, published: PartialDate | None, language: str, names: _Skipped = ()
) -> tuple[Timex, ...]:
    """All expressions in text order, never overlapping; none for a language without tables.

    `names` are sorted spans of persons' names, in which no expression may lie.
    """
    if language not in LANGUAGES:
        return ()
    lexicon = load_lexicon(language)
    tokens = scan(text, lexicon)
    reading = Reading(
        tokens=tokens,
        classes="".join(token.entry.kind for token in tokens),
        anchor=Anchor(published),
        lexicon=lexicon,
        language=language,
        published=published,
    )
    return tuple(_free(_timexes(reading, text), names))


def _timexes(reading: Reading, text: str) -> Iterator[Timex]:
    at, length, previous_end = 0, len(reading.classes), -1
    while at < length:
        hit = _START.search(reading.classes, at)
        if hit is None:
            return
        at = hit.start()
        found = _first_match(reading, at)
        if found is None:
            at += 1
            continue
        draft, match = found
        first, last = match.span(draft.group)
        if draft.type in {TimexType.DATE, TimexType.TIME}:
            reading.remember(draft.value.partition("T")[0], first, last)
        elif draft.type is TimexType.SET:
            reading.repeated_at = last
        yield _timex(reading, draft, (first, last), previous_end, text)
        at, previous_end = max(last, at + 1), last


def _first_match(reading: Reading, at: int) -> tuple[Draft, re.Match[str]] | None:
    if reading.word(at) in reading.lexicon.joining:
        return None
    for rule in _RULES:
        match = rule.pattern.match(reading.classes, at)
        if match is None:
            continue
        draft = rule.build(reading, match)
        if draft is not None and _in_calendar(draft):
            return draft, match
    return None


def _in_calendar(draft: Draft) -> bool:
    """Whether a value that names days names days of the years 1 to 9999."""
    dated = draft.type in {TimexType.DATE, TimexType.TIME} and draft.value[:1].isdigit()
    return not dated or covered(draft.value) is not None


def _timex(
    reading: Reading, draft: Draft, span: tuple[int, int], previous_end: int, text: str
) -> Timex:
    start, end = reading.tokens[span[0]].start, reading.tokens[span[1] - 1].end
    first, last = _days(draft)
    if draft.type is TimexType.DATE and first is not None:
        governor = reading.before(span[0])
        if governor in {"s", "a"} and reading.kind(span[1]) != "b":
            last = None
        elif governor == "b" and not _is_closed(reading, span, previous_end):
            first = None
    return Timex(
        start=start,
        end=end,
        text=text[start:end],
        type=draft.type,
        value=draft.value,
        first=first,
        last=last,
    )


def _days(draft: Draft) -> tuple[date | None, date | None]:
    if draft.type not in {TimexType.DATE, TimexType.TIME}:
        return None, None
    return covered(draft.value) or (None, None)


def _is_closed(reading: Reading, span: tuple[int, int], previous_end: int) -> bool:
    """`3. bis 5. Mai`, `adjourned to Friday`: what stands behind the preposition is all."""
    fixed = fixed_for(reading.tokens, *span, reading.lexicon)
    return fixed or _closes_range(reading, span[0], previous_end)


def _closes_range(reading: Reading, at: int, previous_end: int) -> bool:
    """Whether `bis` stands right after another expression, as in "3. bis 5. Mai"."""
    while at > 0 and reading.classes[at - 1] in "Aiq+":
        at -= 1
    return at - 1 == previous_end and previous_end > 0


def _free(timexes: Iterator[Timex], names: _Skipped) -> Iterator[Timex]:
    """Leave out what overlaps a name; both are sorted, so one pass is enough."""
    at = 0
    for timex in timexes:
        while at < len(names) and names[at][1] <= timex.start:
            at += 1
        if at == len(names) or names[at][0] >= timex.end:
            yield timex
