"""The most alike other articles: those that share its rarest stems.

Elasticsearch's own more_like_this weighs words by what one shard knows of them; here the whole
archive is asked how many articles have each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.engines.alike import Stem, stems, telling
from archive.engines.elastic.lookups import record
from archive.engines.elastic.pages import RANKING, Place, sound_places
from archive.engines.elastic.queries import Json, all_of, any_of, everything, term
from archive.engines.elastic.snapshot import Search, Snapshot
from mappings.fields import ArticleField, IndexName

_CHUNK = 500  # stems counted in one search
_STEMS = "stems"


def similar(snapshot: Snapshot, article: Mapping[str, Any], size: int) -> tuple[Place, ...]:
    """Records and scores, best first, without the article itself."""
    found = stems(article)
    archive, articles = _counts(snapshot, list(found))
    alike = [term(*stem) for stem in telling(found, articles, archive)]
    if not alike:
        return ()
    itself = term(ArticleField.ID, article["id"])
    body: Json = {
        "query": all_of([], [itself], [any_of(alike)]),
        "size": size,
        "sort": RANKING,
        "track_total_hits": False,
    }
    search = Search(index=IndexName.ARTICLES, body=body, ranked=True)
    hits = snapshot.ask({_STEMS: search})[_STEMS]["hits"]["hits"]
    places = (Place(record(hit), hit["_score"]) for hit in hits)
    return sound_places(places, snapshot.generation)


def _counts(snapshot: Snapshot, wanted: list[Stem]) -> tuple[int, dict[Stem, int]]:
    """How many articles there are, and how many have each stem."""
    chunks = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)] or [[]]
    answers = snapshot.ask({str(n): _counting(chunk) for n, chunk in enumerate(chunks)})
    found: dict[Stem, int] = {}
    for chunk, answer in zip(chunks, answers.values(), strict=True):
        buckets = answer["aggregations"][_STEMS]["buckets"] if chunk else []
        found |= {stem: b["doc_count"] for stem, b in zip(chunk, buckets, strict=True)}
    return answers["0"]["hits"]["total"]["value"], found


def _counting(chunk: list[Stem]) -> Search:
    body: Json = {"query": everything(), "size": 0, "track_total_hits": True}
    if chunk:
        filters = [term(*stem) for stem in chunk]
        body["aggs"] = {_STEMS: {"filters": {"filters": filters}}}
    return Search(index=IndexName.ARTICLES, body=body)
