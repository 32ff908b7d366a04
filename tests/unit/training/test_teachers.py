"""What the teachers are made of, as far as it needs no transformer: pieces, sentences, doubts."""

import random

import numpy as np
import pytest

from training.readers import read_silver
from training.sample import Name, Sample, Tagged
from training.teachers.material import Course, Sentence, batches, schedule, tagged
from training.teachers.opinions import TAGS, Shares, combine, decode, write_tagged
from training.teachers.pieces import Pieces
from training.teachers.word_table import choose_forms, project


def pieces(**scores: float) -> Pieces:
    forms = ["<unk>", *scores]
    return Pieces(
        number={form: place for place, form in enumerate(forms)},
        scores=[0.0, *scores.values()],
        spelling={"ﬁ": "fi"},
        begin=100,
        end=101,
        padding=102,
        unknown=0,
    )


def shares(*rows: dict[str, float]) -> Shares:
    """Return rows with the shares given; "O" takes what is left."""
    found = np.zeros((len(rows), len(TAGS)), np.float16)
    for number, row in enumerate(rows):
        found[number, 0] = 1 - sum(row.values())
        for tag, share in row.items():
            found[number, TAGS.index(tag)] = share
    return found


def test_a_word_is_split_into_its_likeliest_pieces() -> None:
    assert pieces(**{"▁Bonn": -9.0, "▁Bo": -2.0, "nn": -3.0}).of("Bonn") == (2, 3)


def test_letters_that_no_piece_has_are_unknown() -> None:
    assert pieces(**{"▁": -1.0, "a": -1.0}).of("aß") == (1, 2, 0)


def test_letters_are_respelt_before_they_are_looked_up() -> None:
    assert pieces(**{"▁fi": -1.0}).of("ﬁ") == (1,)


def test_the_words_of_a_text_end_where_names_do() -> None:
    sample = Sample(text="Er mag EU-Recht.", names=(Name(start=7, end=9, label="ORG"),))
    assert tagged(sample) == Sentence(
        words=("Er", "mag", "EU", "-Recht", "."), tags=("O", "O", "B-ORG", "O", "O")
    )


def test_an_unsure_name_teaches_nothing() -> None:
    sample = Sample(text="bei der Bahn", names=(Name(start=8, end=12, label=None),))
    assert tagged(sample).tags == ("O", "O", "B-?")


def sentence(words: int) -> Sentence:
    return Sentence(words=("a",) * words, tags=("O",) * words)


def test_a_batch_holds_no_more_words_than_said() -> None:
    found = batches([sentence(3), sentence(9), sentence(4), sentence(5)], 10)
    assert [[len(s.words) for s in batch] for batch in found] == [[3, 4], [5], [9]]


def test_a_course_comes_in_its_part_of_the_whole() -> None:
    early = Course(scheme="broad", sentences=[sentence(1)] * 9, end=0.5)
    late = Course(scheme="plain", sentences=[sentence(2)] * 9, begin=0.5, epochs=2)
    plan = schedule([late, early], random.Random(1), {"broad": 1, "plain": 4})
    assert [scheme for scheme, _ in plan] == ["broad"] * 9 + ["plain"] * 10


def test_no_inside_tag_follows_another_kind() -> None:
    found = decode(shares({"B-PER": 0.9}, {"I-LOC": 0.6, "I-PER": 0.3}))
    assert found == ["B-PER", "I-PER"]


def test_a_name_that_the_transformer_is_sure_of_is_kept() -> None:
    assert combine(shares({"B-PER": 0.9}), ["O"]) == ["B-PER"]


@pytest.mark.parametrize(("second", "tag"), [("PER", "B-PER"), ("LOC", "B-?"), ("O", "B-?")])
def test_a_less_sure_name_is_kept_where_the_second_teacher_agrees(second: str, tag: str) -> None:
    assert combine(shares({"B-PER": 0.6}), [second]) == [tag]


@pytest.mark.parametrize(("second", "tag"), [("PER", "B-?"), ("MISC", "O"), ("O", "O")])
def test_a_word_that_the_second_teacher_takes_for_a_name_is_doubtful(second: str, tag: str) -> None:
    assert combine(shares({"B-PER": 0.2}), [second]) == [tag]


def test_a_derived_name_is_none() -> None:
    assert combine(shares({"B-LOCderiv": 0.9}), ["O"]) == ["O"]


def test_a_labelled_word_is_read_as_it_was_written() -> None:
    lines = [write_tagged("in", "O"), write_tagged("Bonn", "B-LOC")]
    [words] = read_silver("\n".join(lines) + "\n")
    assert words == [Tagged(form="in", tag="O"), Tagged(form="Bonn", tag="B-LOC")]


def test_the_most_probable_forms_are_chosen_without_addresses() -> None:
    table = {"Haus": -5.0, "www.haus.de": -1.0, "12": -1.0, "und": -2.0}
    assert choose_forms(table) == ["Haus", "und"]


def test_vectors_are_cut_to_the_directions_in_which_they_differ() -> None:
    chance = np.random.default_rng(1)
    wide = chance.normal(0, 1, (500, 1)) * [[3.0, 0.0, 4.0]] + chance.normal(0, 0.01, (500, 3))
    found = project(wide.astype(np.float32), 1)
    assert abs(np.corrcoef(found[:, 0], wide[:, 0])[0, 1]) > 0.99
