"""What the teachers are made of, as far as it needs no transformer: pieces, sentences, doubts."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.enrich.name_tags import TAGS
from indexer.enrich.word_vectors import WordVectors
from training.lessons import Lesson
from training.sample import Name, Sample
from training.shares import certain
from training.teachers.alterations import Alterer, Original
from training.teachers.material import Course, Sentence, batches, schedule, tagged
from training.teachers.neighbours import Neighbours
from training.teachers.opinions import GERMEVAL, combine
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


def shares(*rows: dict[str, float]) -> NDArray[np.float16]:
    """Return rows with the shares given; "O" takes what is left."""
    found = np.zeros((len(rows), len(GERMEVAL)), np.float16)
    for number, row in enumerate(rows):
        found[number, 0] = 1 - sum(row.values())
        for tag, share in row.items():
            found[number, GERMEVAL.index(tag)] = share
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


def test_derived_names_and_other_kinds_count_as_none() -> None:
    row = combine(shares({"B-LOCderiv": 0.5, "B-OTH": 0.2, "B-LOC": 0.2}), None)[0]
    assert dict(zip(TAGS, row.tolist(), strict=True)) == pytest.approx(
        {tag: {"O": 0.8, "B-LOC": 0.2}.get(tag, 0.0) for tag in TAGS}, abs=1e-3
    )


@pytest.mark.parametrize(("second", "raised"), [("PER", "B-PER"), ("O", "O"), ("MISC", "")])
def test_the_second_teacher_raises_the_odds_of_what_it_says(second: str, raised: str) -> None:
    row = combine(shares({"B-PER": 0.5}), [second])[0]
    plain = combine(shares({"B-PER": 0.5}), None)[0]
    higher = [tag for tag, a, b in zip(TAGS, row, plain, strict=True) if a > b + 0.01]
    assert higher == ([raised] if raised else [])


def near() -> Neighbours:
    paths = {f"Stadt{n}": "010" for n in range(40)} | {f"mehr{n}": "010" for n in range(40)}
    return Neighbours(paths, WordVectors.empty())


def test_a_word_is_replaced_by_one_of_its_cluster_and_case() -> None:
    drawn = {near().draw("Stadt1", random.Random(seed)) for seed in range(50)}
    assert len(drawn) > 10
    assert all(form and form.startswith("Stadt") for form in drawn)


def test_a_word_without_a_cluster_is_left() -> None:
    assert near().draw("Xyz", random.Random(1)) is None


def test_altered_sentences_hold_other_names_and_are_never_the_old_ones() -> None:
    lesson = Lesson(words=("In", "Stadt1"), shares=certain(["O", "B-LOC"], 0.0))
    found = Alterer([Original(lesson=lesson, copies=60)], near(), 1).sentences()
    assert 10 < len(found) < 60
    assert lesson.words not in found
    assert {words[0] for words in found} == {"In"}


def test_the_most_probable_forms_are_chosen_without_addresses() -> None:
    table = {"Haus": -5.0, "www.haus.de": -1.0, "12": -1.0, "und": -2.0}
    assert choose_forms(table, (9, 9)) == ["Haus", "und"]


def test_vectors_are_cut_to_the_directions_in_which_they_differ() -> None:
    chance = np.random.default_rng(1)
    wide = chance.normal(0, 1, (500, 1)) * [[3.0, 0.0, 4.0]] + chance.normal(0, 0.01, (500, 3))
    found = project(wide.astype(np.float32), np.arange(400), 1)
    assert abs(np.corrcoef(found[:, 0], wide[:, 0])[0, 1]) > 0.99
