"""One step of learning: Adam with decoupled weight decay; of the word table only touched rows."""

from collections.abc import Callable
from typing import Any

import tensorflow as tf

from training.teachers.encoder import Encoder

SMOOTHING = 0.05  # of the tags wanted, so that no tag is ever quite certain
DECAY = 0.01
FIRST, SECOND = 0.9, 0.98
TINY = 1e-6
LARGEST = 1.0  # norm of a step's gradient
NEW_LAYERS = 15.0  # times the rate for the layers of tags, which start from nothing
IGNORED = -1  # the tag of words that teach nothing

TABLE = tf.TensorSpec([None, None], tf.int32)

Step = Callable[[Any, Any, Any], Any]


class Learner:
    """Holds the moments of all weights; `step_for` compiles a step for one scheme of tags."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.rate = tf.Variable(0.0)
        self._moments = {
            name: (tf.Variable(tf.zeros_like(weight)), tf.Variable(tf.zeros_like(weight)))
            for name, weight in encoder.weights.items()
        }

    def step_for(self, scheme: str) -> Step:
        """Return a function of ids, first pieces and tags that learns and returns the loss."""

        def step(ids: Any, first: Any, tags: Any) -> Any:
            with tf.GradientTape() as tape:
                loss = _loss(self.encoder.logits(ids, first, scheme, training=True), tags)
            names = list(self.encoder.weights)
            gradients = tape.gradient(loss, [self.encoder.weights[name] for name in names])
            self._apply({n: g for n, g in zip(names, gradients, strict=True) if g is not None})
            return loss

        compiled: Step = tf.function(step, input_signature=[TABLE] * 3)
        return compiled

    def _apply(self, gradients: dict[str, Any]) -> None:
        steps = self.encoder.steps
        steps.assign_add(1.0)
        bias = (1.0 - FIRST**steps, 1.0 - SECOND**steps)
        sparse = {n for n, g in gradients.items() if isinstance(g, tf.IndexedSlices)}
        norm = tf.linalg.global_norm([g for n, g in gradients.items() if n not in sparse])
        scale = tf.minimum(1.0, LARGEST / (norm + TINY))
        for name, gradient in gradients.items():
            update = self._rows if name in sparse else self._whole
            update(name, gradient, scale, bias)

    def _whole(self, name: str, gradient: Any, scale: Any, bias: tuple[Any, Any]) -> None:
        weight, (mean, spread) = self.encoder.weights[name], self._moments[name]
        gradient = gradient * scale
        mean.assign(FIRST * mean + (1 - FIRST) * gradient)
        spread.assign(SECOND * spread + (1 - SECOND) * gradient * gradient)
        shrink = DECAY * weight if len(weight.shape) == 2 else 0.0
        change = (mean / bias[0]) / (tf.sqrt(spread / bias[1]) + TINY)
        pace = NEW_LAYERS if name in self.encoder.new else 1.0
        weight.assign_sub(pace * self.rate * (change + shrink))

    def _rows(self, name: str, gradient: Any, scale: Any, bias: tuple[Any, Any]) -> None:
        weight, (mean, spread) = self.encoder.weights[name], self._moments[name]
        rows, place = tf.unique(gradient.indices)
        total = tf.math.unsorted_segment_sum(gradient.values, place, tf.shape(rows)[0]) * scale
        first = FIRST * tf.gather(mean, rows) + (1 - FIRST) * total
        second = SECOND * tf.gather(spread, rows) + (1 - SECOND) * total * total
        mean.scatter_update(tf.IndexedSlices(first, rows))
        spread.scatter_update(tf.IndexedSlices(second, rows))
        change = (first / bias[0]) / (tf.sqrt(second / bias[1]) + TINY)
        weight.scatter_sub(tf.IndexedSlices(self.rate * change, rows))


def _loss(logits: Any, tags: Any) -> Any:
    counted = tf.cast(tags > IGNORED, tf.float32)
    kinds = tf.shape(logits)[-1]
    wanted = tf.one_hot(tf.maximum(tags, 0), kinds) * (1 - SMOOTHING)
    wanted += SMOOTHING / tf.cast(kinds, tf.float32)
    losses = tf.nn.softmax_cross_entropy_with_logits(wanted, logits) * counted
    return tf.reduce_sum(losses) / tf.maximum(1.0, tf.reduce_sum(counted))
