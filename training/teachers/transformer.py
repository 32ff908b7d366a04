"""A teacher: the transformer, tuned on the material, and what it says of sentences and words."""

import logging
import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from training.teachers.encoder import Encoder
from training.teachers.learner import IGNORED, TABLE, Learner
from training.teachers.material import SCHEMES, Course, Sentence, batches, schedule
from training.teachers.pack import Pack

log = logging.getLogger(__name__)
WORDS_A_BATCH = {"broad": 1600, "plain": 1100, "germeval": 550}
WORDS_AT_ONCE = 5000  # where nothing is learnt
RATE = 4e-4
WARMING = 0.06  # of the course; then the rate falls in a line to nothing
LONGEST = 480  # pieces of a sentence
STEP = 16  # lengths are padded to multiples of this, so that few shapes are compiled

Shares = NDArray[np.float16]
Floats = NDArray[np.float32]


class Transformer:
    """Tune it once, then ask."""

    def __init__(self, pack: Pack, seed: int) -> None:
        self.pieces = pack.pieces
        self._chance = random.Random(seed)
        self.encoder = Encoder(pack, SCHEMES, seed)
        self._shares = self._compile_shares()
        self._means = self._compile_means()

    def tune(self, courses: Sequence[Course]) -> None:
        """Learn from all courses."""
        learner = Learner(self.encoder)
        steps = {scheme: learner.step_for(scheme) for scheme in SCHEMES}
        plan = schedule(courses, self._chance, WORDS_A_BATCH)
        for number, (scheme, batch) in enumerate(plan):
            done = number / len(plan)
            learner.rate.assign(RATE * min(1.0, done / WARMING) * (1.0 - done))
            ids, first = self._pad([s.words for s in batch])
            loss = steps[scheme](ids, first, _tags(scheme, batch, first.shape[1]))
            if number % 50 == 0:
                log.info("step %d of %d, %s, loss %.3f", number, len(plan), scheme, float(loss))

    def shares(self, sentences: Sequence[Sequence[str]]) -> list[Shares]:
        """Return for each sentence a row a word: how likely each tag of GermEval's scheme is."""
        found: list[Shares] = [np.zeros((0, 0), np.float16)] * len(sentences)
        for places, batch in _in_batches(sentences):
            rows = self._shares(*self._pad(batch)).numpy()
            for place, words, row in zip(places, batch, rows, strict=True):
                found[place] = row[: len(words)].astype(np.float16)
        return found

    def vectors(self, forms: Sequence[str]) -> Floats:
        """Return for each word form, standing alone, the mean of its pieces' vectors."""
        found = np.zeros((len(forms), self.encoder.shape.width), np.float32)
        for places, batch in _in_batches([[form] for form in forms]):
            found[places] = self._means(self._pad(batch)[0]).numpy()
        return found

    def _pad(self, sentences: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        lines, starts = [], []
        for words in sentences:
            line, start = [self.pieces.begin], []
            for word in words:
                start.append(min(len(line), LONGEST))
                line += self.pieces.of(word)
            lines.append([*line[:LONGEST], self.pieces.end])
            starts.append(start)
        return _table(lines, self.pieces.padding), _table(starts, 0)

    def _compile_shares(self) -> Any:
        def shares(ids: Any, first: Any) -> Any:
            return tf.nn.softmax(self.encoder.logits(ids, first, "germeval", training=False))

        return tf.function(shares, input_signature=[TABLE] * 2)

    def _compile_means(self) -> Any:
        borders = (self.pieces.begin, self.pieces.end)

        def means(ids: Any) -> Any:
            return self.encoder.word_means(ids, borders)

        return tf.function(means, input_signature=[TABLE])


def _in_batches(sentences: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], Any]]:
    numbered = [
        Sentence(words=tuple(words), tags=(str(place),)) for place, words in enumerate(sentences)
    ]
    for batch in batches(numbered, WORDS_AT_ONCE):
        yield [int(sentence.tags[0]) for sentence in batch], [sentence.words for sentence in batch]


def _tags(scheme: str, batch: Sequence[Sentence], length: int) -> NDArray[np.int32]:
    number = {tag: place for place, tag in enumerate(SCHEMES[scheme])}
    rows = [[number.get(tag, IGNORED) for tag in sentence.tags] for sentence in batch]
    return _table(rows, IGNORED, length)


def _table(rows: Sequence[Sequence[int]], filling: int, length: int = 0) -> NDArray[np.int32]:
    longest = max(length, *(len(row) for row in rows), 1)
    found = np.full((len(rows), -(-longest // STEP) * STEP), filling, np.int32)
    for place, row in enumerate(rows):
        found[place, : len(row)] = row
    return found
