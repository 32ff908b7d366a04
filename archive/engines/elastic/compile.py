"""The query's tree as an Elasticsearch query; pure, for all that must be looked up is given."""

from __future__ import annotations

import base64
from collections.abc import Callable

import orjson

from archive.engines.elastic.meanings import Meanings
from archive.engines.elastic.queries import (
    Json,
    about_overlaps,
    all_of,
    any_of,
    boosted,
    constant,
    everything,
    nothing,
    published_within,
    term,
    terms,
    unscored,
)
from archive.engines.limits import check_near
from archive.engines.near import Placed, placements
from archive.engines.scoring import FIELD_WEIGHT, SCOPE_FIELDS, STREAM_WEIGHT
from archive.engines.values import choices
from archive.model.scoring import scores
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

# Elasticsearch refuses queries 30 levels deep, but starts to count again in a wrapped one.
_LEVELS = 5


def compile_tree(tree: Node, meanings: Meanings) -> Json:
    """A query that scores where the tree does; raise QueryError when a part stands for too much."""
    check_near(tree)
    return _Compiler(meanings).compile(tree, 0)


class _Compiler:
    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings

    def compile(self, node: Node, depth: int) -> Json:
        query = self._compile(node, depth + 1)
        return _wrapped(query) if depth and depth % _LEVELS == 0 else query

    def _compile(self, node: Node, depth: int) -> Json:
        match node:
            case And(children=children):
                return self._and(children, depth)
            case Or(children=children):
                return any_of([self._clause(child, depth) for child in children])
            case Not(child=child):
                return all_of([], [self.compile(child, depth)])
            case Everything():
                return unscored(everything())
            case _:
                return self._leaf(node)

    def _clause(self, node: Node, depth: int) -> Json:
        query = self.compile(node, depth)
        return query if scores(node) else unscored(query)

    def _and(self, children: tuple[Node, ...], depth: int) -> Json:
        positive = [child for child in children if not isinstance(child, Not)]
        return all_of(
            [self.compile(child, depth) for child in positive if not scores(child)],
            [self.compile(child.child, depth) for child in children if isinstance(child, Not)],
            [self.compile(child, depth) for child in positive if scores(child)],
        )

    def _leaf(self, node: Node) -> Json:
        match node:
            case Word():
                return _in_fields(node.scope, lambda field: _word(node, field))
            case Phrase():
                return _in_fields(node.scope, lambda field: _phrase(node, field))
            case Prefix() | Fuzzy():
                return _in_fields(node.scope, lambda field: self._expanded(node, field))
            case Value():
                found = choices(node, self._meanings)
                return any_of([terms(field, values) for field, values in found.items()])
            case Published(range=range_):
                return published_within(range_)
            case About(range=range_):
                return about_overlaps(range_)
            case _:
                raise AssertionError(f"not a leaf: {node}")

    def _expanded(self, node: Prefix | Fuzzy, field: TextField) -> Json:
        """Each matching field counts by its weight, however many terms match in it."""
        name = text_field(field, Stream.EXACT)
        return constant(terms(name, self._meanings.terms[name, node]), FIELD_WEIGHT[field])


def _in_fields(scope: Scope, build: Callable[[TextField], Json]) -> Json:
    return any_of([build(field) for field in SCOPE_FIELDS[scope]])


def _word(word: Word, field: TextField) -> Json:
    found = []
    for stream in Stream:
        forms = (word.exact,) if stream is Stream.EXACT else word.stems
        weight = FIELD_WEIGHT[field] * STREAM_WEIGHT[stream]
        name = text_field(field, stream)
        found += [{"term": {name: {"value": form, "boost": weight}}} for form in forms]
    return any_of(found)


def _phrase(phrase: Phrase, field: TextField) -> Json:
    """Lucene's sloppy phrases are exact as long as no word repeats; with repetitions they miss
    arrangements, so these are looked for one by one.
    """
    name, words = text_field(field, Stream.EXACT), phrase.words
    if not words:
        return nothing()
    weight = FIELD_WEIGHT[field] * STREAM_WEIGHT[Stream.EXACT]
    if len(words) == 1:
        return boosted(term(name, words[0]), weight)
    if phrase.slop and len(set(words)) < len(words):
        placed = [_placed(name, place) for place in placements(words, phrase.slop)]
        return boosted(any_of(placed), weight)
    text = {"query": " ".join(words), "slop": phrase.slop, "boost": weight}
    return {"match_phrase": {name: text}}


def _placed(field: str, placed: Placed) -> Json:
    """The words at just these places."""
    clauses: list[Json] = []
    expected = 0
    for offset, word in placed:
        if offset > expected:
            clauses.append({"span_gap": {field: offset - expected}})
        clauses.append({"span_term": {field: word}})
        expected = offset + 1
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _wrapped(query: Json) -> Json:
    return {"wrapper": {"query": base64.b64encode(orjson.dumps(query)).decode()}}
