"""One page of addresses: date orders resume by key, relevance pages by a stored list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tantivy import DocAddress, FieldType, Order, Query

from archive.engines.cursor import Cursor, encode
from archive.engines.embedded.facets import count, hit_count
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.idlists import IdLists, Ranked
from archive.engines.embedded.queries import all_of, unscored
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.limits import RELEVANCE_WINDOW
from archive.model.search import Sort
from mappings.fields import ArticleField

_ORDINAL = ArticleField.ORDINAL.value
_SLACK = 50  # more than asked for, so that equal scores are in order at the page's end
_LISTED = 100  # ordinals that fit into a cursor
_KEYS = {
    Sort.NEWEST: (ArticleField.NEWEST.value, Order.Desc),
    Sort.OLDEST: (ArticleField.OLDEST.value, Order.Asc),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article's record is, and its score in relevance order."""

    address: DocAddress
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`next` is the cursor of the following page."""

    places: tuple[Place, ...]
    total: int
    next: str | None


class _Entry(NamedTuple):
    """One ranked hit."""

    score: float
    ordinal: int
    address: DocAddress


class Pager:
    """Pages of one search in one snapshot."""

    def __init__(
        self, snapshot: Snapshot, restrictions: Restrictions, lists: IdLists, query_hash: str
    ) -> None:
        self._snapshot = snapshot
        self._restrictions = restrictions
        self._lists = lists
        self._hash = query_hash

    def page(self, sort: Sort, size: int, cursor: Cursor | None) -> Page:
        """`cursor` belongs to this search and generation."""
        if size < 1:
            return Page(places=(), total=self._total(), next=None)
        if sort is not Sort.RELEVANCE:
            return self._by_date(sort, size, cursor)
        if cursor is None:
            return self._first(size) if size <= _LISTED else self._second(size, ())
        if cursor.snapshot is None:
            return self._second(size, cursor.given)
        return self._resumed(size, cursor.after, cursor.snapshot)

    def _total(self) -> int:
        return count(self._snapshot, self._restrictions.everything)

    def _cursor(self, after: int, snapshot: str | None = None, given: Sequence[int] = ()) -> str:
        cursor = Cursor(
            query=self._hash,
            generation=self._snapshot.generation,
            after=after,
            snapshot=snapshot,
            given=tuple(given),
        )
        return encode(cursor)

    def _by_date(self, sort: Sort, size: int, cursor: Cursor | None) -> Page:
        found, total = self._keyed(sort, size + 1, cursor.after if cursor else None)
        more = len(found) > size
        return Page(
            places=tuple(Place(address) for _, address in found[:size]),
            total=total if cursor is None else self._total(),
            next=self._cursor(found[size - 1][0]) if more else None,
        )

    def _keyed(
        self, sort: Sort, limit: int, after: int | None
    ) -> tuple[list[tuple[int, DocAddress]], int]:
        result = self._snapshot.articles.searcher.search(
            date_ordered(self._restrictions, sort, after),
            limit,
            order_by_field=_KEYS[sort][0],
            order=_KEYS[sort][1],
        )
        return result.hits, hit_count(result)

    def _first(self, size: int) -> Page:
        """Most searches end with their first page: only the second makes the list of all hits."""
        ranked, total = self._ranking(size + _SLACK)
        if len(ranked) == size + _SLACK and ranked[size - 1].score == ranked[-1].score:
            ranked, total = self._ranking(RELEVANCE_WINDOW)
        page = ranked[:size]
        return Page(
            places=tuple(Place(entry.address, entry.score) for entry in page),
            total=total,
            next=self._cursor(0, given=[entry.ordinal for entry in page]) if total > size else None,
        )

    def _second(self, size: int, given: Sequence[int]) -> Page:
        """Ranks all hits, keeps the order of those not given yet, and goes on in it."""
        ranked, _ = self._ranking(RELEVANCE_WINDOW)
        before = frozenset(given)
        left = [entry for entry in ranked if entry.ordinal not in before]
        state = (self._hash, self._snapshot.generation, self._snapshot.stamp, sorted(given))
        name = self._lists.store(
            repr(state), [entry.ordinal for entry in left], [entry.score for entry in left]
        )
        return self._resumed(size, 0, name)

    def _ranking(self, limit: int) -> tuple[list[_Entry], int]:
        """The best hits, equal scores by ordinal, and the total."""
        searcher = self._snapshot.articles.searcher
        found = searcher.search(self._restrictions.everything, limit)
        ordinals = searcher.fast_field_values(_ORDINAL, [address for _, address in found.hits])
        ranked = [
            _Entry(score, int(ordinal or 0), address)
            for (score, address), ordinal in zip(found.hits, ordinals, strict=True)
        ]
        ranked.sort(key=lambda entry: (-entry.score, entry.ordinal))
        return ranked, hit_count(found)

    def _resumed(self, size: int, after: int, snapshot: str) -> Page:
        """Articles removed since the list was made are passed over."""
        ranked = self._lists.load(snapshot)
        found: list[tuple[int, Place]] = []
        start = max(after, 0)
        while len(found) <= size and start < len(ranked):
            rows = ranked[start : start + size + 1]
            found += [(start + index, place) for index, place in self._present(rows)]
            start += len(rows)
        more = len(found) > size
        return Page(
            places=tuple(place for _, place in found[:size]),
            total=self._total(),
            next=self._cursor(found[size][0], snapshot) if more else None,
        )

    def _present(self, rows: Sequence[Ranked]) -> list[tuple[int, Place]]:
        """Those of the rows that the index still has, with their index in the list."""
        ordinals = [row.ordinal for row in rows]
        searcher = self._snapshot.articles.searcher
        query = Query.term_set_query(self._restrictions.schema, _ORDINAL, ordinals)
        hits = searcher.search(query, len(rows), count=False).hits
        addresses = [address for _, address in hits]
        at = dict(zip(searcher.fast_field_values(_ORDINAL, addresses), addresses, strict=True))
        return [
            (index, Place(at[row.ordinal], row.score))
            for index, row in enumerate(rows)
            if row.ordinal in at
        ]


def date_ordered(restrictions: Restrictions, sort: Sort, after: int | None) -> Query:
    """The matches that come later than `after` in this order."""
    if after is None:
        return restrictions.everything
    newest = sort is Sort.NEWEST
    beyond = Query.range_query(
        restrictions.schema,
        _KEYS[sort][0],
        FieldType.Integer,
        lower_bound=None if newest else after + 1,
        upper_bound=after - 1 if newest else None,
    )
    return all_of([restrictions.everything, unscored(beyond)])
