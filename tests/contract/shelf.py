"""Archives that tests read and never change: each is built once for all the tests of a module."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from archive.engines.port import SearchReader
from archive.model.document import Document
from tests.contract.engines import Place
from tests.contract.harness import Harness


class Shelf:
    """Readers by the function that makes their documents, on one engine; `stack` ends them."""

    def __init__(self, make: Callable[[Place], Harness], place: Place, stack: ExitStack) -> None:
        self._make = make
        self._place = place
        self._stack = stack
        self._readers: dict[Callable[[], Sequence[Document]], SearchReader] = {}

    def reader(self, documents: Callable[[], Sequence[Document]]) -> SearchReader:
        """A reader of a published generation with these documents; not to be written to."""
        if documents not in self._readers:
            own = self._stack.enter_context(self._place.another())
            self._readers[documents] = self._make(own).loaded(*documents())
        return self._readers[documents]
