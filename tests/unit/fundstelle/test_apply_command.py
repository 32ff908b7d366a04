"""Editors' decisions are carried out by the command, and beside the server."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from archive.model.article import ArticleKey
from archive.model.document import EntityKind
from archive.store.records import DecisionKind, Evidence
from archive.store.store import Store
from tests.unit.fundstelle.calling import answer, article, call, written

_PATIENCE = 60.0  # s
_RUN = [sys.executable, "-P", "-m", "fundstelle"]
_WRONG, _RIGHT = "person:karl-maier", "person:karl-meier"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two persons who are one, each in one article."""
    tmp_path = tmp_path_factory.mktemp("indexed")
    source = written(
        tmp_path / "articles.jsonl",
        article("a", "Der Minister Karl Meier besuchte am Montag die Stadt."),
        article("b", "Der Minister Karl Maier besuchte am Montag die Stadt."),
    )
    folder = tmp_path / "data"
    assert call(folder, "index", source).exit_code == 0
    return folder


@pytest.fixture
def folder(indexed: Path, tmp_path: Path) -> Path:
    """A copy of its own."""
    return Path(shutil.copytree(indexed, tmp_path / "data"))


def _merge(folder: Path) -> None:
    _decide(folder, DecisionKind.MERGE, target=_RIGHT)


def _decide(folder: Path, kind: DecisionKind, *, target: str) -> None:
    piece = Evidence(
        article=ArticleKey(collection="default", given_id="b").id,
        form="Karl Maier",
        kind=EntityKind.PERSON,
    )
    with closing(Store.open(folder / "store.sqlite3")) as store, store.writing() as session:
        session.decisions.add(kind, subject=_WRONG, target=target, editor="e", evidence=(piece,))


def test_a_merged_person_is_found_under_the_other(folder: Path) -> None:
    _merge(folder)
    called = call(folder, "apply")
    assert (called.exit_code, _persons(folder)) == (0, [(_RIGHT, 2)])


def test_the_report_counts_what_was_applied(folder: Path) -> None:
    _merge(folder)
    assert answer(folder, "apply", "--json")["applied"] == 1


def test_nothing_waiting_is_no_fault(folder: Path) -> None:
    assert answer(folder, "apply", "--json")["applied"] == 0


def test_a_refused_decision_is_told_with_its_reason(folder: Path) -> None:
    _decide(folder, DecisionKind.RENAME, target=" ")
    called = call(folder, "apply")
    assert (called.exit_code, "there is no name to give" in called.stderr) == (3, True)


def test_the_status_tells_of_decisions_that_wait(folder: Path) -> None:
    _merge(folder)
    assert answer(folder, "status", "--json")["decisions_wait"] is True


def test_the_status_tells_of_decisions_that_were_refused(folder: Path) -> None:
    _decide(folder, DecisionKind.RENAME, target=" ")
    call(folder, "apply")
    assert "there is no name to give" in call(folder, "status").stdout


def test_watching_gives_no_report(folder: Path) -> None:
    called = call(folder, "apply", "--watch", "--json")
    assert (called.exit_code, "--json" in called.stderr) == (1, True)


def test_a_server_carries_out_decisions_by_itself(folder: Path) -> None:
    with _serving(folder) as (_, address):
        _merge(folder)
        _wait(lambda: _facet(address) == [(_RIGHT, 2)])


def test_a_server_told_not_to_leaves_decisions_alone(folder: Path) -> None:
    with _serving(folder, FUNDSTELLE_APPLY_WORKER="false") as (server, _):
        assert _children(server.pid) == []


def test_the_worker_ends_with_a_server_that_is_killed(folder: Path) -> None:
    with _serving(folder) as (server, _):
        _wait(lambda: len(_children(server.pid)) == 1)
        (worker,) = _children(server.pid)
        server.kill()
        _wait(lambda: not _lives(worker))


def test_the_worker_ends_with_a_server_that_is_stopped(folder: Path) -> None:
    with _serving(folder) as (server, _):
        _wait(lambda: len(_children(server.pid)) == 1)
        (worker,) = _children(server.pid)
        server.send_signal(signal.SIGTERM)
        server.wait(_PATIENCE)
        assert not _lives(worker)


def test_a_worker_that_dies_is_started_again(folder: Path) -> None:
    with _serving(folder) as (server, _):
        _wait(lambda: len(_children(server.pid)) == 1)
        (first,) = _children(server.pid)
        os.kill(first, signal.SIGKILL)
        _wait(lambda: bool(set(_children(server.pid)) - {first}))


def _persons(folder: Path) -> list[tuple[str, int]]:
    return _counts(answer(folder, "search", "--json", "Minister"))


def _facet(address: str) -> list[tuple[str, int]]:
    with urlopen(f"{address}api/v1/search?{urlencode({'q': 'Minister'})}") as response:
        return _counts(json.load(response))


def _counts(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(value["value"], value["count"]) for value in found["facets"]["person"]["buckets"]]


@contextmanager
def _serving(folder: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [*_RUN, "--data-dir", str(folder), "serve", "--port", "0"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | settings
    ) as server:
        try:
            assert server.stderr is not None
            said = re.search(r"http://\S+/", server.stderr.readline())
            assert said
            yield server, said[0]
        finally:
            server.terminate()


def _children(pid: int) -> list[int]:
    # Each thread lists the children that it began itself.
    listed = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for children in listed for child in children.split()]


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)
