"""A request's restrictions as Elasticsearch queries, to be combined anew for every count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.engines.elastic.compile import compile_tree
from archive.engines.elastic.meanings import Meanings
from archive.engines.elastic.queries import (
    Json,
    about_overlaps,
    all_of,
    any_of,
    published_within,
    term,
)
from archive.engines.facets import keyword
from archive.model.document import FacetField
from archive.model.scoring import scores
from archive.model.search import FacetFilter, Op, SearchQuery
from mappings.fields import ArticleField, Keyword


@dataclass(frozen=True, slots=True)
class _Facet:
    """One facet's choices: what is asked for, and each excluded value."""

    positive: Json | None
    excluded: Mapping[str, Json]


def _positive(name: Keyword, chosen: FacetFilter) -> Json | None:
    choices = [term(name, value) for value in dict.fromkeys(chosen.include)]
    if chosen.missing:
        choices.append(term(ArticleField.LACKS, name.value))
    if not choices:
        return None
    return all_of(choices) if chosen.op is Op.AND else any_of(choices)


class Restrictions:
    """What an article must fulfil to match, part by part."""

    def __init__(self, query: SearchQuery, meanings: Meanings) -> None:
        self.filters = query.filters
        tree = compile_tree(query.tree, meanings)
        self._scored = [tree] if scores(query.tree) else []
        self._base = [] if self._scored else [tree]
        if query.published is not None:
            self._base.append(published_within(query.published))
        if query.about is not None:
            self._base.append(about_overlaps(query.about))
        self._facets = {
            field: _Facet(
                positive=_positive(self.keyword(field), chosen),
                excluded={value: self.value(field, value) for value in chosen.exclude},
            )
            for field, chosen in query.filters.items()
        }
        self.everything = self._combine()

    def keyword(self, field: FacetField) -> Keyword:
        """The index field that holds the facet's values."""
        return keyword(field, self.filters.get(field))

    def value(self, field: FacetField, value: str) -> Json:
        """The articles that have this value."""
        return term(self.keyword(field), value)

    def with_clauses(self, required: Sequence[Json], forbidden: Sequence[Json] = ()) -> Json:
        """All restrictions and these; scored."""
        return all_of([self._combine_unscored(), *required], forbidden, self._scored)

    def counting(self, field: FacetField) -> Json:
        """The query under which the values of this facet are counted."""
        return self._combine(unchosen=field) if self.has_own_query(field) else self.everything

    def has_own_query(self, field: FacetField) -> bool:
        """Whether the facet's own choices must be left out when its values are counted."""
        chosen = self.filters.get(field)
        if chosen is None or chosen.op is Op.AND:
            return False
        return self._facets[field].positive is not None

    def including_excluded(self, field: FacetField) -> Json:
        """All restrictions but this facet's exclusions."""
        return self._combine(unexcluded=field)

    def lifted(self, field: FacetField, value: str) -> Json:
        """Within `including_excluded`: what lifting this exclusion alone would add."""
        excluded = self._facets[field].excluded
        others = [query for other, query in excluded.items() if other != value]
        return all_of([excluded[value]], others)

    def _combine_unscored(self) -> Json:
        return all_of(*self._parts())

    def _combine(
        self, unchosen: FacetField | None = None, unexcluded: FacetField | None = None
    ) -> Json:
        return all_of(*self._parts(unchosen, unexcluded), self._scored)

    def _parts(
        self, unchosen: FacetField | None = None, unexcluded: FacetField | None = None
    ) -> tuple[list[Json], list[Json]]:
        required = list(self._base)
        forbidden: list[Json] = []
        for field, facet in self._facets.items():
            if facet.positive is not None and field is not unchosen:
                required.append(facet.positive)
            if field is not unexcluded:
                forbidden += facet.excluded.values()
        return required, forbidden
