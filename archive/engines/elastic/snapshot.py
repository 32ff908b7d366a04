"""The published generation as one request sees it, and the requests that are made of it.

The name is asked for once a request; every further call uses the concrete names, so an answer never
mixes two generations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from elasticsearch import Elasticsearch, NotFoundError

from archive.engines.elastic.failures import IndicesGone, causes, cluster_error, engine_errors
from archive.engines.elastic.generations import State, check_fields, state_of
from archive.engines.elastic.layout import Layout
from archive.engines.elastic.queries import Json
from archive.engines.elastic.retry import briefly
from archive.errors import (
    EngineError,
    EngineUnavailable,
    FundstelleError,
    GenerationNotFound,
    IndexNotReady,
)
from mappings.fields import IndexName

_ATTEMPTS = 3  # a generation may be pruned between asking for its name and reading it

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search of many in a request; `ranked` makes scores of all shards comparable."""

    index: IndexName
    body: Json
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The three indices of one generation. `preference` sends a search to the same copies again."""

    client: Elasticsearch
    generation: str
    names: Mapping[IndexName, str]
    preference: str | None = None

    def ask(self, searches: Mapping[str, Search]) -> dict[str, Json]:
        """The answers to all searches, in one request; none for no search."""
        if not searches:
            return {}
        lines = [line for search in searches.values() for line in self._lines(search)]
        return dict(zip(searches, briefly(partial(self._asked, lines)), strict=True))

    def _lines(self, search: Search) -> tuple[Json, Json]:
        header: Json = {
            "index": self.names[search.index],
            "allow_partial_search_results": False,
        }
        if search.ranked:
            header["search_type"] = "dfs_query_then_fetch"
        if self.preference is not None:
            header["preference"] = self.preference
        return header, search.body

    def _asked(self, lines: list[Json]) -> list[Json]:
        with engine_errors():
            answers: list[Json] = self.client.msearch(searches=lines)["responses"]
        failed = next((answer for answer in answers if "error" in answer), None)
        if failed is not None:
            raise _failure(failed)
        return answers


class Published:
    """Finds the generation that readers see; a pinned one stands for it whatever the alias says."""

    def __init__(self, client: Elasticsearch, layout: Layout, pinned: str | None = None) -> None:
        self._client = client
        self._layout = layout
        self._pinned = pinned

    def answer(self, call: Callable[[Snapshot], Answer]) -> Answer:
        """What the call answers from one generation; begun again if that vanishes meanwhile."""
        seen: set[str] = set()
        for _ in range(_ATTEMPTS):
            snapshot = self.snapshot()
            seen.add(snapshot.generation)
            try:
                return call(snapshot)
            except EngineUnavailable as error:
                if not isinstance(error, IndicesGone) and self.has(snapshot.generation):
                    raise
        if len(seen) == 1:
            raise EngineUnavailable(
                f"an index of generation {seen.pop()} is missing; if somebody deleted it, build a "
                "new generation with `fundstelle reindex`"
            )
        raise EngineUnavailable("generations are being replaced too fast; try again")

    def snapshot(self) -> Snapshot:
        """The published generation; raise IndexNotReady if there is none."""
        if self._pinned is not None:
            return self.named(self._pinned)
        found = briefly(partial(self._states, self._layout.alias(IndexName.ARTICLES)))
        if not found:
            raise IndexNotReady("nothing is published yet; index some articles first")
        if len(found) > 1:
            raise EngineError(f"several generations are published at once: {sorted(found)}")
        (generation, state), *_ = found.items()
        return self._snapshot(generation, state)

    def named(self, generation: str) -> Snapshot:
        """This generation; raise GenerationNotFound if it is gone."""
        state = self._state(generation)
        if state is None:
            raise GenerationNotFound(f"no generation is named {generation!r}")
        return self._snapshot(generation, state)

    def has(self, generation: str) -> bool:
        """Whether there is a generation of this name."""
        return self._state(generation) is not None

    def _state(self, generation: str) -> State | None:
        name = self._layout.index(generation, IndexName.ARTICLES)
        found = briefly(partial(self._states, name)).get(generation)
        return None if found is None or found.dropped else found

    def _states(self, name: str) -> dict[str, State]:
        with engine_errors():
            try:
                answer = self._client.indices.get_mapping(
                    index=name, filter_path="*.mappings._meta"
                )
            except NotFoundError:
                return {}
        return {
            self._layout.generation(IndexName.ARTICLES, index): state_of(entry)
            for index, entry in answer.body.items()
        }

    def _snapshot(self, generation: str, state: State) -> Snapshot:
        check_fields(generation, state)
        return Snapshot(self._client, generation, self._layout.indices(generation))


def _failure(answer: Json) -> FundstelleError:
    """Why one search of a request failed; the most telling cause is the innermost."""
    found = list(causes(answer))
    gone = [c for c in found if c.get("type") == "index_not_found_exception"]
    return cluster_error(int(answer.get("status", 500)), (gone or found[1:2] or found)[0])
