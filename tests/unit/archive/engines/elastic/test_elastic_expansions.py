"""Terms read from what Elasticsearch says of a rewritten query."""

from __future__ import annotations

from archive.engines.elastic.expansions import stands_for, terms_in
from archive.model.search import Fuzzy, Prefix


def explained(*explanations: str) -> dict[str, object]:
    return {"explanations": [{"explanation": text} for text in explanations]}


def test_terms_of_all_shards_are_joined_by_field() -> None:
    answer = explained(
        "ConstantScore(title_exact:ruestig) ConstantScore(body_exact:ruest)",
        "(ConstantScore(title_exact:ruestung))^0.9",
    )
    assert terms_in(answer) == {"title_exact": {"ruestig", "ruestung"}, "body_exact": {"ruest"}}


def test_a_query_that_was_not_rewritten_names_no_term() -> None:
    assert terms_in(explained("title_exact:rue*")) == {}


def test_a_prefix_stands_for_words_that_begin_so() -> None:
    prefix = Prefix(text="rüst*", prefix="ruest")
    assert [stands_for(prefix, term) for term in ("ruestung", "rast")] == [True, False]


def test_a_fuzzy_word_keeps_its_first_letter() -> None:
    fuzzy = Fuzzy(text="prag~", exact="prag", distance=1)
    assert [stands_for(fuzzy, term) for term in ("prga", "krag")] == [True, False]
