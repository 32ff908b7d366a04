"""What two teachers hold of a sentence, made into one share for each tag.

The transformer's shares are taken; CoreNLP, which learnt from other texts, raises the odds of what
it sees. Derived and partial names and other kinds count as none.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.enrich import name_tags
from training.sample import LABELS
from training.shares import Shares
from training.teachers.material import SCHEMES

NAMED: Final = math.e**2  # times the odds of the kind that CoreNLP says
NOT_NAMED: Final = math.e  # times the odds of none, where it sees no name
GERMEVAL: Final = tuple(SCHEMES["germeval"])
OUTSIDE: Final = name_tags.TAGS[name_tags.OUTSIDE]


def plain(tags: Iterable[str]) -> list[str]:
    """Return GermEval's tags with all but plain names taken for none."""
    return [tag if tag in name_tags.TAGS else OUTSIDE for tag in tags]


_SUMMED = np.array(
    [[float(tag == ours) for ours in name_tags.TAGS] for tag in plain(GERMEVAL)], dtype=np.float32
)


def combine(first: NDArray[np.float16], second: Sequence[str] | None) -> Shares:
    """Return a row a word over our tags. `first` are the transformer's shares over GermEval's tags,
    `second` CoreNLP's kinds, None where it was not asked."""
    found: Shares = first.astype(np.float32) @ _SUMMED
    return found if second is None else raised(found, second)


def raised(shares: Shares, second: Sequence[str]) -> Shares:
    """Return the shares with the odds of what CoreNLP says raised. How much: about the third root
    of how many times as often it says so where that is true as where it is not, counted on the
    sentences labelled by hand; the whole would be right for witnesses that never err alike."""
    rows: Shares = shares * np.stack([_FACTORS.get(said, _NONE) for said in second])
    rows /= rows.sum(axis=1, keepdims=True)
    return rows


_NONE = np.ones(len(name_tags.TAGS), dtype=np.float32)
_FACTORS = {
    kind: np.array(
        [factor if (tag[2:] or OUTSIDE) == kind else 1.0 for tag in name_tags.TAGS], np.float32
    )
    for kind, factor in ((OUTSIDE, NOT_NAMED), *((label, NAMED) for label in LABELS))
}
