"""Finds a Java that Elasticsearch runs on, among those that are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

OLDEST = 21  # the oldest that Elasticsearch 9 starts on
JVMS = Path("/usr/lib/jvm")  # where Debian's packages and Temurin's put theirs
_VERSION = re.compile(r'version "(\d+)')


class NoJava(Exception):
    """No Java is new enough; `str(error)` names what was found and what helps."""


def java_home(environment: Mapping[str, str] | None = None, jvms: Path = JVMS) -> Path:
    """The folder of the first Java that is new enough: named ones first; raise NoJava."""
    seen: dict[Path, int] = {}
    for home in _homes(os.environ if environment is None else environment, jvms):
        version = seen[home] = version_of(home)
        if version >= OLDEST:
            return home
    found = ", ".join(f"{home} ({version})" for home, version in seen.items() if version)
    raise NoJava(
        f"Elasticsearch needs Java {OLDEST} or newer; found: {found or 'none'}. "
        f"Install one (Debian 13: apt-get install openjdk-{OLDEST}-jre-headless; Debian 12 has "
        "none, take a Temurin JDK), or set ES_JAVA_HOME to the folder of an unpacked JDK"
    )


def version_of(home: Path) -> int:
    """The major version that `bin/java` says it is, 0 if there is none that runs."""
    try:
        ended = subprocess.run(
            [home / "bin" / "java", "-version"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = _VERSION.search(ended.stderr + ended.stdout)
    return int(match[1]) if match and not ended.returncode else 0


def _homes(environment: Mapping[str, str], jvms: Path) -> Iterator[Path]:
    named = (environment.get(name) for name in ("ES_JAVA_HOME", "JAVA_HOME"))
    yield from (Path(home) for home in named if home)
    yield from _distinct(sorted(jvms.glob("*/bin/java"), reverse=True))
    on_path = shutil.which("java", path=environment.get("PATH"))
    if on_path:
        yield from _distinct([Path(on_path)])


def _distinct(programs: Iterable[Path]) -> Iterator[Path]:
    """Folders of programs, each once though several links lead there."""
    yield from dict.fromkeys(program.resolve().parent.parent for program in programs)
