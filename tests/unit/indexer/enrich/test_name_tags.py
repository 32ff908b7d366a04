"""Rows of tags and the names that they tell."""

import tracemalloc

import numpy as np
import spacy
from spacy.tokens import Doc
from thinc.api import Model

from indexer.enrich.name_tagger import NameTagger
from indexer.enrich.name_tags import TAGS, Floats, best_spans, find_names


def rows(*tags: str, sure: float = 6.0) -> Floats:
    """Return logits that favour one tag a token."""
    logits = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for number, tag in enumerate(tags):
        logits[number, TAGS.index(tag)] = sure
    return logits


def test_a_name_goes_from_begin_over_inside() -> None:
    assert find_names([rows("O", "B-PER", "I-PER", "O")]) == [[(1, 3, "PER")]]


def test_two_names_side_by_side_are_two() -> None:
    assert find_names([rows("B-LOC", "B-LOC")]) == [[(0, 1, "LOC"), (1, 2, "LOC")]]


def test_an_inside_tag_never_begins_a_name_nor_follows_another_kind() -> None:
    logits = rows("B-PER", "I-LOC", sure=3.0)
    logits[1, TAGS.index("I-PER")] = 2.5
    assert find_names([logits]) == [[(0, 2, "PER")]]
    assert find_names([rows("I-LOC", sure=3.0)]) in ([[]], [[(0, 1, "LOC")]])


def test_a_name_at_the_end_of_one_text_does_not_reach_into_the_next() -> None:
    found = find_names([rows("O", "B-ORG"), rows("B-ORG", "O")])
    assert found == [[(1, 2, "ORG")], [(0, 1, "ORG")]]


def test_texts_without_names_have_none() -> None:
    assert find_names([rows("O", "O", sure=20.0), rows("O", sure=20.0)]) == [[], []]
    assert find_names([]) == []


def test_many_texts_are_read_as_each_alone() -> None:
    chance = np.random.default_rng(5)
    texts = [chance.normal(0, 2, (n, len(TAGS))).astype(np.float32) for n in (3, 40, 1, 17)]
    assert find_names(texts) == [find_names([text])[0] for text in texts]


def test_one_long_stretch_of_doubt_takes_no_room_for_the_short_ones() -> None:
    texts = [rows("B-PER", "I-PER", "O", sure=9.0)] * 5_000 + [rows(*["B-ORG"] * 2_000)]
    tracemalloc.start()
    found = find_names(texts)
    room = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(found[0]), len(found[-1]), room < 50_000_000) == (1, 2_000, True)


def test_shares_tell_the_same_names_as_logits() -> None:
    shares = np.array([[0.2, 0.8, 0, 0, 0, 0, 0], [0.3, 0.1, 0.6, 0, 0, 0, 0]], dtype=np.float32)
    assert best_spans(shares) == [(0, 2, "PER")]


def test_the_component_sets_entities_and_takes_empty_texts() -> None:
    def forward(model: Model[list[Doc], list[Floats]], docs: list[Doc], is_train: bool) -> object:
        found = [rows(*("B-LOC" if t.text == "Ulm" else "O" for t in doc)) for doc in docs]
        return found, lambda slope: []

    nlp = spacy.blank("de")
    tagger = NameTagger("ner", Model("by_hand", forward))
    docs = [nlp.make_doc(text) for text in ("In Ulm", "", "um Ulm herum")]
    found = [[(e.text, e.label_) for e in doc.ents] for doc in tagger.pipe(docs, batch_size=2)]
    assert found == [[("Ulm", "LOC")], [], [("Ulm", "LOC")]]
    assert tagger.labels == ("PER", "LOC", "ORG")
