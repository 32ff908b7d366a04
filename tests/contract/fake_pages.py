"""Pages of the fake: sort everything, cut out what was asked for."""

from __future__ import annotations

from archive.engines.cursor import Cursor, encode
from archive.engines.fingerprint import query_hash
from archive.engines.limits import RELEVANCE_WINDOW
from archive.engines.scoring import effective_sort
from archive.engines.sortkeys import newest_key, oldest_key
from archive.model.document import (
    ArticleDocument,
)
from archive.model.search import (
    SearchQuery,
    Sort,
)
from tests.contract.fake_archive import FakeArchive

Row = tuple[ArticleDocument, float | None]


def page_of(
    archive: FakeArchive,
    query: SearchQuery,
    name: str,
    found: list[ArticleDocument],
    cursor: Cursor | None,
) -> tuple[list[Row], str | None]:
    if query.size < 1:
        return [], None
    if effective_sort(query) is Sort.RELEVANCE:
        return _ranked_page(archive, query, name, found, cursor)
    keys = [(newest_key(d) * -1, d) for d in found]
    if query.sort is Sort.OLDEST:
        keys = [(oldest_key(d), d) for d in found]
    keys.sort(key=lambda row: row[0])
    rest = [row for row in keys if cursor is None or row[0] > cursor.after]
    following = rest[query.size - 1][0] if len(rest) > query.size else None
    page: list[Row] = [(d, None) for _, d in rest[: query.size]]
    return page, _cursor(query, name, following)


def _ranked_page(
    archive: FakeArchive,
    query: SearchQuery,
    name: str,
    found: list[ArticleDocument],
    cursor: Cursor | None,
) -> tuple[list[Row], str | None]:
    generation = archive.generations[name]
    key = cursor.snapshot if cursor and cursor.snapshot else str(len(archive.lists))
    if cursor is None:
        score = generation.matcher().score
        scored = [(score(d, query.tree), d) for d in found]
        scored.sort(key=lambda row: (-row[0], row[1].ordinal))
        archive.lists[key] = [(d.id, s) for s, d in scored[:RELEVANCE_WINDOW]]
    start = cursor.after if cursor else 0
    rest = [
        (index, generation.articles[id_], score)
        for index, (id_, score) in enumerate(archive.lists[key])
        if index >= start and id_ in generation.articles
    ]
    following = rest[query.size][0] if len(rest) > query.size else None
    return [(d, s) for _, d, s in rest[: query.size]], _cursor(query, name, following, key)


def _cursor(
    query: SearchQuery, generation: str, after: int | None, snapshot: str | None = None
) -> str | None:
    if after is None:
        return None
    hash_ = query_hash(query)
    return encode(Cursor(query=hash_, generation=generation, after=after, snapshot=snapshot))
