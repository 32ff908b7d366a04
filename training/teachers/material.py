"""What the transformer learns from: sentences of words with tags, in three schemes.

`germeval` keeps all of that corpus's kinds, derived and partial names included, for telling them
from plain names is half the task; `plain` has PER, ORG and LOC alone; `broad` is what Stanford
CoreNLP gives: it learns the bulk of the language's names from labels that are often wrong.
"""

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from training.corpora import THIRD, germeval_columns
from training.readers import read_smartdata
from training.sample import LABELS, Sample

KINDS: Final = ("LOC", "ORG", "PER", "OTH")
SCHEMES: Final[Mapping[str, Sequence[str]]] = {
    "germeval": [
        "O",
        *(f"{p}-{k}{form}" for k in KINDS for form in ("", "deriv", "part") for p in "BI"),
    ],
    "plain": ["O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI")],
    "broad": ["O", *LABELS, "MISC"],
}
WORD: Final = re.compile(r"\b\w{1,3}\.(?=\s)|\w+(?:[-.&'’]\w+)*|[^\w\s]")
LONGEST = 90  # words of a sentence cut from a SmartData document
ENOUGH = 8  # words before a full stop ends one


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words and their tags; a tag that the scheme does not know teaches nothing."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Sentences of one scheme, which share of them an epoch takes, how many epochs, and between
    which parts of the whole course (0 to 1) they come."""

    scheme: str
    sentences: Sequence[Sentence]
    share: float = 1.0
    epochs: int = 1
    begin: float = 0.0
    end: float = 1.0


def courses(texts: Mapping[str, str], labelled: Sequence[Sentence]) -> list[Course]:
    """Return the courses of one teacher; `labelled` are CoreNLP's sentences. The held-out third of
    GermEval is in none."""
    return [
        Course(scheme="broad", sentences=labelled, share=0.3, end=0.65),
        Course(scheme="plain", sentences=smartdata(texts), share=0.4, begin=0.1, end=0.85),
        Course(scheme="germeval", sentences=germeval(texts), epochs=6, begin=0.15),
    ]


def germeval(texts: Mapping[str, str]) -> list[Sentence]:
    """Return the sentences that are not held out, with the outer tags as they stand."""
    return [
        Sentence(words=tuple(row[1] for row in rows), tags=tuple(row[2] for row in rows))
        for number, rows in enumerate(germeval_columns(texts["germeval"]))
        if number % THIRD
    ]


def smartdata(texts: Mapping[str, str]) -> list[Sentence]:
    """Return the SmartData documents, cut into pieces of a sentence or more."""
    return [
        piece for sample in read_smartdata(texts["smartdata"]) for piece in _cut(tagged(sample))
    ]


def tagged(sample: Sample) -> Sentence:
    """Return the words of a text with begin and inside tags; words end where names do."""
    cuts = sorted({edge for name in sample.names for edge in (name.start, name.end)})
    words, tags = [], []
    for match in WORD.finditer(sample.text):
        inner = [cut for cut in cuts if match.start() < cut < match.end()]
        edges = [match.start(), *inner, match.end()]
        for start, end in itertools.pairwise(edges):
            words.append(sample.text[start:end])
            tags.append(_tag(sample, start, end))
    return Sentence(words=tuple(words), tags=tuple(tags))


def _tag(sample: Sample, start: int, end: int) -> str:
    for name in sample.names:
        if name.start <= start and end <= name.end:
            return f"{'B' if start == name.start else 'I'}-{name.label or '?'}"
    return "O"


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    begin, last = 0, len(sentence.words) - 1
    for at, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        ended = word in ".!?" and tag == "O" and at - begin >= ENOUGH
        if ended or at - begin >= LONGEST or at == last:
            yield Sentence(words=sentence.words[begin : at + 1], tags=sentence.tags[begin : at + 1])
            begin = at + 1


def schedule(
    every: Iterable[Course], chance: random.Random, sizes: Mapping[str, int]
) -> list[tuple[str, list[Sentence]]]:
    """Return the batches of all courses in the order in which they are learnt; `sizes` says how
    many words a batch of a scheme holds."""
    placed: list[tuple[float, str, list[Sentence]]] = []
    for course in every:
        for epoch in range(course.epochs):
            chosen = chance.sample(course.sentences, int(course.share * len(course.sentences)))
            for batch in batches(chosen, sizes[course.scheme]):
                moment = (epoch + chance.random()) / course.epochs
                place = course.begin + (course.end - course.begin) * moment
                placed.append((place, course.scheme, batch))
    placed.sort(key=lambda entry: entry[0])
    return [(scheme, batch) for _, scheme, batch in placed]


def batches(sentences: Sequence[Sentence], size: int) -> list[list[Sentence]]:
    """Return the sentences in batches of alike lengths, `size` words each with the padding."""
    found: list[list[Sentence]] = [[]]
    for sentence in sorted(sentences, key=lambda s: len(s.words)):
        if found[-1] and len(sentence.words) * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(sentence)
    return [batch for batch in found if batch]
