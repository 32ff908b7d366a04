"""The real Elasticsearch that the tests run: fetched once with Maven, checked at every use."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

FETCH_TIME = 540  # seconds; 99 MB even over a slow line


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """An artifact of Maven's repositories and the SHA-512 of the file that we mean."""

    group: str
    name: str
    version: str
    sha512: str

    @property
    def coordinates(self) -> str:
        return f"{self.group}:{self.name}:{self.version}:zip"

    @property
    def file(self) -> str:
        return f"{self.name}-{self.version}.zip"


SERVER = Distribution(  # the server that Elastic's own tests of clients and plugins run
    group="org.elasticsearch.distribution.integ-test-zip",
    name="elasticsearch",
    version="9.2.0",
    sha512=(
        "2c624e913bb8712fb1698fc1ab3a241c868228183f089ff3cde17ad7bc7b5a96"
        "63454c2af939c65e075663826371e3d4344dca43a55a8aab9594f9a64b01d2c7"
    ),
)


class FetchFailed(Exception):
    """The distribution cannot be had; `str(error)` says why and what helps."""


def cache_folder() -> Path:
    """Where fetched files stay between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "fundstelle"


def cached(distribution: Distribution, folder: Path) -> Path | None:
    """The file in the cache if it is whole."""
    path = folder / distribution.file
    return path if path.is_file() and _sha512(path) == distribution.sha512 else None


def fetched(distribution: Distribution, folder: Path) -> Path:
    """The file, out of the cache or fetched into it; raise FetchFailed.

    It gets its name in the cache only when it is whole, so a download that was killed leaves
    nothing that a later run could take for good.
    """
    whole = cached(distribution, folder)
    if whole is not None:
        return whole
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetching-") as scratch:
        _copy(distribution, Path(scratch))
        arrived = Path(scratch) / distribution.file
        found = _sha512(arrived)
        if found != distribution.sha512:
            raise FetchFailed(
                f"{distribution.coordinates} has the wrong checksum: SHA-512 {found[:16]}..., "
                f"not {distribution.sha512[:16]}...; remove it from Maven's local repository and "
                "try again"
            )
        return arrived.replace(folder / distribution.file)


def _copy(distribution: Distribution, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise FetchFailed("Maven is missing, which fetches Elasticsearch: apt-get install maven")
    command = [
        *(maven, "--batch-mode", "--quiet", "dependency:copy"),
        *(f"-Dartifact={distribution.coordinates}", f"-DoutputDirectory={folder}"),
    ]
    try:
        ended = subprocess.run(
            command,
            cwd=folder,  # no project file there
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=FETCH_TIME,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FetchFailed(
            f"Maven did not fetch {distribution.coordinates} in {FETCH_TIME} s"
        ) from error
    if ended.returncode or not (folder / distribution.file).is_file():
        raise FetchFailed(f"Maven cannot fetch {distribution.coordinates}:\n{ended.stdout[-2000:]}")


def _sha512(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()
