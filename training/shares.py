"""What a teacher holds of a word: a share for each tag, in percent, as a field of a text file."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.enrich.name_tags import OUTSIDE, TAGS

PERCENT = 100
NUMBER = {tag: number for number, tag in enumerate(TAGS)}

Shares = NDArray[np.float32]  # of a text: a row a word, a column a tag; each row sums to 1


def write_shares(row: Shares) -> str:
    """Return the tags with a percent or more, "outside" left out; empty for no name at all."""
    counts = np.rint(row * PERCENT).astype(int).tolist()
    named = [(tag, count) for tag, count in zip(TAGS[1:], counts[1:], strict=True) if count]
    return " ".join(f"{tag}:{count}" for tag, count in named)


def read_shares(fields: Sequence[str]) -> Shares:
    """Return the shares of a text's words."""
    found = np.zeros((len(fields), len(TAGS)), dtype=np.float32)
    for row, field in enumerate(fields):
        for part in field.split():
            tag, _, count = part.partition(":")
            found[row, NUMBER[tag]] = int(count) / PERCENT
    found[:, OUTSIDE] = np.maximum(0.0, 1.0 - found.sum(axis=1))
    shares: Shares = found / found.sum(axis=1, keepdims=True)
    return shares


def certain(tags: Sequence[str], doubt: float) -> Shares:
    """Return the shares of tags set by hand; `doubt` is spread over all tags."""
    found = np.full((len(tags), len(TAGS)), doubt / len(TAGS), dtype=np.float32)
    found[np.arange(len(tags)), [NUMBER[tag] for tag in tags]] += 1.0 - doubt
    return found
