"""One page of addresses: date orders resume by key, relevance pages by a stored list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
            return self._ranked(size)
        return self._resumed(size, cursor)

    def _total(self) -> int:
        return count(self._snapshot, self._restrictions.everything)

    def _cursor(self, after: int, snapshot: str | None = None) -> str:
        generation = self._snapshot.generation
        return encode(
            Cursor(query=self._hash, generation=generation, after=after, snapshot=snapshot)
        )

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

    def _ranked(self, size: int) -> Page:
        searcher = self._snapshot.articles.searcher
        found = searcher.search(self._restrictions.everything, RELEVANCE_WINDOW)
        addresses = [address for _, address in found.hits]
        ordinals = searcher.fast_field_values(_ORDINAL, addresses)
        ranked = sorted(
            (-score, int(ordinal or 0), address)
            for (score, address), ordinal in zip(found.hits, ordinals, strict=True)
        )
        total = hit_count(found)
        places = tuple(Place(address, -negative) for negative, _, address in ranked[:size])
        if len(ranked) <= size:
            return Page(places=places, total=total, next=None)
        key = f"{self._hash}/{self._snapshot.generation}/{self._snapshot.stamp}"
        name = self._lists.store(key, [row[1] for row in ranked], [-row[0] for row in ranked])
        return Page(places=places, total=total, next=self._cursor(size, name))

    def _resumed(self, size: int, cursor: Cursor) -> Page:
        """Articles removed since the list was made are passed over."""
        ranked = self._lists.load(cursor.snapshot or "")
        found: list[tuple[int, Place]] = []
        start = max(cursor.after, 0)
        while len(found) <= size and start < len(ranked):
            rows = ranked[start : start + size + 1]
            found += [(start + index, place) for index, place in self._present(rows)]
            start += len(rows)
        more = len(found) > size
        return Page(
            places=tuple(place for _, place in found[:size]),
            total=self._total(),
            next=self._cursor(found[size][0], cursor.snapshot) if more else None,
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
