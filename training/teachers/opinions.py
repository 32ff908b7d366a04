"""What two teachers say of a sentence, made into one labelling with its doubts.

The transformer decides; CoreNLP, which learnt from other texts, raises or settles doubts. Doubtful
spans and words are marked `?`, so that the pupil takes no lesson from them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.sample import LABELS
from training.schemes import UNSURE
from training.teachers.material import SCHEMES

SURE: Final = 0.75  # of a span's least likely word: the transformer alone is believed
SECONDED: Final = 0.5  # believed where CoreNLP sees the same
DOUBT: Final = 0.35  # share of a name in a word taken for none that makes it doubtful
SECOND_DOUBT: Final = 0.12  # where CoreNLP sees a name there
IMPOSSIBLE: Final = -1e9
TINY: Final = 1e-7
TAGS: Final = tuple(SCHEMES["germeval"])
NAMES: Final = [place for place, tag in enumerate(TAGS) if tag[2:] in LABELS]

Shares = NDArray[np.float16]


def combine(shares: Shares, second: Sequence[str]) -> list[str]:
    """Return begin-inside-outside tags of PER, ORG, LOC, and `?`. `shares` are the transformer's,
    a row a word over GermEval's tags; `second` are CoreNLP's kinds."""
    best = decode(shares)
    tags = ["O"] * len(best)
    for start, end, label in _spans(best):
        words = range(start, end)
        sure = min(float(shares[word, TAGS.index(best[word])]) for word in words)
        alike = all(second[word] == label for word in words)
        kept = label if sure >= (SECONDED if alike else SURE) else UNSURE
        tags[start:end] = [f"B-{kept}", *[f"I-{kept}"] * (end - start - 1)]
    for word, tag in enumerate(best):
        if tag[2:] not in LABELS and _doubtful(shares[word], second[word]):
            tags[word] = f"B-{UNSURE}"
    return tags


def _doubtful(shares: Shares, second: str) -> bool:
    limit = SECOND_DOUBT if second in LABELS else DOUBT
    return float(shares[NAMES].sum()) > limit


def decode(shares: Shares) -> list[str]:
    """Return the likeliest tags in which no inside tag follows another kind (A. Viterbi 1967)."""
    if not len(shares):
        return []
    first, after = _rules()
    scores = np.log(shares.astype(np.float64) + TINY)
    best, back = scores[0] + first, []
    for row in scores[1:]:
        ways = best[:, None] + after
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [TAGS[place] for place in reversed(path)]


@cache
def _rules() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the penalties of tags at the start, and of tags after tags."""
    inside = np.array([tag.startswith("I") for tag in TAGS])
    kinds = np.array([tag[2:] for tag in TAGS])
    wrong = inside[None, :] & (kinds[:, None] != kinds[None, :])
    return inside * IMPOSSIBLE, wrong * IMPOSSIBLE


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return start, end and label of the plain names."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if prefix == "B" and kind in LABELS:
            found.append((place, place + 1, kind))
        elif prefix == "I" and kind in LABELS:
            start, _, label = found.pop()
            found.append((start, place + 1, label))
    return found


def write_tagged(form: str, tag: str) -> str:
    """Return the line of a silver file."""
    return form if tag == "O" else f"{form}\t{tag}"
