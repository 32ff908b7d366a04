"""Corpus text -> samples in our label scheme."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from training.corpora import columns, germeval_columns
from training.lessons import Lesson
from training.sample import Name, Sample, Tagged
from training.schemes import UNSURE, germeval_label, mobility_label
from training.shares import read_shares, write_shares


def read_germeval(text: str) -> list[list[Tagged]]:
    """Return the sentences of a GermEval table, outer names only."""
    return [
        [Tagged(form=row[1], tag=germeval_label(row[2])) for row in rows]
        for rows in germeval_columns(text)
    ]


def read_words(text: str) -> list[list[str]]:
    """Return the words of the sentences of a column file."""
    return [[row[0] for row in rows] for rows in columns(text)]


def read_lessons(text: str) -> list[Lesson]:
    """Return the sentences that the teachers labelled: a word a line, and its shares if any."""
    return [
        Lesson(
            words=tuple(row[0] for row in rows),
            shares=read_shares([row[1] if len(row) > 1 else "" for row in rows]),
        )
        for rows in columns(text)
    ]


def write_lessons(lessons: Iterable[Lesson]) -> str:
    """Return what read_lessons reads."""
    return "\n".join("".join(_lines(lesson)) for lesson in lessons)


def _lines(lesson: Lesson) -> Iterator[str]:
    for word, row in zip(lesson.words, lesson.shares, strict=True):
        shares = write_shares(row)
        yield f"{word}\t{shares}\n" if shares else f"{word}\n"


def read_smartdata(text: str) -> list[Sample]:
    """Return the SmartData documents; nested spans keep the longest."""
    rows = (json.loads(line) for line in text.split("\n") if line.strip())
    return [_smartdata_sample(row) for row in rows]


def _smartdata_sample(row: dict[str, Any]) -> Sample:
    text = row["text"]
    found = []
    for span in row["entities"]:
        start, end = _trim(text, span["start"], span["end"])
        before, after = text[max(0, start - 1) : start], text[end : end + 2]
        label = mobility_label(span["type"], text[start:end], before, after)
        if label and start < end:
            found.append(Name(start=start, end=end, label=None if label == UNSURE else label))
    return Sample(text=text, names=without_overlap(found))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "#@"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def without_overlap(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return the names in order, the longer one where two overlap."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or name.start >= other.end for other in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.start))
