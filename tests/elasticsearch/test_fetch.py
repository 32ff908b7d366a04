"""The cache of the tests' server holds whole files only, whatever happens to a download."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.elasticsearch.fetch import SERVER, FetchFailed, cached, fetched

CONTENT = b"a distribution"
WANTED = replace(SERVER, sha512=hashlib.sha512(CONTENT).hexdigest())


def maven(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program `mvn` that is found first and does only this; its last argument is `$folder`."""
    program = folder / "bin" / "mvn"
    program.parent.mkdir()
    head = '#!/bin/sh\nfor last; do :; done\nfolder="${last#-DoutputDirectory=}"\n'
    program.write_text(head + script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def delivering(content: bytes) -> str:
    return f'printf "{content.decode()}" > "$folder/{WANTED.file}"\n'


def test_a_fetched_file_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven(tmp_path, delivering(CONTENT), monkeypatch)
    assert fetched(WANTED, tmp_path / "cache") == cached(WANTED, tmp_path / "cache")


def test_a_kept_file_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven(tmp_path, "exit 1", monkeypatch)
    (tmp_path / WANTED.file).write_bytes(CONTENT)
    assert fetched(WANTED, tmp_path).read_bytes() == CONTENT


def test_a_damaged_file_is_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven(tmp_path, delivering(CONTENT), monkeypatch)
    (tmp_path / WANTED.file).write_bytes(CONTENT[:-1])
    assert fetched(WANTED, tmp_path).read_bytes() == CONTENT


def test_a_wrong_checksum_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maven(tmp_path, delivering(b"something else"), monkeypatch)
    with pytest.raises(FetchFailed, match="wrong checksum"):
        fetched(WANTED, tmp_path / "cache")


def test_a_failed_download_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven(tmp_path, delivering(CONTENT[:4]) + "echo no route; exit 1\n", monkeypatch)
    with pytest.raises(FetchFailed, match="no route"):
        fetched(WANTED, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_missing_maven_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FetchFailed, match="apt-get install maven"):
        fetched(WANTED, tmp_path / "cache")
