"""What the cluster knows about generations: which there are, their state, which is published.

A generation exists as long as its articles index does and is not marked as dropped; its state is
kept in `_meta` of that index's mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from archive.engines.elastic.failures import engine_errors
from archive.engines.elastic.layout import Layout
from archive.errors import EngineError, GenerationNotFound
from mappings.fields import MAPPING_VERSION, IndexName


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a generation remembers about itself."""

    sealed: bool = False
    dropped: bool = False
    mapping_version: int = MAPPING_VERSION


class Generations:
    """The generations below one prefix of one cluster."""

    def __init__(self, client: Elasticsearch, layout: Layout) -> None:
        self._client = client
        self._layout = layout

    def published(self) -> str | None:
        """The generation that the alias of the articles points to, None without an alias."""
        alias = self._layout.alias(IndexName.ARTICLES)
        with engine_errors():
            try:
                answer = self._client.indices.get_alias(name=alias)
            except NotFoundError:
                return None
        if len(answer.body) != 1:
            raise EngineError(f"the alias {alias} should name one index, not {sorted(answer.body)}")
        return self._layout.generation(IndexName.ARTICLES, next(iter(answer.body)))

    def states(self) -> dict[str, State]:
        """All generations with their states, dropped ones too, oldest first."""
        with engine_errors():
            answer = self._client.indices.get_mapping(
                index=self._layout.pattern(IndexName.ARTICLES),
                filter_path="*.mappings._meta",
                allow_no_indices=True,
            )
        found = {
            self._layout.generation(IndexName.ARTICLES, name): state_of(entry)
            for name, entry in (answer.body or {}).items()
            if self._is_ours(entry)
        }
        return {name: found[name] for name in sorted(found)}

    def require(self, generation: str) -> State:
        """The generation's state; raise GenerationNotFound unless there is one of this name."""
        state = self.states().get(generation)
        if state is None or state.dropped:
            raise GenerationNotFound(f"no generation is named {generation!r}")
        return state

    def save(self, generation: str, state: State) -> None:
        """Replace the generation's state."""
        with engine_errors():
            self._client.indices.put_mapping(
                index=self._layout.index(generation, IndexName.ARTICLES),
                meta=state_to_meta(state, self._layout.prefix),
            )

    def _is_ours(self, entry: Mapping[str, Any]) -> bool:
        """Not of a longer prefix that begins like a name of ours, nor a stray index."""
        prefix: str | None = entry.get("mappings", {}).get("_meta", {}).get("prefix")
        return prefix == self._layout.prefix


def state_to_meta(state: State, prefix: str) -> dict[str, Any]:
    """The state as `_meta` of a mapping keeps it."""
    return {
        "prefix": prefix,
        "mapping_version": state.mapping_version,
        "sealed": state.sealed,
        "dropped": state.dropped,
    }


def check_fields(generation: str, state: State) -> None:
    """Raise EngineError for a generation of another mapping version."""
    if state.mapping_version != MAPPING_VERSION:
        raise EngineError(
            f"generation {generation!r} has other index fields than this version of the program; "
            "build a new one with `fundstelle reindex`"
        )


def state_of(entry: Mapping[str, Any]) -> State:
    """The state that a mapping keeps in `_meta`."""
    meta = entry.get("mappings", {}).get("_meta", {})
    return State(
        sealed=meta.get("sealed") is True,
        dropped=meta.get("dropped") is True,
        mapping_version=meta.get("mapping_version", 0),
    )
