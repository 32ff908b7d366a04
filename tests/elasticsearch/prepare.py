"""What `make elasticsearch` does: all that the tests' server needs, installed and fetched.

As root it installs Debian's packages that are missing; else it names them and ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.elasticsearch.fetch import SERVER, FetchFailed, cache_folder, cached, fetched
from tests.elasticsearch.fixture import URL
from tests.elasticsearch.java import OLDEST, NoJava, java_home

JAVAS = tuple(f"openjdk-{version}-jre-headless" for version in (21, 25, 24, 23, 22))


class NotInstalled(Exception):
    """A package is missing and cannot be installed here; `str(error)` says what to do."""


def main() -> int:
    """0 when a server can be started; else 1, and standard error says what to do."""
    if os.environ.get(URL):
        return 0
    try:
        _have_java()
        _have_server()
    except (FetchFailed, NoJava, NotInstalled) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _have_java() -> None:
    try:
        java_home()
    except NoJava:
        _refresh()
        package = next(filter(_is_offered, JAVAS), None)
        if package is None:
            raise
        _install(package)
        java_home()


def _have_server() -> None:
    if cached(SERVER, cache_folder()) is not None:
        return
    if shutil.which("mvn") is None:
        _refresh()
        _install("maven")
    _say(f"==> fetching Elasticsearch {SERVER.version} for the tests with Maven (99 MB, once)")
    fetched(SERVER, cache_folder())


def _refresh() -> None:
    if os.geteuid() == 0:
        _apt_get("update")


def _install(package: str) -> None:
    if os.geteuid() != 0:
        raise NotInstalled(
            f"The tests with a real Elasticsearch need {package}. "
            f"As root: apt-get install {package}"
        )
    _say(f"==> installing Debian's {package} for the tests with Elasticsearch")
    _apt_get("install", "-y", "--no-install-recommends", package)


def _is_offered(package: str) -> bool:
    """Whether apt has a version of it to install."""
    if shutil.which("apt-cache") is None:
        return False
    command = ["apt-cache", "madison", package]
    return bool(subprocess.run(command, capture_output=True, check=False).stdout.strip())


def _apt_get(*arguments: str) -> None:
    if shutil.which("apt-get") is None:
        raise NotInstalled(f"Install Java {OLDEST} or newer and Maven; this machine has no apt-get")
    ended = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise NotInstalled(f"apt-get {' '.join(arguments)} failed:\n{ended.stdout[-2000:]}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
