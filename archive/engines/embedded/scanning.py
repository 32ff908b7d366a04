"""Every match, oldest first, a chunk at a time from one snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from tantivy import Order

from archive.engines.embedded.failures import engine_errors
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.lookups import any_labels
from archive.engines.embedded.pages import date_ordered
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.embedded.stored import record_at
from archive.engines.hits import references
from archive.engines.soundness import is_sound
from archive.model.document import ArticleDocument
from archive.model.search import ArticleView, Sort
from mappings.fields import ArticleField, IndexName

_CHUNK = 200  # articles held in memory


def scan(snapshot: Snapshot, restrictions: Restrictions, language: str) -> Iterator[ArticleView]:
    """Goes on reading its generation whatever happens to it meanwhile."""
    after: int | None = None
    more = True
    while more:
        with engine_errors():
            after, more, views = _chunk(snapshot, restrictions, language, after)
        yield from views


def _chunk(
    snapshot: Snapshot, restrictions: Restrictions, language: str, after: int | None
) -> tuple[int | None, bool, list[ArticleView]]:
    """The last key, whether there may be more, and what comes up to it."""
    searcher = snapshot.articles.searcher
    found = searcher.search(
        date_ordered(restrictions, Sort.OLDEST, after),
        _CHUNK,
        count=False,
        order_by_field=ArticleField.OLDEST,
        order=Order.Asc,
    ).hits
    stored = (record_at(searcher, at) for _, at in found)
    records = [r for r in stored if is_sound(r, IndexName.ARTICLES, snapshot.generation)]
    labels = any_labels(snapshot, (id_ for r in records for id_ in references(r)), language)
    views = [
        ArticleView(
            labels={id_: labels[id_] for id_ in references(record) if id_ in labels},
            document=ArticleDocument(record),
        )
        for record in records
    ]
    return (found[-1][0] if found else after), len(found) == _CHUNK, views
