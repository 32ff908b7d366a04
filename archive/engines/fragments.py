"""The fragments of a text that say most about why it matches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from archive.engines.marks import Mark

LONGEST = 240  # characters: two to three lines on a result page
_ENOUGH = 130  # a fragment of this length may end with its sentence
_BEFORE = 70  # characters before the first mark where its sentence starts too far away
_SENTENCE_START = re.compile(r"(?:(?<=[.!?…])[\"“”»«)]*\s+(?=[„\"»“(«]?[^\W\d_a-zäöüß])|\n+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A stretch of text, and whether a sentence was cut at its start or end."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def lead(text: str) -> tuple[Fragment, ...]:
    """The beginning of the text; nothing of an empty one."""
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return ()
    return (_ended(text, start, start, cut_before=False),)


def best(text: str, marks: Sequence[Mark], limit: int) -> tuple[Fragment, ...]:
    """The fragments with the most and rarest matches, at most `limit`, in text order."""
    windows = sorted(_windows(marks), key=lambda window: (-window[0], window[1]))
    chosen: list[Fragment] = []
    for _, first, last in windows:
        if len(chosen) == limit:
            break
        if any(f.start <= marks[first].start < f.end for f in chosen):
            continue
        fragment = _around(text, marks[first].start, marks[last].end)
        if all(fragment.end <= f.start or f.end <= fragment.start for f in chosen):
            chosen.append(fragment)
    return tuple(sorted(chosen, key=lambda fragment: fragment.start))


def _windows(marks: Sequence[Mark]) -> list[tuple[float, int, int]]:
    """For each mark the score of what fits into one fragment from there on, and the last mark."""
    counts = Counter(mark.leaf for mark in marks)
    worth = {leaf: 1 / (1 + log(count)) for leaf, count in counts.items()}
    ends = [mark.end for mark in marks]
    windows: list[tuple[float, int, int]] = []
    for first, mark in enumerate(marks):
        last = max(first, bisect_right(ends, mark.start + LONGEST - _BEFORE) - 1)
        windows.append((_score(marks[first : last + 1], worth), first, last))
    return windows


def _score(marks: Sequence[Mark], worth: dict[int, float]) -> float:
    found: dict[int, float] = {}
    for mark in marks:
        found[mark.leaf] = max(found.get(mark.leaf, 0.0), mark.weight * worth[mark.leaf])
    repeated = min(len(marks) - len(found), 3)
    return sum(found.values()) + 0.05 * repeated


def _around(text: str, first: int, last: int) -> Fragment:
    """A fragment that holds the stretch, from its sentence's start if that is near enough."""
    room = max(LONGEST - (last - first), _BEFORE)
    earliest = max(0, first - room)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, earliest, first)]
    if starts:
        return _ended(text, starts[-1], last, cut_before=False)
    if earliest == 0:
        return _ended(text, len(text) - len(text.lstrip()), last, cut_before=False)
    blank = re.search(r"\s", text[first - _BEFORE : first])
    start = first - _BEFORE + blank.end() if blank else first
    return _ended(text, start, last, cut_before=True)


def _ended(text: str, start: int, last: int, *, cut_before: bool) -> Fragment:
    """The fragment from here to a sentence's end past the last mark, else to a word's end."""
    limit = start + LONGEST
    whole = len(text.rstrip())
    if whole <= limit:
        return Fragment(start=start, end=whole, cut_before=cut_before, cut_after=False)
    enough = min(max(last, start + _ENOUGH), limit)
    ends = [match.start() for match in _SENTENCE_START.finditer(text, enough, limit + 1)]
    if ends:
        end = len(text[: ends[-1]].rstrip())
        return Fragment(start=start, end=end, cut_before=cut_before, cut_after=False)
    words_end = max(text.rfind(blank, enough, limit + 1) for blank in " \n\t\u00a0")
    end = words_end if words_end > start else limit
    return Fragment(start=start, end=end, cut_before=cut_before, cut_after=True)
