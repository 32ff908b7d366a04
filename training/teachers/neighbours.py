"""Word forms that can stand in another's place: of its Brown cluster, and near it by vector."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from indexer.enrich.word_vectors import Floats, WordVectors

FEW = 30  # forms: a smaller cluster is too narrow, so its parent in the tree is taken
DEPTHS = (12, 8)  # bits of the paths of such parents
DRAWN = 64  # forms from which the nearer ones are taken
NEARER = 8
FAR = 0.3  # of the draws: any form drawn
RARE = 0.6  # of those: one that the table of vectors does not know
UNLIKE = 0.3  # what the nearness of such a form counts as


class Neighbours:
    """Forms by cluster, capitalised ones apart from the others."""

    def __init__(self, paths: Mapping[str, str], vectors: WordVectors) -> None:
        """`paths` are the clusters of all forms that may be drawn, bits with the root first."""
        self._paths = paths
        self._vectors = vectors
        self._groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for form, path in paths.items():
            for key in _keys(path):
                self._groups[key, form[:1].isupper()].append(form)

    def draw(self, form: str, chance: random.Random) -> str | None:
        """Return a form by chance, seldom the same one; None where its cluster is not known."""
        path = self._paths.get(form) or self._paths.get(form.rstrip("s"))
        group = self._group(path, capital=form[:1].isupper()) if path else None
        if not group:
            return None
        drawn = chance.sample(group, min(DRAWN, len(group)))
        if form not in self._vectors or chance.random() < FAR:
            rare = [other for other in drawn if other not in self._vectors]
            return chance.choice(rare if rare and chance.random() < RARE else drawn)
        return chance.choice(self._nearest(form, drawn))

    def _group(self, path: str, *, capital: bool) -> list[str] | None:
        groups = (self._groups.get((key, capital), []) for key in _keys(path))
        return next((group for group in groups if len(group) >= FEW), None)

    def _nearest(self, form: str, others: Iterable[str]) -> list[str]:
        wanted = self._vectors.vector(form)
        ranked = sorted((-self._nearness(wanted, other), other) for other in others)
        return [other for _, other in ranked[:NEARER]]

    def _nearness(self, wanted: Floats, other: str) -> float:
        if other not in self._vectors:
            return UNLIKE
        vector = self._vectors.vector(other)
        return float(wanted @ vector / (np.linalg.norm(wanted) * np.linalg.norm(vector) + 1e-6))


def _keys(path: str) -> list[str]:
    """Return the names of the groups a cluster lies in, the narrowest first."""
    return [path, *(path[:depth] + "*" for depth in DEPTHS)]
