"""Corpus formats and label schemes."""

import json

import numpy as np
import pytest

from training.lessons import Lesson
from training.printing import join
from training.readers import read_germeval, read_lessons, read_smartdata, write_lessons
from training.sample import Sample, Tagged
from training.schemes import UNSURE, germeval_label, mobility_label


def named(sample: Sample) -> list[tuple[str, str | None]]:
    return [(sample.text[n.start : n.end], n.label) for n in sample.names]


def tagged(text: str) -> list[Tagged]:
    pairs = (word.split("|") for word in text.split())
    return [Tagged(form=pair[0], tag=pair[1] if len(pair) > 1 else "O") for pair in pairs]


def smartdata(text: str, *spans: tuple[str, str]) -> Sample:
    entities = [
        {"start": text.index(form), "end": text.index(form) + len(form), "type": kind}
        for form, kind in spans
    ]
    return read_smartdata(json.dumps({"text": text, "entities": entities}))[0]


@pytest.mark.parametrize(
    ("tag", "ours"),
    [
        ("B-PER", "B-PER"),
        ("I-LOC", "I-LOC"),
        ("B-OTH", "O"),
        ("B-LOCderiv", "O"),
        ("I-ORGpart", "O"),
    ],
)
def test_only_whole_names_of_germeval_count(tag: str, ours: str) -> None:
    assert germeval_label(tag) == ours


def test_germeval_is_read_from_its_outer_column() -> None:
    text = "#\tsource\t[2010]\n1\tIn\tO\tO\n2\tUlm\tB-LOC\tB-PER\n\n"
    assert read_germeval(text) == [tagged("In Ulm|B-LOC")]


def test_a_hash_sign_is_a_word_where_it_opens_no_source() -> None:
    shares = np.eye(7, dtype=np.float32)[[3, 0]]
    [read] = read_lessons(write_lessons([Lesson(words=("#", "Bonn"), shares=shares)]))
    assert read.words == ("#", "Bonn")


def test_a_labelled_sentence_is_read_as_it_was_written() -> None:
    shares = np.array([[1.0, 0, 0, 0, 0, 0, 0], [0.25, 0, 0, 0.75, 0, 0, 0]], dtype=np.float32)
    given = Lesson(words=("in", "Bonn"), shares=shares)
    [read] = read_lessons(write_lessons([given]))
    assert read.words == ("in", "Bonn")
    assert (read.shares == shares).all()


def test_a_name_of_several_words_stays_one_name() -> None:
    assert named(join(tagged("Bad|B-LOC Urach|I-LOC"), natural=False)) == [("Bad Urach", "LOC")]


def test_a_train_is_no_place() -> None:
    assert mobility_label("location-route", "ICE 1141", "", " ") is None


@pytest.mark.parametrize("form", ["deutsche", "Chinesischen", "bayerische"])
def test_a_place_adjective_is_no_name(form: str) -> None:
    assert mobility_label("location", form, "", " G") is None


def test_an_inhabitant_form_before_a_noun_is_no_name() -> None:
    assert mobility_label("location-city", "Ulmer", "", " M") is None


def test_a_place_that_ends_like_an_inhabitant_is_a_name_before_a_verb() -> None:
    assert mobility_label("location-city", "Hannover", "", " i") == "LOC"


def test_a_word_for_a_kind_of_body_is_unsure() -> None:
    assert mobility_label("organization-company", "Konzern", "", " ") == UNSURE


def test_smartdata_offsets_are_trimmed_to_the_name() -> None:
    sample = smartdata("Die Acme AG  wächst.", ("Acme AG ", "organization-company"))
    assert named(sample) == [("Acme AG", "ORG")]


def test_an_unsure_span_keeps_its_place_without_a_label() -> None:
    assert named(smartdata("Der Konzern wächst.", ("Konzern", "organization"))) == [
        ("Konzern", None)
    ]


def test_of_two_nested_spans_the_longer_stays() -> None:
    sample = smartdata(
        "Stadtwerke Ulm", ("Ulm", "location-city"), ("Stadtwerke Ulm", "organization")
    )
    assert named(sample) == [("Stadtwerke Ulm", "ORG")]


def test_tokens_are_parted_by_one_blank() -> None:
    sample = join(tagged("Er|O kam nach Ulm|B-LOC ."), natural=False)
    assert (sample.text, named(sample)) == ("Er kam nach Ulm .", [("Ulm", "LOC")])


def test_natural_print_closes_up_punctuation_and_quotes() -> None:
    sample = join(tagged('Er rief : " Ulm|B-LOC ! " ( laut )'), natural=True)
    assert sample.text == 'Er rief: "Ulm!" (laut)'
    assert named(sample) == [("Ulm", "LOC")]


def test_two_names_side_by_side_stay_two() -> None:
    sample = join(tagged("Ulm|B-LOC Köln|B-LOC"), natural=False)
    assert named(sample) == [("Ulm", "LOC"), ("Köln", "LOC")]
