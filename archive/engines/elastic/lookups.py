"""Labels and single records looked up in the events and entities of one generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.engines.elastic.queries import Json, term, terms, unscored
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.facets import Known
from archive.engines.labelling import Sorted, sort_ids
from archive.engines.records import day_of, label_of
from mappings.fields import ArticleField, EntityField, IndexName

_ID, _RECORD = ArticleField.ID.value, ArticleField.RECORD.value
_CHUNK = 1_000  # ids in one search


def record(hit: Json) -> Json:
    """The stored record of a hit; of what was not written by us perhaps the id alone."""
    found = hit["_source"].get(_RECORD)
    return found if found and isinstance(found, dict) else {"id": hit["_id"]}


def records(answer: Json) -> list[Json]:
    """The stored records of all hits."""
    return [record(hit) for hit in answer["hits"]["hits"]]


def record_of(snapshot: Snapshot, index: IndexName, id_: str) -> Json | None:
    """The stored record of this id."""
    answer = snapshot.ask({_ID: Search(index=index, body=_one(term(_ID, id_)))})[_ID]
    return next(iter(records(answer)), None)


def entity_record(snapshot: Snapshot, id_: str) -> Json | None:
    """The stored record of the entity of this id, or of the one that it was merged into."""
    found = {
        field: Search(index=IndexName.ENTITIES, body=_one(term(field, id_)))
        for field in (_ID, EntityField.FORMER)
    }
    answers = snapshot.ask(found)
    return next((r for field in found for r in records(answers[field])), None)


def _one(query: Json) -> Json:
    return {"query": unscored(query), "size": 1, "track_total_hits": False}


class Labels:
    """Labels of some ids: what to search for them, and what the answers say."""

    def __init__(self, ids: Iterable[str], language: str) -> None:
        self._wanted: Sorted = sort_ids(ids, language)
        self._language = language

    def searches(self, name: str) -> dict[str, Search]:
        """Searches whose names begin with this one."""
        return {
            f"{name}:{index}:{start}": _search(index, fields, ids[start : start + _CHUNK])
            for index, fields, ids in self._sides()
            for start in range(0, len(ids), _CHUNK)
        }

    def read(self, name: str, answers: dict[str, Json]) -> dict[str, str]:
        """The labels; unknown ids are left out."""
        found = dict(self._wanted.countries)
        for key in answers:
            if key.startswith(f"{name}:"):
                found.update(self._labels(records(answers[key])))
        return found

    def days(self, name: str, answers: dict[str, Json]) -> dict[str, int]:
        """The days of those ids that are events, numbered; 0 for undated ones."""
        begin = f"{name}:{IndexName.EVENTS}:"
        return {
            record["id"]: day_of(record)
            for key in answers
            if key.startswith(begin)
            for record in records(answers[key])
            if isinstance(record.get("id"), str)
        }

    def _labels(self, found: Iterable[Json]) -> Iterator[tuple[str, str]]:
        """What somebody else wrote into the index gives none."""
        for record in found:
            label = label_of(record, self._language)
            if label is not None and isinstance(record.get("id"), str):
                yield record["id"], label

    def _sides(self) -> Iterator[tuple[IndexName, Sequence[str], Sequence[str]]]:
        yield IndexName.EVENTS, ("labels", "from", "to"), self._wanted.events
        yield IndexName.ENTITIES, ("name",), self._wanted.entities


def any_labels(snapshot: Snapshot, ids: Iterable[str], language: str) -> Mapping[str, str]:
    """Labels of entity ids, event ids and country codes, as far as known."""
    return anything_known(snapshot, ids, language).labels


def anything_known(snapshot: Snapshot, ids: Iterable[str], language: str) -> Known:
    """The same, and of events their days."""
    labels = Labels(ids, language)
    answers = snapshot.ask(labels.searches("labels"))
    return Known(labels=labels.read("labels", answers), days=labels.days("labels", answers))


def _search(index: IndexName, fields: Sequence[str], ids: Sequence[str]) -> Search:
    body: Json = {
        "query": unscored(terms(_ID, ids)),
        "size": len(ids),
        "_source": [f"{_RECORD}.{field}" for field in ("id", *fields)],
        "track_total_hits": False,
    }
    return Search(index=index, body=body)
