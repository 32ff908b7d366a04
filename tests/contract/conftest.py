"""The contract suite runs once for every engine: each test takes `engine`, an empty one.

An engine joins by a function in `engines.py` that makes its harness. The fake comes first: a test
that it does not pass is no part of the contract.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.contract.engines import ENGINES, Place
from tests.contract.harness import Harness


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty place; in memory where there is such a disk, for every commit waits for it."""

    def server() -> str:
        address: str = request.getfixturevalue("elasticsearch")
        return address

    memory = Path("/dev/shm")
    with ExitStack() as stack:
        folder = tmp_path
        if memory.is_dir():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=memory)))
        yield Place(folder, server, stack)


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def engine(request: pytest.FixtureRequest, place: Place) -> Harness:
    make: Callable[[Place], Harness] = request.param
    return make(place)
