"""Ctrl-C ends commands cleanly, wherever they are."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from socket import create_server
from urllib.request import urlopen

_RUN = "from fundstelle.main import run; run()"
_PATIENCE = 60.0  # seconds; loading takes two on a machine that does nothing else


@contextmanager
def _running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command with open standard input; it is killed if the test ends before it does."""
    command = [sys.executable, "-c", _RUN, *arguments]
    pipe = subprocess.PIPE
    # Where the tests run in the background, SIGINT is ignored, and children would inherit that.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, text=True, preexec_fn=heeding
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_reading(store: Path) -> bool:
    """Whether a job has begun; before that the store is still being made."""
    if not store.exists():
        return False
    with closing(sqlite3.connect(store)) as connection, suppress(sqlite3.OperationalError):
        return bool(connection.execute("SELECT count(*) FROM jobs").fetchone()[0])
    return False


def test_an_index_run_that_is_stopped_says_that_it_can_be_repeated(tmp_path: Path) -> None:
    with _running(tmp_path, "index", "-") as process:
        _wait(lambda: _is_reading(tmp_path / "fundstelle-data" / "store.sqlite3"))
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=_PATIENCE)[1]
    assert (process.returncode, "run the command again" in told) == (130, True)
    assert "Traceback" not in told


def test_the_server_answers_at_the_address_it_prints_and_stops(tmp_path: Path) -> None:
    with _running(tmp_path, "serve", "--port", "0") as process:
        assert process.stderr
        address = process.stderr.readline().split()[1]
        with urlopen(f"{address}healthz", timeout=_PATIENCE) as response:
            status = response.status
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=_PATIENCE)[1]
    assert (status, process.returncode, told) == (200, 0, "")


def test_an_address_in_use_is_told_once_with_a_remedy(tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _running(tmp_path, "serve", "--port", str(port)) as process:
            told = process.communicate(timeout=_PATIENCE)[1]
    reason = f"Error: cannot listen on 127.0.0.1:{port}: Address already in use; "
    assert (process.returncode, told.startswith(reason), told.count("\n")) == (1, True, 1)
    assert "--port" in told
