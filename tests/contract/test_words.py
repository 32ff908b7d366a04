"""What words, phrases, prefixes, fuzzy words and negation find."""

from __future__ import annotations

import pytest

from archive.engines.limits import EXPANSIONS, OPEN_WORDS
from archive.errors import QueryError
from archive.model.document import Document
from archive.model.search import And, Everything, Fuzzy, Node, Not, Or, Prefix, Scope, SearchQuery
from tests.contract.builders import article, ids, phrase, word
from tests.contract.harness import Harness


def found(engine: Harness, tree: Node, *documents: Document) -> list[str]:
    return sorted(ids(engine.loaded(*documents).search(SearchQuery(tree=tree)).hits))


def best(engine: Harness, tree: Node, *documents: Document) -> list[str]:
    return ids(engine.loaded(*documents).search(SearchQuery(tree=tree)).hits)


def test_a_word_finds_every_spelling_of_its_letters(engine: Harness) -> None:
    spelled = [article("a", body="in Pjöngjang"), article("b", body="in PJOENGJANG")]
    assert found(engine, word("Pjöngjang"), *spelled) == ["a", "b"]


def test_a_word_finds_its_inflections(engine: Harness) -> None:
    assert found(engine, word("Besuch"), article("a", body="des Besuchs"), article("b")) == ["a"]


def test_a_word_finds_its_inflections_in_the_language_of_the_article(engine: Harness) -> None:
    english = article("a", body="two elections", language="en")
    assert found(engine, word("election"), english) == ["a"]


def test_the_exact_form_ranks_above_its_inflections(engine: Harness) -> None:
    stemmed, exact = article("a", body="drei Besuche dort"), article("b", body="drei Besuch dort")
    assert best(engine, word("Besuch"), stemmed, exact) == ["b", "a"]


def test_a_title_ranks_above_a_body(engine: Harness) -> None:
    below = article("a", title="Heute", body="x\n\nGipfel")
    above = article("b", title="Gipfel", body="x\n\nHeute")
    assert best(engine, word("Gipfel"), below, above) == ["b", "a"]


def test_equal_scores_are_ordered_by_ordinal(engine: Harness) -> None:
    alike = [article(f"a{n}", ordinal=20 - n, body="Gipfel") for n in range(9)]
    assert best(engine, word("Gipfel"), *alike) == [f"a{n}" for n in range(8, -1, -1)]


def test_the_title_scope_leaves_bodies_out(engine: Harness) -> None:
    both = [article("a", title="Gipfel"), article("b", body="Gipfel")]
    assert found(engine, word("Gipfel", Scope.TITLE), *both) == ["a"]


def test_the_body_scope_includes_the_lead_and_leaves_titles_out(engine: Harness) -> None:
    three = [
        article("a", title="Gipfel"),
        article("b", body="Gipfel\n\nx"),
        article("c", body="x\n\nGipfel"),
    ]
    assert found(engine, word("Gipfel", Scope.BODY), *three) == ["b", "c"]


def test_words_joined_by_and_may_lie_in_different_fields(engine: Harness) -> None:
    tree = And(children=(word("Putin"), word("Rüstung")))
    assert found(engine, tree, article("a", title="Putin", body="x\n\nRüstung")) == ["a"]


def test_one_of_several_words_is_enough_for_or(engine: Harness) -> None:
    tree = Or(children=(word("Putin"), word("Kim")))
    three = [article("a", body="Putin"), article("b", body="Kim"), article("c")]
    assert found(engine, tree, *three) == ["a", "b"]


def test_pure_negation_subtracts_from_everything(engine: Harness) -> None:
    both = [article("a", body="Wetter"), article("b")]
    assert found(engine, Not(child=word("Wetter")), *both) == ["b"]


def test_two_negations_subtract_both(engine: Harness) -> None:
    tree = And(children=(Not(child=word("eins")), Not(child=word("zwei"))))
    three = [article("a", body="eins"), article("b", body="zwei"), article("c", body="drei")]
    assert found(engine, tree, *three) == ["c"]


def test_a_negation_inside_or_adds_all_other_articles(engine: Harness) -> None:
    tree = Or(children=(word("eins"), Not(child=word("zwei"))))
    three = [article("a", body="eins zwei"), article("b", body="zwei"), article("c", body="drei")]
    assert found(engine, tree, *three) == ["a", "c"]


def test_everything_finds_everything(engine: Harness) -> None:
    assert found(engine, Everything(), article("a"), article("b", title="x")) == ["a", "b"]


def test_a_phrase_wants_its_words_in_a_row(engine: Harness) -> None:
    both = [article("a", body="der rote Platz"), article("b", body="der Platz, der rote")]
    assert found(engine, phrase("rote Platz"), *both) == ["a"]


def test_a_phrase_does_not_find_inflections(engine: Harness) -> None:
    assert found(engine, phrase("rote Platz"), article("a", body="des roten Platzes")) == []


def test_a_phrase_does_not_reach_from_title_to_body(engine: Harness) -> None:
    assert found(engine, phrase("rote Platz"), article("a", title="rote", body="Platz")) == []


def test_a_phrase_of_one_word_is_that_exact_word(engine: Harness) -> None:
    both = [article("a", body="Platz"), article("b", body="Platzes")]
    assert found(engine, phrase("Platz"), *both) == ["a"]


@pytest.mark.parametrize(
    ("body", "slop", "matches"),
    [
        ("eins x zwei", 1, True),
        ("eins x x zwei", 1, False),
        ("zwei eins", 1, False),
        ("zwei eins", 2, True),
    ],
)
def test_a_near_phrase_allows_so_many_moves(
    engine: Harness, body: str, slop: int, *, matches: bool
) -> None:
    assert bool(found(engine, phrase("eins zwei", slop), article("a", body=body))) is matches


@pytest.mark.parametrize("body", ["drei eins zwei", "zwei x drei eins", "eins drei x zwei"])
def test_a_near_phrase_of_three_words_finds_any_order_within_the_distance(
    engine: Harness, body: str
) -> None:
    assert found(engine, phrase("eins zwei drei", 4), article("a", body=body)) == ["a"]


def test_each_word_of_a_near_phrase_needs_a_place_of_its_own(engine: Harness) -> None:
    once = article("a", body="immer wieder")
    assert found(engine, phrase("immer immer", 3), once) == []


def test_a_near_phrase_with_too_many_arrangements_is_refused(engine: Harness) -> None:
    reader = engine.loaded(article("a"))
    query = SearchQuery(tree=phrase("a b c d e f", 9))
    with pytest.raises(QueryError):
        reader.search(query)


def test_many_near_phrases_together_are_refused_as_one_would_be(engine: Harness) -> None:
    reader = engine.loaded(article("a"))
    near = phrase("a b c", 9)  # 271 arrangements
    reader.search(SearchQuery(tree=Or(children=(near,) * 3)))
    with pytest.raises(QueryError):
        reader.search(SearchQuery(tree=Or(children=(near,) * 4)))


def test_a_prefix_finds_words_that_start_so(engine: Harness) -> None:
    three = [article("a", body="Rüstung"), article("b", title="rüstet"), article("c", body="Rast")]
    assert found(engine, Prefix(text="rüst*", prefix="ruest"), *three) == ["a", "b"]


def test_a_prefix_keeps_to_its_scope(engine: Harness) -> None:
    both = [article("a", body="Rüstung"), article("b", title="rüstet")]
    tree = Prefix(text="rüst*", prefix="ruest", scope=Scope.TITLE)
    assert found(engine, tree, *both) == ["b"]


def test_a_prefix_of_too_many_words_is_refused_with_a_reason(engine: Harness) -> None:
    many = " ".join(f"abc{number}" for number in range(EXPANSIONS + 1))
    reader = engine.loaded(article("a", body=many))
    with pytest.raises(QueryError, match=str(EXPANSIONS)):
        reader.search(SearchQuery(tree=Prefix(text="abc*", prefix="abc")))


def test_a_prefix_of_as_many_words_as_allowed_is_searched(engine: Harness) -> None:
    many = " ".join(f"abc{number}" for number in range(EXPANSIONS))
    assert found(engine, Prefix(text="abc*", prefix="abc"), article("a", body=many)) == ["a"]


def test_as_many_open_words_as_allowed_are_searched(engine: Harness) -> None:
    opened = [Prefix(text=f"wort{n}*", prefix=f"wort{n}") for n in range(OPEN_WORDS)]
    assert found(engine, Or(children=tuple(opened)), article("a", body="wort7x")) == ["a"]


def test_too_many_prefixes_and_fuzzy_words_are_refused(engine: Harness) -> None:
    prefixes = [Prefix(text=f"wort{n}*", prefix=f"wort{n}") for n in range(OPEN_WORDS)]
    fuzzy = Fuzzy(text="prag~", exact="prag", distance=1)
    reader = engine.loaded(article("a"))
    query = SearchQuery(tree=And(children=(*prefixes, Not(child=fuzzy))))
    with pytest.raises(QueryError, match=str(OPEN_WORDS)):
        reader.search(query)


@pytest.mark.parametrize(
    ("body", "matches"),
    [("prag", True), ("prga", True), ("prags", True), ("pragst", False), ("krag", False)],
)
def test_a_fuzzy_word_allows_one_edit_behind_the_first_letter(
    engine: Harness, body: str, *, matches: bool
) -> None:
    tree = Fuzzy(text="prag~", exact="prag", distance=1)
    assert bool(found(engine, tree, article("a", body=body))) is matches


def test_a_word_that_no_article_has_finds_nothing(engine: Harness) -> None:
    result = engine.loaded(article("a")).search(SearchQuery(tree=word("Nirgendwo")))
    assert (result.total.value, result.hits, result.next) == (0, (), None)
