"""The transformer of multilingual-e5-small in TensorFlow, with a layer of tags for each scheme.

Matrices are multiplied in 16-bit floats (bfloat16), which processors with such units do six times
as fast; all else is 32-bit.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from training.teachers.pack import Pack

DROPOUT = 0.1
NARROW = tf.bfloat16
EPSILON = 1e-12
TOUCHED = "emb.word"  # the one tensor of which a batch changes only some rows


class Encoder:
    """Weights by name, and the functions over them. A batch is `ids` (sentences by pieces, padded)
    and `first` (sentences by words: the place of each word's first piece)."""

    def __init__(self, pack: Pack, schemes: Mapping[str, Sequence[str]], seed: int) -> None:
        self.shape, self.padding = pack.shape, pack.pieces.padding
        self.steps, self._drops = tf.Variable(0.0), 0
        self.weights: dict[str, Any] = {
            name: tf.Variable(value, name=name) for name, value in _arranged(pack).items()
        }
        self.new = {f"{scheme}.{part}" for scheme in schemes for part in "wb"}
        chance = np.random.default_rng(seed)
        for scheme, tags in schemes.items():
            start = chance.normal(0.0, 0.02, (pack.shape.width, len(tags))).astype("f4")
            self.weights[f"{scheme}.w"] = tf.Variable(start)
            self.weights[f"{scheme}.b"] = tf.Variable(np.zeros(len(tags), "f4"))

    def hidden(self, ids: Any, *, training: bool) -> Any:
        """Return a vector for each piece."""
        get = self.weights.__getitem__
        length = tf.shape(ids)[1]
        ignored = tf.cast(ids == self.padding, tf.float32)[:, None, None, :] * -1e9
        found = tf.gather(get(TOUCHED), ids) + get("emb.pos")[None, :length] + get("emb.type")
        found = self._drop(_normal(found, get("emb.ln.w"), get("emb.ln.b")), training)
        sizes, found = tf.shape(ids), tf.reshape(found, (-1, self.shape.width))
        for layer in range(self.shape.layers):
            found = self._layer(layer, found, ignored, sizes, training)
        return tf.reshape(found, (sizes[0], sizes[1], self.shape.width))

    def logits(self, ids: Any, first: Any, scheme: str, *, training: bool) -> Any:
        """Return for each word one number a tag of the scheme."""
        words = tf.gather(self.hidden(ids, training=training), first, batch_dims=1)
        words = self._drop(words, training)
        return tf.tensordot(words, self.weights[f"{scheme}.w"], 1) + self.weights[f"{scheme}.b"]

    def word_means(self, ids: Any, borders: Sequence[int]) -> Any:
        """Return for each line the mean of its pieces' vectors, the border pieces left out."""
        counted = ids != self.padding
        for border in borders:
            counted &= ids != border
        share = tf.cast(counted, tf.float32)[:, :, None]
        total = tf.reduce_sum(self.hidden(ids, training=False) * share, 1)
        return total / tf.maximum(1.0, tf.reduce_sum(share, 1))

    def _layer(self, number: int, found: Any, ignored: Any, sizes: Any, training: bool) -> Any:
        def of(part: str) -> Any:
            return self.weights[f"l{number}.{part}"]

        mixed = self._attention(_times(found, of("qkv.w"), of("qkv.b")), ignored, sizes)
        mixed = self._drop(_times(mixed, of("ao.w"), of("ao.b")), training)
        found = _normal(found + mixed, of("aln.w"), of("aln.b"))
        inner = _gelu(_times(found, of("fi.w"), of("fi.b")))
        inner = self._drop(_times(inner, of("fo.w"), of("fo.b")), training)
        return _normal(found + inner, of("oln.w"), of("oln.b"))

    def _attention(self, projected: Any, ignored: Any, sizes: Any) -> Any:
        heads, width = self.shape.heads, self.shape.width // self.shape.heads
        parts = tf.reshape(projected, (sizes[0], sizes[1], 3, heads, width))
        query, key, value = tf.unstack(tf.cast(tf.transpose(parts, (2, 0, 3, 1, 4)), NARROW))
        alike = tf.cast(tf.matmul(query, key, transpose_b=True), tf.float32) / width**0.5
        share = tf.cast(tf.nn.softmax(alike + ignored), NARROW)
        mixed = tf.cast(tf.matmul(share, value), tf.float32)
        return tf.reshape(tf.transpose(mixed, (0, 2, 1, 3)), (-1, self.shape.width))

    def _drop(self, found: Any, training: bool) -> Any:
        if not training:
            return found
        self._drops += 1  # counted while compiling, so that no two places drop alike
        seed = tf.stack([tf.cast(self.steps, tf.int32), self._drops])
        return tf.nn.experimental.stateless_dropout(found, DROPOUT, seed=seed)


def _arranged(pack: Pack) -> dict[str, Any]:
    """Return the tensors as this module multiplies them: input by output, query to value in one."""
    width, inner, given = pack.shape.width, pack.shape.inner, pack.tensors
    found: dict[str, Any] = {
        TOUCHED: given[TOUCHED].reshape(-1, width),
        "emb.pos": given["emb.pos"].reshape(-1, width),
        "emb.type": given["emb.type"].reshape(-1, width)[0],
        "emb.ln.w": given["emb.ln.w"],
        "emb.ln.b": given["emb.ln.b"],
    }
    for layer in (f"l{number}." for number in range(pack.shape.layers)):
        square = [given[f"{layer}{part}.w"].reshape(width, width).T for part in "qkv"]
        found[f"{layer}qkv.w"] = np.concatenate(square, axis=1)
        found[f"{layer}qkv.b"] = np.concatenate([given[f"{layer}{part}.b"] for part in "qkv"])
        for part, output in {"ao": width, "fi": inner, "fo": width}.items():
            found[f"{layer}{part}.w"] = given[f"{layer}{part}.w"].reshape(output, -1).T.copy()
            found[f"{layer}{part}.b"] = given[f"{layer}{part}.b"]
        for part in ("aln", "oln"):
            found[f"{layer}{part}.w"] = given[f"{layer}{part}.w"]
            found[f"{layer}{part}.b"] = given[f"{layer}{part}.b"]
    return found


def _normal(found: Any, scale: Any, shift: Any) -> Any:
    rest = found - tf.reduce_mean(found, -1, keepdims=True)
    return (
        rest * tf.math.rsqrt(tf.reduce_mean(rest * rest, -1, keepdims=True) + EPSILON) * (scale)
        + shift
    )


def _times(found: Any, matrix: Any, shift: Any) -> Any:
    return tf.cast(tf.matmul(tf.cast(found, NARROW), tf.cast(matrix, NARROW)), tf.float32) + shift


def _gelu(found: Any) -> Any:
    """GELU by the logistic function (D. Hendrycks, K. Gimpel 2016): near enough, and quicker."""
    return _gelu_with_slope(found)


def _value_and_slope(found: Any) -> tuple[Any, Any]:
    gate = tf.sigmoid(1.702 * found)
    passed = found * gate
    return passed, lambda change: change * (gate + 1.702 * passed * (1.0 - gate))


_gelu_with_slope = tf.custom_gradient(_value_and_slope)
