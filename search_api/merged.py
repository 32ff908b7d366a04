"""Ids of entries that were merged into others: links and bookmarks of before still hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive.engines.port import SearchReader
from archive.errors import DocumentNotFound
from archive.model.document import FacetField
from archive.model.search import FacetFilter, SearchQuery

_FIELDS = (FacetField.PERSON, FacetField.ORGANISATION, FacetField.PLACE)


def followed(reader: SearchReader, query: SearchQuery) -> SearchQuery:
    """The query with the entries of today in its choices."""
    chosen = {f: query.filters[f] for f in _FIELDS if f in query.filters}
    ids = {id_ for choice in chosen.values() for id_ in (*choice.include, *choice.exclude)}
    if not ids:
        return query
    unknown = ids - reader.labels(sorted(ids), query.language).keys()
    heirs = dict(_heirs(reader, sorted(unknown)))
    if not heirs:
        return query
    renewed = {field: _renewed(choice, heirs) for field, choice in chosen.items()}
    return replace(query, filters={**query.filters, **renewed})


def _heirs(reader: SearchReader, ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    for id_ in ids:
        try:
            yield id_, reader.entity(id_).id
        except DocumentNotFound:
            continue


def _renewed(choice: FacetFilter, heirs: Mapping[str, str]) -> FacetFilter:
    return replace(
        choice,
        include=_each_once(heirs.get(id_, id_) for id_ in choice.include),
        exclude=_each_once(heirs.get(id_, id_) for id_ in choice.exclude),
    )


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
