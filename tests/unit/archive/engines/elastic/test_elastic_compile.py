"""The tree as Elasticsearch's JSON, without a server."""

from __future__ import annotations

import base64

import orjson

from archive.engines.elastic.compile import compile_tree
from archive.engines.elastic.meanings import Meanings
from archive.model.search import And, Everything, Fuzzy, Node, Not, Or, Phrase, Prefix, Scope, Word

WORD = Word(text="Gipfel", exact="gipfel", stems=("gipfel",), scope=Scope.TITLE)
NOTHING = Meanings()


def depth(query: object) -> int:
    """Levels of queries as the server counts them: a wrapped query is counted for itself."""
    if isinstance(query, list):
        return max(map(depth, query), default=0)
    if not isinstance(query, dict):
        return 0
    if "wrapper" in query:
        inner = orjson.loads(base64.b64decode(query["wrapper"]["query"]))
        assert depth(inner) < 30
        return 1
    return max((depth(part) for part in query.values()), default=0) + ("bool" in query)


def test_a_word_is_looked_for_in_all_streams_by_weight() -> None:
    clauses = compile_tree(WORD, NOTHING)["bool"]["should"]
    found = {field: term["boost"] for c in clauses for field, term in c["term"].items()}
    assert found["title_exact"] > found["title_stem"] > found["title_parts"]


def test_what_cannot_score_is_a_filter() -> None:
    query = compile_tree(And(children=(WORD, Everything())), NOTHING)
    assert (len(query["bool"]["must"]), len(query["bool"]["filter"])) == (1, 1)


def test_pure_negation_subtracts_from_everything() -> None:
    query = compile_tree(Not(child=WORD), NOTHING)
    assert query["bool"]["filter"] == [{"match_all": {}}]
    assert len(query["bool"]["must_not"]) == 1


def test_or_of_nothing_matches_nothing() -> None:
    assert compile_tree(Or(children=()), NOTHING) == {"match_none": {}}


def test_a_near_phrase_of_different_words_is_left_to_the_engine() -> None:
    phrase = Phrase(text="a b", words=("a", "b"), slop=3, scope=Scope.TITLE)
    assert compile_tree(phrase, NOTHING)["match_phrase"]["title_exact"]["slop"] == 3


def test_a_near_phrase_with_a_repeated_word_is_spelled_out() -> None:
    phrase = Phrase(text="a a", words=("a", "a"), slop=1, scope=Scope.TITLE)
    should = compile_tree(phrase, NOTHING)["bool"]["must"][0]["bool"]["should"]
    gaps = [[c for c in s["span_near"]["clauses"] if "span_gap" in c] for s in should]
    assert gaps == [[], [{"span_gap": {"title_exact": 1}}]]


def test_a_prefix_is_the_terms_that_were_looked_up() -> None:
    prefix = Prefix(text="rüst*", prefix="ruest", scope=Scope.TITLE)
    meanings = Meanings(terms={("title_exact", prefix): ("ruestung",)})
    query = compile_tree(prefix, meanings)["constant_score"]
    assert query["filter"] == {"terms": {"title_exact": ["ruestung"]}}


def test_an_open_word_that_stands_for_nothing_matches_nothing() -> None:
    fuzzy = Fuzzy(text="x~", exact="xxx", distance=1, scope=Scope.TITLE)
    query = compile_tree(fuzzy, Meanings(terms={("title_exact", fuzzy): ()}))
    assert query["constant_score"]["filter"] == {"terms": {"title_exact": []}}


def test_the_deepest_query_stays_below_the_servers_limit() -> None:
    tree: Node = WORD
    for level in range(40):
        children = (tree, Not(child=WORD)) if level % 3 else (tree, Everything())
        tree = And(children=children) if level % 2 else Or(children=children)
    assert depth(compile_tree(tree, NOTHING)) < 30
