"""The contract suite runs once for every engine: each test takes `engine`, an empty one.

Tests that only read take `shelf` in its place and share what they read.

An engine joins by a function in `engines.py` that makes its harness. The fake comes first: a test
that it does not pass is no part of the contract.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.contract.engines import ENGINES, Place
from tests.contract.harness import Harness
from tests.contract.shelf import Shelf


@contextmanager
def _place(request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """An empty place; in memory where there is such a disk, for every commit waits for it."""

    def server() -> str:
        address: str = request.getfixturevalue("elasticsearch")
        return address

    memory = Path("/dev/shm")
    with ExitStack() as stack:
        if memory.is_dir():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=memory)))
        yield Place(folder, server, stack)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with _place(request, tmp_path) as place:
        yield place


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def engine(request: pytest.FixtureRequest, place: Place) -> Harness:
    make: Callable[[Place], Harness] = request.param
    return make(place)


@pytest.fixture(scope="module", params=ENGINES, ids=lambda make: make.__name__)
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:
    with _place(request, tmp_path_factory.mktemp("shelf")) as place:
        yield Shelf(request.param, place, place.stack)
