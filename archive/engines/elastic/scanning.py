"""Every match, oldest first, a chunk at a time from one point in time."""

from __future__ import annotations

from collections.abc import Iterator

from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.lookups import any_labels, record
from archive.engines.elastic.moments import Moment
from archive.engines.elastic.queries import Json, unscored
from archive.engines.elastic.snapshot import Snapshot
from archive.engines.hits import references
from archive.engines.soundness import is_sound
from archive.errors import CursorExpired, EngineUnavailable
from archive.model.document import ArticleDocument
from archive.model.search import ArticleView
from mappings.fields import ArticleField, IndexName

_CHUNK = 200  # articles held in memory


def scan(snapshot: Snapshot, restrictions: Restrictions, language: str) -> Iterator[ArticleView]:
    """Goes on reading its generation whatever happens to it meanwhile."""
    moment = Moment.opened(snapshot)
    return _views(snapshot, moment, restrictions, language)


def _views(
    snapshot: Snapshot, moment: Moment, restrictions: Restrictions, language: str
) -> Iterator[ArticleView]:
    after: tuple[int, ...] = ()
    try:
        while True:
            hits = _chunk(moment, restrictions, after)
            records = [
                r for r in map(record, hits) if is_sound(r, IndexName.ARTICLES, snapshot.generation)
            ]
            yield from _with_labels(snapshot, records, language)
            if len(hits) < _CHUNK:
                return
            after = tuple(hits[-1]["sort"])
    finally:
        moment.close()


def _chunk(moment: Moment, restrictions: Restrictions, after: tuple[int, ...]) -> list[Json]:
    body: Json = {
        "query": unscored(restrictions.everything),
        "size": _CHUNK,
        "sort": [{ArticleField.OLDEST.value: "asc"}],
    }
    try:
        return moment.search(body, after)
    except CursorExpired as error:
        raise EngineUnavailable("the cluster lost its place in this export; begin again") from error


def _with_labels(snapshot: Snapshot, records: list[Json], language: str) -> Iterator[ArticleView]:
    labels = any_labels(snapshot, (id_ for row in records for id_ in references(row)), language)
    for row in records:
        yield ArticleView(
            labels={id_: labels[id_] for id_ in references(row) if id_ in labels},
            document=ArticleDocument(row),
        )
