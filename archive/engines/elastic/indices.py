"""Making, refreshing, finishing and deleting the three indices of a generation."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from archive.engines.elastic.failures import engine_errors
from archive.engines.elastic.generations import State, state_to_meta
from archive.engines.elastic.layout import Layout
from archive.engines.elastic.retry import patiently
from archive.engines.settings import ElasticSettings
from archive.errors import EngineError, EngineUnavailable
from mappings.elastic import mapping
from mappings.fields import IndexName

# Labels before what refers to them; removal goes the other way. A generation exists with its
# articles index, so that comes last.
ORDER = (IndexName.ENTITIES, IndexName.EVENTS, IndexName.ARTICLES)

_JSON = {"accept": "application/json"}
_POLL = 1.0  # seconds between two looks at a merge that goes on

log = logging.getLogger(__name__)


class Indices:
    """The indices below one prefix of one cluster."""

    def __init__(self, client: Elasticsearch, layout: Layout, settings: ElasticSettings) -> None:
        self._client = client
        self._layout = layout
        self._settings = settings

    def create(self, generation: str) -> None:
        """Three empty indices without replicas; what stands under their names is deleted."""
        self.delete(generation)
        for name in ORDER:
            form = mapping(name)
            if name is IndexName.ARTICLES:
                form["_meta"] = state_to_meta(State(), self._layout.prefix)
            with engine_errors():
                # A repeated request would find the name taken by the first.
                self._client.options(max_retries=0).indices.create(
                    index=self._layout.index(generation, name),
                    mappings=form,
                    settings=self._new(name),
                )

    def delete(self, generation: str) -> None:
        """Delete what there is of the generation, all in one step."""
        with engine_errors():
            self._client.indices.delete(
                index=list(self._layout.indices(generation).values()), ignore_unavailable=True
            )

    def refresh(self, generation: str, order: Sequence[IndexName]) -> None:
        """Make all changes visible, one index after the other; raise EngineUnavailable if some
        shard cannot.
        """
        for name in order:
            refresh = partial(self._refresh, self._layout.index(generation, name))
            patiently(refresh, self._settings.patience)

    def finish(self, generation: str) -> None:
        """Merge if that is wanted, and make replicas; neither is waited for longer than
        `patience`.
        """
        names = list(self._layout.indices(generation).values())
        if self._settings.merge_segments:
            self._merge(names, self._settings.merge_segments)
        with engine_errors():
            self._client.indices.put_settings(
                index=names, settings={"index.number_of_replicas": self._settings.replicas}
            )
        self._await_copies(generation, names)

    def check_strict(self, names: Sequence[str]) -> None:
        """Raise EngineError if one of the indices has no mapping of ours: somebody deleted it and
        the cluster made it anew for a write that was on its way.
        """
        with engine_errors():
            answer = self._client.indices.get_mapping(
                index=list(names), filter_path="*.mappings.dynamic", ignore_unavailable=True
            )
        found = {name for name, entry in (answer.body or {}).items() if _is_strict(entry)}
        for name in names:
            if name not in found:
                raise EngineError(
                    f"the index {name} was deleted while it was written to; delete what is left of "
                    "it and build a new generation with `fundstelle reindex --fresh`"
                )

    def is_read(self, generation: str) -> bool:
        """Whether a scan or a page holds a point in time of it."""
        with engine_errors():
            answer = self._client.indices.stats(
                index=list(self._layout.indices(generation).values()),
                metric="search",
                level="cluster",
                filter_path="_all.total.search.open_contexts",
            )
        return bool(_at(answer.body, "_all", "total", "search", "open_contexts"))

    def _new(self, name: IndexName) -> dict[str, Any]:
        """Entities and events are few: they never need more than one shard."""
        return {
            "number_of_shards": self._settings.shards if name is IndexName.ARTICLES else 1,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
        }

    def _refresh(self, index: str) -> None:
        with engine_errors():
            shards = self._client.indices.refresh(index=index).body["_shards"]
        if shards["successful"] == shards["total"]:
            return
        # Copies that are not assigned have nothing to refresh, but all active ones must have.
        with engine_errors():
            health = self._client.cluster.health(index=index)
        if health["status"] == "red" or shards["successful"] < health["active_shards"]:
            raise EngineUnavailable(f"not all shards of {index} are available")

    def _merge(self, names: Sequence[str], segments: int) -> None:
        with engine_errors():
            task = self._client.indices.forcemerge(
                index=names, max_num_segments=segments, wait_for_completion=False
            )["task"]
        end = time.monotonic() + self._settings.patience
        while time.monotonic() < end:
            with engine_errors():
                if self._client.perform_request("GET", f"/_tasks/{task}", headers=_JSON).body[
                    "completed"
                ]:
                    return
            time.sleep(_POLL)
        log.warning("merging goes on in the cluster", extra={"task": task})

    def _await_copies(self, generation: str, names: Sequence[str]) -> None:
        wait = min(self._settings.patience, self._settings.timeout * 2 / 3)
        with engine_errors():
            health = self._client.cluster.health(
                index=names, wait_for_no_initializing_shards=True, timeout=f"{wait:.0f}s"
            )
        if health["timed_out"]:
            log.warning("replicas are still being copied", extra={"generation": generation})


def _at(answer: object, *keys: str) -> Any:
    """What lies at this path of an answer, None if nothing does."""
    for key in keys:
        answer = answer.get(key) if isinstance(answer, Mapping) else None
    return answer


def _is_strict(entry: Mapping[str, Any]) -> bool:
    return bool(entry["mappings"]["dynamic"] == "strict")
