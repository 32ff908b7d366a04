"""One page of hits: date orders resume by key, relevance pages from a point in time.

Most searches end with their first page, so only the second opens a point in time; it leaves out
what the first gave. The point in time tells the order alone: what is shown is read from the index
as it stands, so articles removed meanwhile are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.engines.cursor import Cursor, encode
from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.lookups import record
from archive.engines.elastic.moments import Moment
from archive.engines.elastic.queries import Json, terms, unscored
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.limits import RELEVANCE_WINDOW
from archive.engines.soundness import is_sound
from archive.model.search import Sort
from mappings.fields import ArticleField, IndexName

HITS = "hits"
_ORDINAL = ArticleField.ORDINAL.value
_LISTED = 100  # ordinals that fit into a cursor
_KEYS = {
    Sort.NEWEST: (ArticleField.NEWEST.value, "desc", "lt"),
    Sort.OLDEST: (ArticleField.OLDEST.value, "asc", "gt"),
}
RANKING: list[Json] = [{"_score": "desc"}, {_ORDINAL: "asc"}]


@dataclass(frozen=True, slots=True)
class Place:
    """A stored record, and its score in relevance order."""

    record: Json
    score: float | None = None


def sound_places(places: Iterable[Place], generation: str) -> tuple[Place, ...]:
    """Those with records of ours."""
    return tuple(p for p in places if is_sound(p.record, IndexName.ARTICLES, generation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`next` is the cursor of the following page."""

    places: tuple[Place, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class _Ranked:
    """One hit of a point in time."""

    ordinal: int
    score: float
    sort: tuple[float, ...]


class Pager:
    """The page of one search in one generation: what to search for it, what the answer says."""

    def __init__(
        self,
        snapshot: Snapshot,
        restrictions: Restrictions,
        query_hash: str,
        sort: Sort,
        size: int,
        cursor: Cursor | None,
    ) -> None:
        self._snapshot = snapshot
        self._restrictions = restrictions
        self._hash = query_hash
        self._sort = sort
        self._size = min(size, RELEVANCE_WINDOW - 1)
        self._cursor = cursor
        self._moment: Moment | None = None
        self._ranked: list[_Ranked] = []
        self._given = cursor.given if cursor else ()
        self._count = (cursor.after or len(cursor.given)) if cursor else 0

    def searches(self) -> dict[str, Search]:
        """The search for the page's records; a point in time is asked for its order at once."""
        if self._size < 1:
            return {}
        if self._sort is not Sort.RELEVANCE:
            return {HITS: self._by_date(self._sort)}
        if self._cursor is None and self._size <= _LISTED:
            return {HITS: self._best()}
        self._resume()
        return {HITS: self._present(self._ranked)}

    def page(self, answer: Json | None, total: int) -> Page:
        """The page, from the answer to the search."""
        if answer is None:
            return Page(places=(), next=None)
        page = self._page(answer, total)
        return replace(page, places=sound_places(page.places, self._snapshot.generation))

    def _page(self, answer: Json, total: int) -> Page:
        hits = answer["hits"]["hits"]
        if self._sort is not Sort.RELEVANCE:
            return self._dated(hits)
        return self._first(hits, total) if self._moment is None else self._following(hits)

    def _by_date(self, sort: Sort) -> Search:
        field, order, beyond = _KEYS[sort]
        query = self._restrictions.everything
        if self._cursor is not None:
            later = {"range": {field: {beyond: self._cursor.after}}}
            query = self._restrictions.with_clauses([later])
        return _search(unscored(query), self._size + 1, [{field: order}])

    def _dated(self, hits: Sequence[Json]) -> Page:
        page = hits[: self._size]
        return Page(
            places=tuple(Place(record(hit)) for hit in page),
            next=self._encode(page[-1]["sort"][0]) if len(hits) > self._size else None,
        )

    def _best(self) -> Search:
        return _search(self._restrictions.everything, self._size, RANKING, ranked=True)

    def _first(self, hits: Sequence[Json], total: int) -> Page:
        given = tuple(hit["sort"][1] for hit in hits)
        return Page(
            places=tuple(Place(record(hit), hit["_score"]) for hit in hits),
            next=self._encode(0, given=given) if total > self._size else None,
        )

    def _resume(self) -> None:
        cursor = self._cursor
        if cursor is not None and cursor.snapshot is not None:
            self._moment = Moment.resumed(self._snapshot, cursor.snapshot)
        else:
            self._moment = Moment.opened(self._snapshot)
        self._ranked = self._next(cursor.sort if cursor else ())

    def _next(self, after: tuple[float, ...]) -> list[_Ranked]:
        """What follows in the point in time: a page and one more, as far as the window goes."""
        assert self._moment is not None
        size = min(self._size + 1, RELEVANCE_WINDOW - self._count)
        if size < 1:
            return []
        given = [terms(_ORDINAL, self._given)] if self._given else []
        body: Json = {
            "query": self._restrictions.with_clauses([], given),
            "size": size,
            "sort": RANKING,
            "source": False,
        }
        hits = self._moment.search(body, after)
        return [_Ranked(hit["sort"][1], hit["_score"], tuple(hit["sort"])) for hit in hits]

    def _present(self, ranked: Sequence[_Ranked]) -> Search:
        ordinals = [entry.ordinal for entry in ranked]
        body = _search(unscored(terms(_ORDINAL, ordinals)), max(len(ordinals), 1), None)
        body.body["docvalue_fields"] = [_ORDINAL]
        return body

    def _following(self, hits: Sequence[Json]) -> Page:
        """Where articles went meanwhile, the point in time is asked for more."""
        found: list[tuple[_Ranked, Json]] = []
        ranked = self._ranked
        while True:
            records = {hit["fields"][_ORDINAL][0]: record(hit) for hit in hits}
            found += [
                (entry, records[entry.ordinal]) for entry in ranked if entry.ordinal in records
            ]
            self._count += len(ranked)
            if len(found) > self._size or len(ranked) <= self._size:
                break
            ranked = self._next(ranked[-1].sort)
            hits = self._snapshot.ask({HITS: self._present(ranked)})[HITS]["hits"]["hits"]
        return self._cut(found)

    def _cut(self, found: Sequence[tuple[_Ranked, Json]]) -> Page:
        assert self._moment is not None
        page = found[: self._size]
        following = None
        if len(found) > self._size:
            # The first of those left over begins the next page.
            after = self._count - (len(found) - self._size)
            following = self._encode(
                after, self._moment.text, given=self._given, sort=page[-1][0].sort
            )
        return Page(places=tuple(Place(row, entry.score) for entry, row in page), next=following)

    def _encode(
        self,
        after: int,
        snapshot: str | None = None,
        given: Sequence[int] = (),
        sort: tuple[float, ...] = (),
    ) -> str:
        cursor = Cursor(
            query=self._hash,
            generation=self._snapshot.generation,
            after=after,
            snapshot=snapshot,
            given=tuple(given),
            sort=sort,
        )
        return encode(cursor)


def _search(query: Json, size: int, sort: list[Json] | None, *, ranked: bool = False) -> Search:
    body: Json = {"query": query, "size": size, "track_total_hits": False}
    if sort is not None:
        body |= {"sort": sort, "track_scores": ranked}
    return Search(index=IndexName.ARTICLES, body=body, ranked=ranked)
