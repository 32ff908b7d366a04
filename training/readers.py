"""Corpus text -> samples in our label scheme."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from training.corpora import columns
from training.sample import Name, Sample, Tagged
from training.schemes import UNSURE, germeval_label, mobility_label

SILVER = ("silver_wikipedia", "silver_wikinews")
SHORTEST = 4  # tokens; below that a line of MobIE is a link or a smiley


def read_germeval(text: str) -> list[list[Tagged]]:
    """Return the sentences of a GermEval table, outer names only."""
    return [
        [Tagged(form=row[1], tag=germeval_label(row[2])) for row in rows] for rows in columns(text)
    ]


def read_mobie(text: str) -> list[list[Tagged]]:
    """Return the sentences of a MobIE table; a hash or at sign before a name is a token of its
    own, as the tokenizer makes it."""
    return [list(_mobie_sentence(rows)) for rows in columns(text)]


def read_silver(text: str) -> list[list[Tagged]]:
    """Return the sentences that the teachers labelled: a token a line, and its tag unless "O"."""
    return [
        [Tagged(form=row[0], tag=row[1] if len(row) > 1 else "O") for row in rows]
        for rows in columns(text)
    ]


def _mobie_sentence(rows: list[list[str]]) -> Iterator[Tagged]:
    kind, label = "", None
    for number, row in enumerate(rows):
        prefix, _, here = row[-1].partition("-")
        sigil = row[0][0] if row[0][:1] in "#@" and len(row[0]) > 1 else ""
        form = row[0][len(sigil) :]
        if prefix == "B" or here != kind:
            after = " " + rows[number + 1][0] if number + 1 < len(rows) else ""
            kind, label, prefix = here, mobility_label(here, form, sigil, after), "B"
        if sigil:
            yield Tagged(form=sigil, tag=f"I-{label}" if label and prefix == "I" else "O")
        yield Tagged(form=form, tag=f"{prefix}-{label}" if label else "O")


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
