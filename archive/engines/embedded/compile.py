"""The query's tree as a tantivy query."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tantivy import Query, Schema

from archive.engines.embedded.expansions import fuzzy_terms, prefix_terms
from archive.engines.embedded.queries import (
    about_overlaps,
    all_of,
    any_of,
    everything,
    published_within,
    terms,
    unscored,
)
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.embedded.values import value_query
from archive.engines.limits import check_near, check_open_words
from archive.engines.near import placements
from archive.engines.scoring import FIELD_WEIGHT, SCOPE_FIELDS, STREAM_WEIGHT
from archive.model.search import (
    About,
    And,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Scope,
    Value,
    Word,
)
from mappings.fields import Stream, TextField, text_field


def compile_tree(tree: Node, snapshot: Snapshot) -> Query:
    """Raise QueryError when a part stands for too many terms."""
    check_near(tree)
    check_open_words(tree)
    return _Compiler(snapshot).compile(tree)


def _word_field(schema: Schema, word: Word, field: TextField) -> Query:
    found = []
    for stream in Stream:
        forms = (word.exact,) if stream is Stream.EXACT else word.stems
        weight = FIELD_WEIGHT[field] * STREAM_WEIGHT[stream]
        for form in forms:
            one = Query.term_query(schema, text_field(field, stream), form, index_option="freq")
            found.append(Query.boost_query(one, weight))
    return any_of(found)


def _phrase_field(schema: Schema, phrase: Phrase, field: TextField) -> Query:
    name, words = text_field(field, Stream.EXACT), list(phrase.words)
    if len(words) == 1:
        return Query.term_query(schema, name, words[0], index_option="freq")
    if phrase.slop == 0 or (len(words) == 2 and len(set(words)) == 2):
        return Query.phrase_query(schema, name, list(words), slop=phrase.slop)
    return any_of(
        [
            Query.phrase_query(schema, name, list(placed))
            for placed in placements(words, phrase.slop)
        ]
    )


class _Compiler:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._schema = snapshot.articles.schema

    def compile(self, node: Node) -> Query:
        match node:
            case And(children=children):
                return self._and(children)
            case Or(children=children):
                return any_of([self.compile(child) for child in children])
            case Not(child=child):
                return all_of([], [self.compile(child)])
            case Everything():
                return everything()
            case _:
                return self._leaf(node)

    def _leaf(self, node: Node) -> Query:
        match node:
            case Word():
                return self._fields(node.scope, lambda f: _word_field(self._schema, node, f))
            case Phrase():
                return self._phrase(node)
            case Prefix() | Fuzzy():
                return self._expanded(node)
            case Value():
                return unscored(value_query(node, self._snapshot))
            case Published(range=range_):
                return published_within(self._schema, range_)
            case About(range=range_):
                return about_overlaps(self._schema, range_)
            case _:
                raise AssertionError(f"not a leaf: {node}")

    def _and(self, children: Sequence[Node]) -> Query:
        required = [self.compile(child) for child in children if not isinstance(child, Not)]
        forbidden = [self.compile(child.child) for child in children if isinstance(child, Not)]
        return all_of(required, forbidden)

    def _phrase(self, phrase: Phrase) -> Query:
        if not phrase.words:
            return Query.empty_query()
        weight = STREAM_WEIGHT[Stream.EXACT]
        return self._fields(
            phrase.scope,
            lambda field: Query.boost_query(
                _phrase_field(self._schema, phrase, field), FIELD_WEIGHT[field] * weight
            ),
        )

    def _expanded(self, node: Prefix | Fuzzy) -> Query:
        """Each matching field counts by its weight, however many terms match in it."""

        def field_query(field: TextField) -> Query:
            name = text_field(field, Stream.EXACT)
            found = (
                prefix_terms(self._snapshot, name, node)
                if isinstance(node, Prefix)
                else fuzzy_terms(self._snapshot, name, node)
            )
            return Query.const_score_query(terms(self._schema, name, found), FIELD_WEIGHT[field])

        return self._fields(node.scope, field_query)

    def _fields(self, scope: Scope, build: Callable[[TextField], Query]) -> Query:
        return any_of([build(field) for field in SCOPE_FIELDS[scope]])
