"""The network in TensorFlow, for training alone: the same layers as in model.cfg, many times as
fast where the processor multiplies 16-bit matrices."""

from collections.abc import Callable
from typing import Any

import numpy as np
import tensorflow as tf

from indexer.enrich.name_tags import TAGS
from training.arrays import HIDDEN, Forms, telltale
from training.weights import PIECES, Layer, Sizes, Weights

NARROW = tf.bfloat16
SPREAD = 0.1  # of the tables' first numbers
TINY = 1e-8
FIRST, SECOND = 0.9, 0.99  # of the moments (D. Kingma, J. Ba 2015)
DECAY = 0.01  # of the matrices, apart from the gradient (I. Loshchilov, F. Hutter 2019)
LARGEST = 1.0  # norm of a step's gradient
AVERAGED = 0.9995  # how slowly the averaged weights follow

NUMBERS = tf.TensorSpec([None], tf.int32)
FLAGS = tf.TensorSpec([None], tf.bool)
VALUES = tf.TensorSpec([None], tf.float32)
TARGETS = tf.TensorSpec([None, len(TAGS)], tf.float32)

Step = Callable[..., Any]


class Network:
    """Weights, their averages, and a step of learning. A batch is a row of tokens in which blanks
    part the texts, so that no window of three reaches from one text into another."""

    def __init__(self, sizes: Sizes, forms: Forms, dropout: float, seed: int) -> None:
        self.rate, self.steps = tf.Variable(0.0), tf.Variable(0.0)
        self._sizes, self._dropout = sizes, dropout
        self._rows = tf.constant(forms.rows)
        self._known, self._spelled = tf.constant(forms.vectors), tf.constant(forms.spelled)
        self._telltale = tf.constant(telltale(len(sizes.rows))[None, :, None])
        self._weights = _start(sizes, forms.vectors.shape[1], np.random.default_rng(seed))
        self._means = [tf.Variable(tf.zeros_like(weight)) for weight in self._weights]
        self._spreads = [tf.Variable(tf.zeros_like(weight)) for weight in self._weights]
        self._averages = [tf.Variable(weight) for weight in self._weights]

    def compiled(self) -> Step:
        """Return a function that learns from a batch and returns its mean cross entropy. It takes
        the tokens' forms, which of them are hidden, which are spelled, which of them count, and
        the target shares."""
        signature = [NUMBERS, FLAGS, FLAGS, VALUES, TARGETS]
        compiled: Step = tf.function(self._step, input_signature=signature)
        return compiled

    def averaged(self) -> Weights:
        """Return the averaged weights."""
        arrays = [average.numpy() for average in self._averages]
        count, depth = len(self._sizes.rows), self._sizes.depth
        layers = [Layer(*arrays[at : at + 4]) for at in range(count, count + 4 * (depth + 1), 4)]
        return Weights(arrays[:count], layers[0], layers[1:], arrays[-2], arrays[-1])

    def _step(self, forms: Any, hidden: Any, spelled: Any, counted: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            logits = self._logits(forms, hidden, spelled, counted)
            losses = tf.nn.softmax_cross_entropy_with_logits(wanted, logits) * counted
            loss = tf.reduce_sum(losses) / tf.reduce_sum(counted)
        gradients = tape.gradient(loss, self._weights)
        self._apply([tf.convert_to_tensor(gradient) for gradient in gradients])
        return loss

    def _logits(self, forms: Any, hidden: Any, spelled: Any, counted: Any) -> Any:
        rows = tf.gather(self._rows, forms)
        hide = tf.logical_and(hidden[:, None, None], self._telltale)
        rows = tf.where(hide, self._rows[HIDDEN][None], rows)
        count = len(self._sizes.rows)
        features = [
            tf.reduce_sum(tf.gather(self._weights[column], rows[:, column]), 1)
            for column in range(count)
        ]
        known, letters = tf.gather(self._known, forms), tf.gather(self._spelled, forms)
        features.append(tf.where(spelled[:, None], letters, known))
        found = self._maxout(tf.concat(features, 1), count) * counted[:, None]
        for layer in range(1, self._sizes.depth + 1):
            found += self._maxout(_windows(found), count + 4 * layer)
        return tf.matmul(found, self._weights[-2]) + self._weights[-1]

    def _maxout(self, found: Any, at: int) -> Any:
        """Apply the layer whose weights begin at a place of the list."""
        matrix, shift, gain, bias = self._weights[at : at + 4]
        product = tf.matmul(tf.cast(found, NARROW), tf.cast(matrix, NARROW))
        pieces = tf.reshape(tf.cast(product, tf.float32) + shift, (-1, self._sizes.width, PIECES))
        best = tf.reduce_max(pieces, -1)
        rest = best - tf.reduce_mean(best, -1, keepdims=True)
        spread = tf.reduce_mean(rest * rest, -1, keepdims=True) + TINY
        return tf.nn.dropout(rest * tf.math.rsqrt(spread) * gain + bias, self._dropout)

    def _apply(self, gradients: list[Any]) -> None:
        self.steps.assign_add(1.0)
        scale = tf.minimum(1.0, LARGEST / (tf.linalg.global_norm(gradients) + 1e-6))
        bias = (1.0 - FIRST**self.steps, 1.0 - SECOND**self.steps)
        share = tf.minimum(AVERAGED, self.steps / (self.steps + 10.0))
        moments = zip(self._weights, self._means, self._spreads, self._averages, strict=True)
        for gradient, (weight, mean, spread, average) in zip(gradients, moments, strict=True):
            slope = gradient * scale
            mean.assign(FIRST * mean + (1 - FIRST) * slope)
            spread.assign(SECOND * spread + (1 - SECOND) * slope * slope)
            change = (mean / bias[0]) / (tf.sqrt(spread / bias[1]) + TINY)
            shrink = DECAY * weight if len(weight.shape) == 2 else 0.0
            weight.assign_sub(self.rate * (change + shrink))
            average.assign(share * average + (1 - share) * weight)


def _start(sizes: Sizes, vector: int, chance: np.random.Generator) -> list[Any]:
    """Return tables, then matrix, shift, gain and bias of each layer, then those of the tags."""
    tables = [
        chance.uniform(-SPREAD, SPREAD, shape)
        for shape in zip(sizes.rows, sizes.columns, strict=True)
    ]
    width, inputs = sizes.width, [sum(sizes.columns) + vector]
    inputs += [3 * sizes.width] * sizes.depth
    layers = []
    for count in inputs:
        limit = (6 / (count + width * PIECES)) ** 0.5  # X. Glorot, Y. Bengio 2010
        layers += [chance.uniform(-limit, limit, (count, width * PIECES))]
        layers += [np.zeros(width * PIECES), np.ones(width), np.zeros(width)]
    last = [np.zeros((width, len(TAGS))), np.zeros(len(TAGS))]
    return [tf.Variable(array.astype(np.float32)) for array in (*tables, *layers, *last)]


def _windows(found: Any) -> Any:
    """Return each row between the one before and the one after it."""
    edge = tf.zeros_like(found[:1])
    before, after = tf.concat([edge, found[:-1]], 0), tf.concat([found[1:], edge], 0)
    return tf.concat([before, found, after], 1)
