"""Clusters for tests: one node, or several that find each other on loopback."""

from __future__ import annotations

import json
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.elasticsearch.account import account
from tests.elasticsearch.fetch import SERVER, cache_folder, fetched
from tests.elasticsearch.java import java_home
from tests.elasticsearch.node import Node, Program, Settings
from tests.elasticsearch.workplace import workplace

ALONE = "1g"  # heap of a node on its own
TOGETHER = "512m"  # of one of several

_COMMON: Settings = {
    # How full this machine's disk is must not decide what a test finds.
    "cluster.routing.allocation.disk.threshold_enabled": False,
    "action.destructive_requires_name": False,  # tests delete all that they made by its prefix
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Running nodes; requests here are the tests' own, past all of our code."""

    nodes: Sequence[Node]

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(node.http for node in self.nodes)

    def ask(
        self, path: str, body: object = None, *, method: str = "GET", node: int = 0
    ) -> dict[str, Any]:
        """The JSON answer of one node; raise OSError for none or an error."""
        request = urllib.request.Request(
            self.nodes[node].http + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            answer: dict[str, Any] = json.load(response)
        return answer

    def revive(self, number: int) -> None:
        """Start a node again and wait until all nodes are one cluster that has all its shards."""
        node = self.nodes[number]
        node.launch()
        node.await_ports()
        self.await_whole()
        node.wait(self._has_all_shards, "shards")

    def revive_all(self) -> None:
        """Start again what was killed."""
        for number, node in enumerate(self.nodes):
            if not node.alive:
                self.revive(number)

    def await_whole(self) -> None:
        """Wait until every node knows all others."""
        for number, node in enumerate(self.nodes):
            node.wait(partial(self._is_whole, number), "cluster")

    def _has_all_shards(self) -> bool:
        return str(self.ask("/_cluster/health")["status"]) != "red"

    def _is_whole(self, number: int) -> bool:
        try:
            answer = self.ask("/_cluster/health", node=number)
        except OSError:
            return False
        return int(answer["number_of_nodes"]) == len(self.nodes)


@contextmanager
def running(nodes: int = 1) -> Iterator[Cluster]:
    """A cluster that answers; all its processes and files are gone afterwards."""
    with ExitStack() as stack:
        place = stack.enter_context(workplace())
        program = unpacked(place, ALONE if nodes == 1 else TOGETHER)
        members = [
            Node(program, place / name, settings) for name, settings in _layouts(nodes).items()
        ]
        for node in members:
            stack.callback(node.kill)
        for node in members:
            node.launch()
        for node in members:
            node.await_ports()
        _introduce(members)
        cluster = Cluster(members)
        cluster.await_whole()
        yield cluster


def unpacked(place: Path, heap: str) -> Program:
    """The program in a folder of this run, where whoever runs it can read it."""
    java = java_home()
    with zipfile.ZipFile(fetched(SERVER, cache_folder())) as archive:
        archive.extractall(place)
    return Program(
        home=place / f"{SERVER.name}-{SERVER.version}", java=java, account=account(), heap=heap
    )


def _layouts(nodes: int) -> dict[str, Settings]:
    names = [f"node-{number}" for number in range(nodes)]
    if nodes == 1:
        return {names[0]: {**_COMMON, "node.name": names[0], "discovery.type": "single-node"}}
    return {
        name: {
            **_COMMON,
            "node.name": name,
            "cluster.initial_master_nodes": names,
            "discovery.seed_providers": "file",
            "discovery.initial_state_timeout": "0s",  # ports are told before the cluster stands
        }
        for name in names
    }


def _introduce(nodes: Sequence[Node]) -> None:
    """Tell each node where the others are; it reads the file again and again."""
    addresses = "".join(f"{node.transport}\n" for node in nodes)
    for node in nodes:
        hosts = node.folder / "config" / "unicast_hosts.txt"
        hosts.write_text(addresses, encoding="utf-8")
