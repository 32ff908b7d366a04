"""Vectors of word forms: what a tuned transformer says of each alone, cut to a few dimensions."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHIPPED: Final = (200_000, 30_000)  # forms with a capital letter (names are among these), the rest
SPELLED: Final = (560_000, 80_000)  # those from which is learnt what letters tell
LONGEST: Final = 30  # letters
FORM: Final = re.compile(r"[\w.'’&/-]*[^\W\d_][\w.'’&/-]*")
ADDRESS: Final = re.compile(r"www|\.(?:com|de|net|org)|//")
CLIP: Final = 4.0  # standard deviations: rarer values would coarsen the steps of all others

Floats = NDArray[np.float32]


def choose_forms(probability: Mapping[str, float], counts: tuple[int, int]) -> list[str]:
    """Return the most probable word forms, sorted; `counts`: with a capital letter, without."""
    ranked = sorted(filter(_is_word, probability), key=lambda form: (-probability[form], form))
    capitalised = [form for form in ranked if form != form.lower()]
    small = [form for form in ranked if form == form.lower()]
    return sorted([*capitalised[: counts[0]], *small[: counts[1]]])


def _is_word(form: str) -> bool:
    return len(form) <= LONGEST and bool(FORM.fullmatch(form)) and not ADDRESS.search(form)


def project(vectors: Floats, frequent: NDArray[np.int64], width: int) -> Floats:
    """Return the vectors by the first principal components of the `frequent` rows, whose mean
    spread becomes 1."""
    chosen = vectors[frequent]
    mean = chosen.mean(axis=0)
    centred = chosen - mean
    _, axes = np.linalg.eigh(centred.T @ centred)
    found = (vectors - mean) @ axes[:, ::-1][:, :width]
    found /= found[frequent].std()
    limit = CLIP * found[frequent].std(axis=0)
    clipped: Floats = np.clip(found, -limit, limit).astype(np.float32)
    return clipped
