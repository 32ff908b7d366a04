"""The table of word vectors and the component that applies it."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from indexer.enrich.letters import LetterVectors, letter_groups
from indexer.enrich.word_vectors import FACTORY, WIDTH, VectorTagger, WordVectors


def letters(seed: int = 1) -> LetterVectors:
    chance = np.random.default_rng(seed)
    shapes = [(512, 8), (9, 6), (7, WIDTH)]
    return LetterVectors.rounded(*(chance.normal(0, 1, s).astype(np.float32) for s in shapes))


@pytest.fixture(scope="module")
def table() -> WordVectors:
    chance = np.random.default_rng(7)
    vectors = chance.normal(0, 1, (3, WIDTH)).astype(np.float32)
    return WordVectors.rounded(["Bonn", "Köln", "Merkel"], vectors, letters())


def pipeline(table: WordVectors) -> Language:
    nlp = spacy.blank("de")
    tagger = nlp.add_pipe(FACTORY, name="word_vectors")
    assert isinstance(tagger, VectorTagger)
    tagger.use(table)
    return nlp


def test_a_vector_is_kept_to_a_hundredth_of_the_largest() -> None:
    vectors = np.random.default_rng(3).normal(0, 1, (20, WIDTH)).astype(np.float32)
    forms = [f"w{number}" for number in range(20)]
    kept = WordVectors.rounded(forms, vectors, letters())
    found = np.stack([kept.vector(form) for form in forms])
    assert np.abs(found - vectors).max() < np.abs(vectors).max() / 100


@pytest.mark.parametrize(
    ("form", "known"),
    [("Köln", "Köln"), ("Merkels", "Merkel"), ("KÖLN", "Köln"), ("X-Bonn", "Bonn")],
)
def test_a_form_takes_the_vector_of_the_nearest_known(
    table: WordVectors, form: str, known: str
) -> None:
    assert (table.vector(form) == table.vector(known)).all()


def test_a_form_that_nobody_knows_has_the_vector_of_its_letters(table: WordVectors) -> None:
    assert (table.vector("Xyzburg") == table.letters.vector("Xyzburg")).all()
    assert table.vector("Xyzburg").any()


def test_a_form_without_letters_has_the_zero_vector(table: WordVectors) -> None:
    assert not table.vector("12-3").any()


def test_forms_that_share_letters_share_groups() -> None:
    here, there = (set(letter_groups(form, 10**6)) for form in ("Xanburg", "Yonburg"))
    assert here & there == set(letter_groups("Zinburg", 10**6)) & here & there
    assert 8 <= len(here & there) < len(here)


def test_groups_of_a_very_long_form_are_bounded() -> None:
    assert len(letter_groups("a" * 10**6, 10)) < 200


def test_packing_keeps_forms_vectors_and_letters(table: WordVectors) -> None:
    copy = WordVectors.from_bytes(table.to_bytes())
    for form in ("Merkel", "Bonn", "Köln", "Xyzburg"):
        assert (copy.vector(form) == table.vector(form)).all()


def test_an_empty_table_can_be_packed() -> None:
    assert len(WordVectors.from_bytes(WordVectors.empty().to_bytes())) == 0


def test_a_text_gets_one_row_a_token(table: WordVectors) -> None:
    doc = pipeline(table)("Merkel in Köln, Merkel in Bonn")
    assert doc.tensor.shape == (len(doc), WIDTH)
    assert (doc.tensor[0] == doc.tensor[4]).all()
    assert (doc.tensor[2] == table.vector("Köln")).all()


def test_the_component_is_read_as_it_was_written(table: WordVectors, tmp_path: Path) -> None:
    nlp = pipeline(table)
    nlp.to_disk(tmp_path)
    assert (spacy.load(tmp_path)("Köln").tensor == nlp("Köln").tensor).all()
