"""The server that the tests use is what the project is written for."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path

from tests.elasticsearch.workplace import sweep


def test_the_server_answers(elasticsearch: str) -> None:
    with urllib.request.urlopen(f"{elasticsearch}/_cluster/health", timeout=10) as response:
        assert json.load(response)["number_of_data_nodes"] >= 1


def test_the_server_is_of_the_version_that_the_client_is_made_for(elasticsearch: str) -> None:
    with urllib.request.urlopen(f"{elasticsearch}/_nodes/_local", timeout=10) as response:
        nodes = json.load(response)["nodes"].values()
    assert {node["version"].partition(".")[0] for node in nodes} == {"9"}


def test_folders_of_killed_runs_are_swept(tmp_path: Path) -> None:
    left = tmp_path / "fundstelle-elasticsearch-999999999-abc"
    left.mkdir()
    used = tmp_path / f"fundstelle-elasticsearch-{os.getpid()}-abc"
    used.mkdir()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [used]
