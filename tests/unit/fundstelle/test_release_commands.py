"""Releasing from the command line: rebuild, verify, publish, and what is told when it fails."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.engines.factory import open_writer
from archive.engines.port import Removal
from archive.engines.settings import EngineSettings
from fundstelle.golden import NAME
from tests.unit.fundstelle.calling import answer, article, call, written

FIRST = article("a1", "Angela Merkel reiste nach Paris.", title="Reise", published="2019-05-02")
SECOND = article("a2", "Der Gipfel in Rom endete ohne Ergebnis.", source="Bote")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two articles; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("indexed")
    called = call(folder / "data", "index", written(folder / "source.jsonl", FIRST, SECOND))
    assert called.exit_code == 0, called.output
    return folder / "data"


@pytest.fixture
def data_dir(indexed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(indexed, tmp_path / "data"))


def test_a_rebuild_says_what_it_published(data_dir: Path) -> None:
    called = call(data_dir, "reindex")
    published = answer(data_dir, "status", "--json")["published"]
    assert called.exit_code == 0
    assert called.stdout.endswith(f"generation {published} published\n")


def test_a_rebuild_can_wait_for_publish(data_dir: Path) -> None:
    before = answer(data_dir, "status", "--json")["published"]
    built = answer(data_dir, "reindex", "--no-publish", "--json")
    assert answer(data_dir, "status", "--json")["published"] == before
    report = answer(data_dir, "publish", "--json")
    assert (report["generation"], report["before"]) == (built["generation"], before)


def test_a_golden_query_that_fails_is_named_and_nothing_is_published(data_dir: Path) -> None:
    before = answer(data_dir, "status", "--json")["published"]
    golden = written(data_dir / NAME, {"query": "Gipfel", "total": 7})
    called = call(data_dir, "reindex")
    assert called.exit_code == 1
    assert "golden query in line 1, 'Gipfel': found 1 articles, expected 7" in called.stderr
    assert answer(data_dir, "status", "--json")["published"] == before
    golden.unlink()
    assert call(data_dir, "reindex").exit_code == 0


def test_a_wrong_golden_file_is_named_with_its_line(data_dir: Path, tmp_path: Path) -> None:
    golden = written(tmp_path / "queries.jsonl", {"query": "Gipfel", "totl": 7})
    called = call(data_dir, "reindex", "--golden", golden)
    assert (called.exit_code, f"{golden}, line 1: unknown field" in called.stderr) == (1, True)


def test_an_index_like_the_store_verifies_with_exit_code_0(indexed: Path) -> None:
    called = call(indexed, "verify")
    assert (called.exit_code, "no differences" in called.stdout) == (0, True)


def test_differences_end_with_exit_code_3_until_they_are_repaired(data_dir: Path) -> None:
    writer = open_writer(EngineSettings("embedded", data_dir))
    name = str(writer.published())
    gone = next(iter(writer.revisions(name)))[0]
    writer.remove(name, Removal(articles=(gone,)))
    called = call(data_dir, "verify")
    assert (called.exit_code, f"{gone}: missing" in called.stderr) == (3, True)
    assert "missing 1" in called.stdout
    assert json.loads(call(data_dir, "verify", "--json").stdout)["faults"][0]["id"] == gone
    repaired = call(data_dir, "verify", "--repair")
    assert (repaired.exit_code, "repaired 1" in repaired.stdout) == (0, True)


def test_pruning_tells_what_it_dropped(data_dir: Path) -> None:
    old = answer(data_dir, "status", "--json")["published"]
    call(data_dir, "reindex")
    assert answer(data_dir, "prune", "--keep", "0", "--json")["dropped"] == [old]


_KILLED_AT_SEAL = """
import os, sys
STOP = int(sys.argv.pop())
from archive.engines.embedded.writer import EmbeddedWriter
EmbeddedWriter.seal = lambda self, name: os.kill(os.getpid(), STOP)
from fundstelle.main import run
run()
"""


def _stopped(data_dir: Path, how: signal.Signals) -> subprocess.CompletedProcess[str]:
    """A rebuild that gets this signal when it wants to seal."""
    command = [sys.executable, "-c", _KILLED_AT_SEAL, "--data-dir", str(data_dir), "reindex"]
    return subprocess.run(
        [*command, str(int(how))],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200"},
    )


def test_a_rebuild_that_is_told_to_end_says_that_it_can_go_on(data_dir: Path) -> None:
    stopped = _stopped(data_dir, signal.SIGTERM)
    assert (stopped.returncode, "`fundstelle reindex` goes on with it" in stopped.stderr) == (
        143,
        True,
    )
    called = call(data_dir, "reindex")
    assert "Going on where the last run stopped: 2 articles." in called.stderr
    assert "written earlier 2" in called.stdout


@pytest.fixture(scope="module")
def killed(indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a rebuild that was killed; to be copied, not changed."""
    folder = Path(shutil.copytree(indexed, tmp_path_factory.mktemp("killed") / "data"))
    assert _stopped(folder, signal.SIGKILL).returncode == -signal.SIGKILL
    return folder


def test_a_killed_rebuild_is_shown_as_unfinished_and_gone_on_with(
    killed: Path, tmp_path: Path
) -> None:
    data_dir = shutil.copytree(killed, tmp_path / "data")
    (left,) = [g for g in answer(data_dir, "generations", "--json") if g["unfinished"]]
    assert "…" in call(data_dir, "generations").stdout
    assert answer(data_dir, "reindex", "--json")["generation"] == left["name"]


def test_a_stopped_build_can_be_pruned(killed: Path, tmp_path: Path) -> None:
    data_dir = shutil.copytree(killed, tmp_path / "data")
    assert answer(data_dir, "prune", "--json")["dropped"] == []
    assert len(answer(data_dir, "prune", "--unfinished", "--json")["dropped"]) == 1
