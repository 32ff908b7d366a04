"""Lessons as arrays: each token a number of its form, each form its features."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps

from indexer.enrich.embedding import TELLTALE, feature_hashes
from indexer.enrich.letters import has_letters
from indexer.enrich.word_vectors import VectorTagger
from training.lessons import Source, to_exercise
from training.shares import Shares
from training.weights import Sizes

HIDDEN = 1  # the number of the form that stands for one hidden
FIRST = 2  # the number of the first real form; 0 parts texts

Numbers = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A corpus in one printing: for all tokens one after another the forms and the target shares;
    sentence number n goes from bounds[n] to bounds[n + 1]."""

    forms: Numbers
    targets: NDArray[np.float16]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """By the form's number: the rows of each feature's table (features by 4), its vector, and the
    vector that its letters tell."""

    rows: Numbers
    vectors: Floats
    spelled: Floats


class Printer:
    """Turns corpora into arrays, and numbers the forms it meets."""

    def __init__(self, nlp: Language, sizes: Sizes) -> None:
        self._nlp = nlp
        self._sizes = sizes
        self._clusters = nlp.get_pipe("clusters")
        self._numbers: dict[tuple[str, str], int] = {}

    def printings(self, source: Source) -> list[Printed]:
        """Return the corpus with words parted by blanks, and closed up as in print."""
        return [self._printed(source, natural=natural) for natural in (False, True)]

    def _printed(self, source: Source, *, natural: bool) -> Printed:
        forms: list[Numbers] = []
        targets: list[Shares] = []
        for lesson in source.lessons:
            exercise = to_exercise(self._nlp, lesson, natural=natural)
            doc = self._clusters(exercise.doc)
            forms.append(np.array([self._number(t.text, t.tag_) for t in doc], dtype=np.int32))
            targets.append(exercise.targets)
        return Printed(
            np.concatenate(forms),
            np.concatenate(targets).astype(np.float16),
            np.cumsum([0, *(len(row) for row in forms)]),
        )

    def _number(self, form: str, tag: str) -> int:
        return self._numbers.setdefault((form, tag), len(self._numbers) + FIRST)

    def forms(self) -> Forms:
        """Return the features of all forms met so far."""
        tagger = self._nlp.get_pipe("word_vectors")
        assert isinstance(tagger, VectorTagger)
        table = tagger.table
        names = [form for form, _ in self._numbers]
        blank = np.zeros((FIRST, table.letters.outer.shape[1]), dtype=np.float32)
        known = (table.vector(form) for form in names)
        spelled = (table.letters.vector(f) if has_letters(f) else blank[0] for f in names)
        return Forms(
            self._rows(),
            np.concatenate([blank, np.stack(list(known))]),
            np.concatenate([blank, np.stack(list(spelled))]),
        )

    def _rows(self) -> Numbers:
        hashes = [feature_hashes(form, tag) for form, tag in self._numbers]
        nothing = np.zeros((FIRST, len(self._sizes.rows)), dtype=np.uint64)
        table = np.concatenate([nothing, np.array(hashes, dtype=np.uint64)])
        ops = NumpyOps()
        columns = [
            ops.hash(np.ascontiguousarray(table[:, column]), seed) % rows
            for column, (seed, rows) in enumerate(
                zip(self._sizes.seeds, self._sizes.rows, strict=True)
            )
        ]
        return np.stack(columns, axis=1).astype(np.int32)


def telltale(count: int) -> NDArray[np.bool_]:
    """Return which features are hidden with a form."""
    return np.isin(np.arange(count), TELLTALE)


def join(pieces: Iterable[tuple[Numbers, Floats]], gap: int) -> tuple[Numbers, Floats, Floats]:
    """Return forms and targets of sentences in a row, `gap` blanks around each, and which of the
    tokens are none of these (1 for a token, 0 for a blank)."""
    found = list(pieces)
    width = found[0][1].shape[1]
    none, empty = np.zeros(gap, np.int32), np.zeros((gap, width), np.float32)
    forms, targets, counted = [none], [empty], [np.zeros(gap, np.float32)]
    for row, wanted in found:
        forms += [row, none]
        targets += [wanted, empty]
        counted += [np.ones(len(row), np.float32), np.zeros(gap, np.float32)]
    return np.concatenate(forms), np.concatenate(targets), np.concatenate(counted)
