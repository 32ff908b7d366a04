"""A request's restrictions as tantivy queries, to be combined anew for every count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tantivy import Query, Schema

from archive.engines.embedded.compile import compile_tree
from archive.engines.embedded.queries import (
    about_overlaps,
    all_of,
    any_of,
    published_within,
    term,
    unscored,
)
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.facets import keyword
from archive.model.document import FacetField
from archive.model.search import FacetFilter, Op, SearchQuery
from mappings.fields import ArticleField, Keyword


@dataclass(frozen=True, slots=True)
class _Facet:
    """One facet's choices: what is asked for, and each excluded value."""

    positive: Query | None
    excluded: Mapping[str, Query]


def value_query(schema: Schema, name: Keyword, value: str) -> Query:
    return unscored(term(schema, name, value))


def missing_query(schema: Schema, name: Keyword) -> Query:
    return unscored(term(schema, ArticleField.LACKS, name.value))


def _positive(schema: Schema, name: Keyword, chosen: FacetFilter) -> Query | None:
    choices = [value_query(schema, name, value) for value in dict.fromkeys(chosen.include)]
    if chosen.missing:
        choices.append(missing_query(schema, name))
    if not choices:
        return None
    return all_of(choices) if chosen.op is Op.AND else any_of(choices)


class Restrictions:
    """What an article must fulfil to match, part by part."""

    def __init__(self, query: SearchQuery, snapshot: Snapshot) -> None:
        schema = snapshot.articles.schema
        self.schema = schema
        self.filters = query.filters
        self._base = [compile_tree(query.tree, snapshot)]
        if query.published is not None:
            self._base.append(published_within(schema, query.published))
        if query.about is not None:
            self._base.append(about_overlaps(schema, query.about))
        self._facets = {
            field: _Facet(
                positive=_positive(schema, self.keyword(field), chosen),
                excluded={v: self._value(field, v) for v in chosen.exclude},
            )
            for field, chosen in query.filters.items()
        }
        self.everything = self._combine()

    def keyword(self, field: FacetField) -> Keyword:
        """The index field that holds the facet's values."""
        return keyword(field, self.filters.get(field))

    def counting(self, field: FacetField) -> Query:
        """The query under which the values of this facet are counted."""
        return self._combine(unchosen=field) if self.has_own_query(field) else self.everything

    def has_own_query(self, field: FacetField) -> bool:
        """Whether the facet's own choices must be left out when its values are counted."""
        chosen = self.filters.get(field)
        if chosen is None or chosen.op is Op.AND:
            return False
        return self._facets[field].positive is not None

    def counting_value(self, field: FacetField, value: str) -> Query:
        """The articles that a value's bucket counts."""
        return all_of([self.counting(field), self._value(field, value)])

    def lifting(self, field: FacetField, value: str) -> Query:
        """What lifting the exclusion of this value alone would add."""
        return all_of([self._combine(lifted=(field, value)), self._value(field, value)])

    def with_clauses(self, clauses: Collection[Query]) -> Query:
        """All restrictions and these."""
        return all_of([self.everything, *clauses])

    def _value(self, field: FacetField, value: str) -> Query:
        return value_query(self.schema, self.keyword(field), value)

    def _combine(
        self, unchosen: FacetField | None = None, lifted: tuple[FacetField, str] | None = None
    ) -> Query:
        required, forbidden = list(self._base), []
        for field, facet in self._facets.items():
            if facet.positive is not None and field is not unchosen:
                required.append(facet.positive)
            forbidden += [q for v, q in facet.excluded.items() if (field, v) != lifted]
        return all_of(required, forbidden)
