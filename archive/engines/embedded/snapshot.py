"""The published generation as one request sees it: three searchers that do not change any more.

Readers look at two small files for every request, the pointer and the generation's stamp, and open
again only what has changed. Nothing watches in the background.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from tantivy import Index, Schema, Searcher

from archive.engines.embedded.layout import Layout, Stamp, stamp_of
from archive.engines.embedded.schema import open_index
from archive.errors import EngineError, GenerationNotFound, IndexNotReady
from archive.model.document import FacetField
from archive.model.search import FacetResult, Histogram
from mappings.fields import MAPPING_VERSION, IndexName

_ATTEMPTS = 3  # a generation may be pruned between reading the pointer and opening it
# Articles first: labels of a fresher index may be too many, never too few.
_RELOAD = (IndexName.ARTICLES, IndexName.EVENTS, IndexName.ENTITIES)


@dataclass(frozen=True, slots=True)
class Side:
    """One index as it stood when the snapshot was taken."""

    schema: Schema
    searcher: Searcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Everything that a search counts besides its total."""

    facets: Mapping[FacetField, FacetResult]
    published: Histogram | None
    about: Histogram | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All three indices of one generation, and what was looked up and counted in them before.

    They never change, so what is kept stays true; a change to the index makes a new snapshot.
    """

    generation: str
    stamp: Stamp
    articles: Side
    events: Side
    entities: Side
    names: dict[str, str] = field(default_factory=dict)
    event_labels: dict[str, dict[str, str]] = field(default_factory=dict)
    event_days: dict[str, int] = field(default_factory=dict)
    terms: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, Counted] = field(default_factory=dict)


@dataclass(slots=True)
class _Opened:
    indices: dict[IndexName, Index]
    snapshot: Snapshot


class Generations:
    """Opens generations when asked for and keeps them until they change or go.

    A pinned one stands for the published one, whatever the pointer says.
    """

    def __init__(self, layout: Layout, pinned: str | None = None) -> None:
        self._layout = layout
        self._pinned = pinned
        self._lock = Lock()
        self._opened: dict[str, _Opened] = {}
        self._pointer: tuple[Stamp, str] | None = None

    def published_name(self) -> str:
        """The pointer's content, read again only when the file changed."""
        if self._pinned is not None:
            return self._pinned
        stamp = stamp_of(self._layout.pointer)
        known = self._pointer
        if known is not None and known[0] == stamp:
            return known[1]
        name = self._layout.published()
        if name is None or stamp is None:
            raise IndexNotReady("nothing is published yet; index some articles first")
        self._pointer = (stamp, name)
        return name

    def published(self) -> Snapshot:
        """The published generation as it stands now."""
        for _ in range(_ATTEMPTS):
            name = self.published_name()
            snapshot = self.named(name)
            if snapshot is not None:
                return snapshot
            self._pointer = None
        if self._pinned is not None:
            raise GenerationNotFound(f"no generation is named {self._pinned!r}")
        raise EngineError(
            f"the published generation {name!r} is missing in {self._layout.root}; "
            "publish another one or build it again with `fundstelle reindex`"
        )

    def named(self, generation: str) -> Snapshot | None:
        """The generation as it stands now, None if it is gone."""
        stamp = stamp_of(self._layout.stamp(generation))
        if stamp is None:
            self._forget(generation)
            return None
        opened = self._opened.get(generation)
        if opened is not None and opened.snapshot.stamp == stamp:
            return opened.snapshot
        with self._lock:
            return self._refresh(generation, stamp)

    def close(self) -> None:
        self._opened.clear()

    def _forget(self, generation: str) -> None:
        self._opened.pop(generation, None)

    def _refresh(self, generation: str, stamp: Stamp) -> Snapshot:
        opened = self._opened.get(generation)
        if opened is not None and opened.snapshot.stamp == stamp:
            return opened.snapshot
        indices = opened.indices if opened else self._open(generation)
        sides = {}
        for name in _RELOAD:
            indices[name].reload()
            sides[name] = Side(schema=indices[name].schema, searcher=indices[name].searcher())
        snapshot = Snapshot(
            generation=generation,
            stamp=stamp,
            articles=sides[IndexName.ARTICLES],
            events=sides[IndexName.EVENTS],
            entities=sides[IndexName.ENTITIES],
        )
        self._opened[generation] = _Opened(indices=indices, snapshot=snapshot)
        return snapshot

    def _open(self, generation: str) -> dict[IndexName, Index]:
        if self._layout.state(generation).mapping_version != MAPPING_VERSION:
            raise EngineError(
                f"generation {generation!r} was built by another version of the program; "
                "build a new one with `fundstelle reindex`"
            )
        return {name: open_index(self._layout.index(generation, name)) for name in IndexName}
