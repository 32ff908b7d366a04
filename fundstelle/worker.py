"""Runs `fundstelle apply --watch` beside the server, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fundstelle.context import err
from fundstelle.given import Given
from fundstelle.settings import Settings

_STEADY = 60.0  # s; who lived so long begins with the shortest pause again
_LONGEST = 60.0  # s between two starts
_END = 10.0  # s for the child to finish its step


@contextmanager
def apply_worker(settings: Settings, given: Given) -> Iterator[None]:
    """Within it a child looks for decisions; it ends with this process, even if that is killed."""
    if not settings.apply_worker:
        yield
        return
    worker = _Worker(_command(settings, given))
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def _command(settings: Settings, given: Given) -> list[str]:
    # -P: what lies in the working directory must not stand for one of our packages.
    command = [sys.executable, "-P", "-m", "fundstelle"]
    if given.config is not None:
        command += ["--config", str(given.config)]
    return [*command, "--data-dir", str(settings.data_dir), "apply", "--watch", "--child"]


class _Worker:
    """Keeps one child running; a thread waits for it and starts it again when it dies."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="apply-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the child finish its step; end it by force when that takes too long."""
        self._stopping.set()
        with self._lock:
            child = self._child
        if child is not None:
            _end(child)
        self._thread.join()

    def _keep(self) -> None:
        failures = 0
        while (child := self._begin()) is not None:
            started = time.monotonic()
            code = child.wait()
            if self._stopping.is_set():
                return
            failures = 1 if time.monotonic() - started > _STEADY else failures + 1
            pause = min(_LONGEST, 2.0**failures)
            err().print(
                f"The worker for editors' decisions ended with code {code}; "
                f"it is started again in {pause:.0f} s."
            )
            self._stopping.wait(pause)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        """A new child with a pipe that ends with this process; None when it is over."""
        with self._lock:
            if self._stopping.is_set():
                return None
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches it by the pipe, after its step
            )
            return self._child


def _end(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None
    child.stdin.close()
    try:
        child.wait(_END)
    except subprocess.TimeoutExpired:
        child.kill()  # the store keeps what is done, and the next start goes on
        child.wait()
