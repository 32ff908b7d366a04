"""Vectors of word forms: what a tuned transformer says of each alone, cut to a few dimensions."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

CAPITALISED: Final = 200_000  # forms with a capital letter: names are among these
SMALL: Final = 30_000  # the rest
LONGEST: Final = 30  # letters
FORM: Final = re.compile(r"[\w.'’&/-]*[^\W\d_][\w.'’&/-]*")
ADDRESS: Final = re.compile(r"www|\.(?:com|de|net|org)|//")
CLIP: Final = 4.0  # standard deviations: rarer values would coarsen the steps of all others

Floats = NDArray[np.float32]


def choose_forms(probability: Mapping[str, float]) -> list[str]:
    """Return the most probable word forms, sorted."""
    ranked = sorted(filter(_is_word, probability), key=lambda form: (-probability[form], form))
    capitalised = [form for form in ranked if form != form.lower()]
    small = [form for form in ranked if form == form.lower()]
    return sorted([*capitalised[:CAPITALISED], *small[:SMALL]])


def _is_word(form: str) -> bool:
    return len(form) <= LONGEST and bool(FORM.fullmatch(form)) and not ADDRESS.search(form)


def project(vectors: Floats, width: int) -> Floats:
    """Return the vectors' first principal components, with a mean spread of 1."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    found = centred @ axes[:, ::-1][:, :width]
    found /= found.std()
    limit = CLIP * found.std(axis=0)
    clipped: Floats = np.clip(found, -limit, limit).astype(np.float32)
    return clipped
