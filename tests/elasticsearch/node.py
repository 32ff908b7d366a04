"""One Elasticsearch process: configured, started, killed, started again on the same ports."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from tests.elasticsearch.account import Account

START = 120.0  # seconds a node may take; ten where nothing else runs
STOP = 10.0
_POLL = 0.05
# The tests are over before the work of the second compiler has paid; without it a start takes half
# the time.
_BRIEF = "-XX:TieredStopAtLevel=1"

Settings = Mapping[str, str | int | bool | list[str]]


class StartFailed(Exception):
    """A node ended or did not answer in time; `str(error)` holds the end of its log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What nodes have in common: the unpacked program, Java, and who runs it."""

    home: Path
    java: Path
    account: Account
    heap: str


class Node:
    """A node in a folder of its own; ports are chosen by the system and kept from then on."""

    def __init__(self, program: Program, folder: Path, settings: Settings) -> None:
        self.program = program
        self.folder = folder
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._ports: dict[str, int] = {}

    @property
    def http(self) -> str:
        """The address for requests."""
        return f"http://127.0.0.1:{self._ports['http']}"

    @property
    def transport(self) -> str:
        """The address for other nodes."""
        return f"127.0.0.1:{self._ports['transport']}"

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def launch(self) -> None:
        """Start the process; `await_ports` tells when it listens. It ends with the thread that
        called this, so that is the main one.
        """
        self._configure()
        for ports in self.folder.glob("logs/*.ports"):
            ports.unlink()
        with (self.folder / "console.log").open("ab") as log:
            self._process = self._spawn(log)

    def await_ports(self) -> None:
        """Wait until it listens; raise StartFailed."""
        for kind in ("transport", "http"):
            file = self.folder / "logs" / f"{kind}.ports"
            self.wait(partial(_is_filled, file), f"{kind} port")
            self._ports[kind] = _port(file)

    def wait(self, done: Callable[[], bool], purpose: str) -> None:
        """Wait for something of this node; raise StartFailed when it ends before."""
        deadline = time.monotonic() + START
        while not done():
            if not self.alive or time.monotonic() > deadline:
                state = "does not get ready" if self.alive else "has ended"
                raise StartFailed(f"Elasticsearch {state} ({purpose}):\n{self._log()}")
            time.sleep(_POLL)

    def kill(self) -> None:
        """`kill -9`: no goodbye to clients, other nodes or the disk; gone when it returns."""
        process = self._process
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # a group of its own: the launcher, the server
            process.wait(STOP)
            deadline = time.monotonic() + STOP
            while time.monotonic() < deadline:
                os.killpg(process.pid, 0)
                time.sleep(_POLL)
        process.wait(STOP)
        self._process = None

    def _configure(self) -> None:
        for name in ("config", "data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        config = self.folder / "config"
        shutil.copytree(self.program.home / "config", config, dirs_exist_ok=True)
        settings = {
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self._ports.get("http", 0),
            "transport.port": self._ports.get("transport", 0),
            "node.portsfile": True,
            "xpack.security.enabled": False,
            **self._settings,
        }
        lines = (f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
        (config / "elasticsearch.yml").write_text("".join(lines), encoding="utf-8")
        self.program.account.own(self.folder)

    def _spawn(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        program = self.program
        command = ["bash", str(program.home / "bin" / "elasticsearch")]
        guard = shutil.which("setpriv")
        if guard is not None:  # the server ends even when we were killed ourselves
            command = [guard, "--pdeathsig", "TERM", *command]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "HOME": str(self.folder),
                "ES_JAVA_HOME": str(program.java),
                "ES_JAVA_OPTS": f"-Xms{program.heap} -Xmx{program.heap} {_BRIEF}",
                "CLI_JAVA_OPTS": _BRIEF,  # of the launcher
                "ES_PATH_CONF": str(self.folder / "config"),
                "ES_TMPDIR": str(self.folder / "tmp"),
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=program.account.user,
            group=program.account.group,
            extra_groups=None if program.account.user is None else [],
        )

    def _log(self) -> str:
        return (self.folder / "console.log").read_text(encoding="utf-8", errors="replace")[-3000:]


def _is_filled(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _port(file: Path) -> int:
    """The port in a ports file; it has a line for each address, all with one port."""
    return int(file.read_text(encoding="utf-8").split()[0].rpartition(":")[2])
