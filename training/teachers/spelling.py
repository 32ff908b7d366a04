"""Learns to tell a word form's vector from its letters, by the forms whose vectors are known."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from indexer.enrich.letters import LetterVectors, letter_groups

BUCKETS = 65_536
INNER = 64  # numbers of a letter group
HIDDEN = 128
EPOCHS = 3
BATCH = 4096
RATE = 0.003
WARM = 200  # steps
LAST = 0.02  # of the rate, in the end

Floats = NDArray[np.float32]
log = logging.getLogger(__name__)


def learn_letters(forms: Sequence[str], vectors: Floats, seed: int) -> LetterVectors:
    """Return what letters tell of the vectors (a row a form): the least squared error."""
    chance = np.random.default_rng(seed)
    groups = _Groups(forms)
    layers = _Layers(vectors.shape[1], chance)
    optimizer = tf.keras.optimizers.Adam(RATE, beta_2=0.99)
    step, steps = _compiled(layers, optimizer), 0
    for epoch in range(EPOCHS):
        losses = []
        for number, chosen in enumerate(_batches(len(forms), chance)):
            done = (epoch + number * BATCH / len(forms)) / EPOCHS
            steps += 1
            rising = min(1.0, steps / WARM)
            optimizer.learning_rate.assign(RATE * rising * max(LAST, 1.0 - done))
            losses.append(float(step(*groups.of(chosen), vectors[chosen])))
        log.info("spelling: epoch %d of %d, squared error %.2f", epoch + 1, EPOCHS, np.mean(losses))
    return layers.result()


class _Groups:
    """The letter groups of all forms, one after another."""

    def __init__(self, forms: Sequence[str]) -> None:
        found = [letter_groups(form, BUCKETS) for form in forms]
        self._counts = np.array([len(groups) for groups in found])
        self._starts = np.cumsum(self._counts) - self._counts
        self._flat = np.array([bucket for groups in found for bucket in groups], dtype=np.int32)

    def of(self, forms: NDArray[np.int64]) -> tuple[Any, Any, Any]:
        """Return the groups of some forms, for each group its form's place, and their counts."""
        counts = self._counts[forms]
        owners = np.repeat(np.arange(len(forms)), counts)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = self._flat[np.repeat(self._starts[forms], counts) + within]
        return flat, owners.astype(np.int32), counts.astype(np.float32)


class _Layers:
    def __init__(self, width: int, chance: np.random.Generator) -> None:
        def drawn(rows: int, columns: int, spread: float) -> Any:
            return tf.Variable(chance.normal(0.0, spread, (rows, columns)).astype("f4"))

        self.groups = drawn(BUCKETS, INNER, 0.05)
        self.inner, self.shift = (
            drawn(INNER, HIDDEN, (2 / INNER) ** 0.5),
            tf.Variable([0.0] * HIDDEN),
        )
        self.outer, self.last = drawn(HIDDEN, width, HIDDEN**-0.5), tf.Variable([0.0] * width)

    def weights(self) -> list[Any]:
        return [self.groups, self.inner, self.shift, self.outer, self.last]

    def vectors(self, groups: Any, owners: Any, counts: Any) -> Any:
        total = tf.math.unsorted_segment_sum(
            tf.gather(self.groups, groups), owners, tf.shape(counts)[0]
        )
        hidden = tf.nn.relu(total / tf.sqrt(counts)[:, None] @ self.inner + self.shift)
        return hidden @ self.outer + self.last

    def result(self) -> LetterVectors:
        groups, inner, shift, outer, last = (weight.numpy() for weight in self.weights())
        return LetterVectors.rounded(groups, np.vstack([inner, shift]), np.vstack([outer, last]))


def _compiled(layers: _Layers, optimizer: Any) -> Any:
    def step(groups: Any, owners: Any, counts: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            missed = layers.vectors(groups, owners, counts) - wanted
            loss = tf.reduce_mean(tf.reduce_sum(missed * missed, 1))
        gradients = tape.gradient(loss, layers.weights())
        dense = [tf.convert_to_tensor(gradient) for gradient in gradients]
        optimizer.apply_gradients(zip(dense, layers.weights(), strict=True))
        return loss

    row = tf.TensorSpec([None], tf.int32)
    counts = tf.TensorSpec([None], tf.float32)
    return tf.function(
        step, input_signature=[row, row, counts, tf.TensorSpec([None, None], tf.float32)]
    )


def _batches(count: int, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    order = chance.permutation(count)
    for start in range(0, count - BATCH + 1, BATCH):
        yield order[start : start + BATCH]
