"""Words and shares -> what the network learns from: docs of the pipeline's tokens, and targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from indexer.enrich.name_tags import TAGS
from training.printing import lay_out
from training.shares import Shares

BEGINS = [number for number, tag in enumerate(TAGS) if tag.startswith("B")]


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A sentence of a corpus: its words, and the share of each tag for each of them."""

    words: tuple[str, ...]
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A corpus; an epoch takes `share` of its lessons (above 1: some or all more than once)."""

    name: str
    lessons: Sequence[Lesson]
    share: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """A printed sentence, and a row of target shares for each token."""

    doc: Doc
    targets: Shares


def to_exercise(nlp: Language, lesson: Lesson, *, natural: bool) -> Exercise:
    """Return the lesson printed; a token takes the shares of the word that it starts in, and inside
    tags for begin tags where an earlier token started in that word."""
    text, words = lay_out(lesson.words, natural=natural)
    doc = nlp.make_doc(text)
    owners = list(_owners(doc, words))
    targets = lesson.shares[owners]
    again = np.flatnonzero(np.diff(owners, prepend=-1) == 0)
    for begin in BEGINS:
        targets[again, begin + 1] += targets[again, begin]
        targets[again, begin] = 0.0
    return Exercise(doc, targets)


def _owners(doc: Doc, words: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield for each token the word that it starts in."""
    word = 0
    for token in doc:
        while word < len(words) - 1 and words[word][1] <= token.idx:
            word += 1
        yield word
