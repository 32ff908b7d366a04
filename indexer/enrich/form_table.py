"""What is computed of a word form, kept as a row of numbers so that it is computed once."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray
from spacy.strings import StringStore

MAX_CACHED = 200_000  # forms; a bulk run meets ever new ones


class FormTable:
    """Rows by the form's key in a string store; forgets all when full."""

    __slots__ = ("_build", "_index", "_matrix")

    def __init__(
        self, width: int, build: Callable[[str], Sequence[Any] | NDArray[Any]], dtype: DTypeLike
    ) -> None:
        self._build = build
        self._index: dict[int, int] = {}
        self._matrix: NDArray[Any] = np.zeros((1024, width), dtype=dtype)

    def rows(self, keys: Sequence[int], strings: StringStore) -> NDArray[Any]:
        """Return one row for each key."""
        if len(self._index) > MAX_CACHED:
            self.clear()
        index = self._index
        try:
            return self._matrix[[index[key] for key in keys]]
        except KeyError:
            for key in keys:
                if key not in index:
                    self._learn(key, strings)
        return self._matrix[[index[key] for key in keys]]

    def clear(self) -> None:
        """Forget every form."""
        self._index.clear()

    def _learn(self, key: int, strings: StringStore) -> None:
        number = len(self._index)
        if number == len(self._matrix):
            self._matrix = np.concatenate([self._matrix, np.zeros_like(self._matrix)])
        self._matrix[number] = self._build(strings[key])
        self._index[key] = number
