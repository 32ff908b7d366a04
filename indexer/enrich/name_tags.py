"""Rows of tags: which can follow which, and the names that they tell."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

TAGS: Final = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
OUTSIDE: Final = 0
CERTAIN: Final = 0.99  # share of "outside" from which a token parts the rows of tags around it
IMPOSSIBLE: Final = -1e9
TINY: Final = 1e-9

Floats = NDArray[np.float32]
Found = tuple[int, int, str]  # first token, token after the last, label

_INSIDE = np.array([tag.startswith("I") for tag in TAGS])
_KINDS = np.array([tag[2:] for tag in TAGS])
_FIRST = np.where(_INSIDE, IMPOSSIBLE, 0.0)
_AFTER = np.where(_INSIDE[None, :] & (_KINDS[:, None] != _KINDS[None, :]), IMPOSSIBLE, 0.0)


def find_names(logits: Sequence[Floats]) -> list[list[Found]]:
    """Return the names of each text; its logits have a row a token, a column a tag."""
    if not logits:
        return []
    shares = softmax(np.concatenate(logits))
    lengths = [len(rows) for rows in logits]
    tags = best_tags(shares, np.cumsum([0, *lengths[:-1]]))
    ends = np.cumsum(lengths).tolist()
    return [
        list(_names(tags[end - length : end])) for end, length in zip(ends, lengths, strict=True)
    ]


def best_spans(shares: Floats) -> list[Found]:
    """Return the names of one text by its shares."""
    return list(_names(best_tags(shares, np.zeros(1, dtype=np.int64))))


def softmax(logits: Floats) -> Floats:
    """Return the share of each tag, a row a token."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def best_tags(shares: Floats, starts: NDArray[np.int64]) -> list[int]:
    """Return the likeliest tags in which no inside tag follows another kind (A. Viterbi 1967), for
    all texts at once; `starts` are the texts' first tokens. Tokens that are almost certainly
    outside are that, so only the stretches between them are searched."""
    tags = np.zeros(len(shares), dtype=np.int64)
    unsure = shares[:, OUTSIDE] < CERTAIN
    begins = unsure.copy()
    begins[1:] &= ~unsure[:-1]
    begins[starts] = unsure[starts]
    firsts = np.flatnonzero(begins)
    if not len(firsts):
        return tags.tolist()
    number = np.cumsum(begins) - 1  # of the stretch that a token lies in
    lengths = np.bincount(number[unsure], minlength=len(firsts))
    table = np.log(shares[unsure].astype(np.float64) + TINY)
    tags[unsure] = _search(table, lengths)
    return tags.tolist()


def _search(scores: NDArray[np.float64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best tags of stretches that stand one after another in `scores`; those of alike
    lengths are searched side by side, for all are filled up to the longest of them."""
    found = np.zeros(len(scores), dtype=np.int64)
    magnitudes = np.frexp(lengths)[1]
    for magnitude in np.unique(magnitudes):
        alike = magnitudes == magnitude
        rows = np.repeat(alike, lengths)
        found[rows] = _search_alike(scores[rows], lengths[alike])
    return found


def _search_alike(scores: NDArray[np.float64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best tags of stretches that stand one after another in `scores`."""
    width, count = int(lengths.max()), len(lengths)
    firsts = np.cumsum(lengths) - lengths
    rows = firsts[:, None] + np.minimum(np.arange(width)[None, :], lengths[:, None] - 1)
    best = scores[rows[:, 0]] + _FIRST
    back = np.zeros((width, count, len(TAGS)), dtype=np.int8)
    back[:] = np.arange(len(TAGS))
    for at in range(1, width):
        going = lengths > at
        ways = best[going][:, :, None] + _AFTER[None]
        back[at, going] = ways.argmax(axis=1)
        best[going] = ways.max(axis=1) + scores[rows[going, at]]
    path = best.argmax(axis=1)
    found = np.zeros((count, width), dtype=np.int64)
    for at in range(width - 1, -1, -1):
        found[:, at] = path
        path = back[at, np.arange(count), path]
    return found[np.arange(width)[None, :] < lengths[:, None]]


def _names(tags: Sequence[int]) -> Iterator[Found]:
    start, label = 0, ""
    for place, number in enumerate([*tags, OUTSIDE]):
        prefix, _, kind = TAGS[number].partition("-")
        if label and prefix != "I":
            yield start, place, label
            label = ""
        if prefix == "B":
            start, label = place, kind
