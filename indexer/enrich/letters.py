"""Vectors of word forms by their letters alone, for forms that no table holds.

A form is the sum of vectors of its letter groups (P. Bojanowski et al. 2017, "Enriching word
vectors with subword information"), passed through one hidden layer; the numbers are learnt from
the vectors of the forms that are known (`training/teachers/spelling.py`).
"""

from dataclasses import dataclass
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LONGEST = 40  # letters read of a form
GROUPS = (2, 3, 4, 5)  # letters of a group anywhere in the form
HEADS = (4, 6)  # of a group at its start
TAILS = (4, 6, 8)  # of a group at its end

Codes = NDArray[np.int8]
Floats = NDArray[np.float32]


def has_letters(form: str) -> bool:
    """Tell whether there is anything in the form to be read."""
    return any(letter.isalpha() for letter in form)


def letter_groups(form: str, buckets: int) -> list[int]:
    """Return the bucket of each letter group, the form's bounds being letters too."""
    text = f"<{form[:LONGEST]}>"
    groups = [text[at : at + n] for n in GROUPS for at in range(len(text) - n + 1)]
    groups += ["^" + text[:n] for n in HEADS] + ["$" + text[-n:] for n in TAILS]
    return [crc32(group.encode()) % buckets for group in groups]


@dataclass(frozen=True, slots=True, eq=False)
class LetterVectors:
    """The learnt numbers: `codes` (buckets by inner width, a byte a number, `scale` the step of
    each column), then the layers `inner` and `outer`, each with a row more for its shift."""

    codes: Codes
    scale: Floats
    inner: Floats
    outer: Floats

    @classmethod
    def rounded(cls, groups: Floats, inner: Floats, outer: Floats) -> Self:
        """Take the letter groups' vectors in full precision."""
        scale = np.maximum(np.abs(groups).max(axis=0), 1e-9) / 127
        codes = np.rint(groups / scale).astype(np.int8)
        return cls(codes, scale.astype(np.float32), inner, outer)

    @classmethod
    def empty(cls, width: int) -> Self:
        """Return what has learnt nothing: every form has the zero vector."""
        one = np.zeros((1, 1), dtype=np.int8)
        return cls(one, np.ones(1, "f4"), np.zeros((2, 1), "f4"), np.zeros((2, width), "f4"))

    def vector(self, form: str) -> Floats:
        """Return the form's vector."""
        found = self.codes[letter_groups(form, len(self.codes))]
        total = found.sum(axis=0, dtype=np.int32) * self.scale / np.float32(len(found)) ** 0.5
        hidden = np.maximum(total @ self.inner[:-1] + self.inner[-1], 0.0)
        vector: Floats = (hidden @ self.outer[:-1] + self.outer[-1]).astype(np.float32)
        return vector

    def to_bytes(self) -> bytes:
        """Return the numbers: three sizes, then the arrays."""
        sizes = np.array([*self.codes.shape, self.inner.shape[1]], dtype="<u4")
        floats = [a.astype("<f4").tobytes() for a in (self.scale, self.inner, self.outer)]
        return b"".join([sizes.tobytes(), *floats, self.codes.tobytes()])

    @classmethod
    def from_bytes(cls, raw: bytes, width: int) -> Self:
        """Read what to_bytes wrote; `width` is that of the vectors."""
        buckets, wide, hidden = np.frombuffer(raw[:12], dtype="<u4").tolist()
        shapes = [(wide,), (wide + 1, hidden), (hidden + 1, width)]
        arrays, at = [], 12
        for shape in shapes:
            end = at + 4 * int(np.prod(shape))
            arrays.append(np.frombuffer(raw[at:end], "<f4").astype(np.float32).reshape(shape))
            at = end
        codes = np.frombuffer(raw[at:], dtype=np.int8).reshape(buckets, wide)
        return cls(codes, *arrays)
