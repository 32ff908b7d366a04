"""The table of word vectors and the component that applies it."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from indexer.enrich.word_vectors import FACTORY, UNKNOWN, WIDTH, VectorTagger, WordVectors


@pytest.fixture(scope="module")
def table() -> WordVectors:
    chance = np.random.default_rng(7)
    vectors = chance.normal(0, 1, (3, WIDTH)).astype(np.float32)
    return WordVectors.rounded(["Bonn", "Köln", "Merkel"], vectors)


def pipeline(table: WordVectors) -> Language:
    nlp = spacy.blank("de")
    tagger = nlp.add_pipe(FACTORY, name="word_vectors")
    assert isinstance(tagger, VectorTagger)
    tagger.table = table
    return nlp


def test_a_vector_is_kept_to_a_hundredth_of_the_largest() -> None:
    vectors = np.random.default_rng(3).normal(0, 1, (20, WIDTH)).astype(np.float32)
    kept = WordVectors.rounded([f"w{number}" for number in range(20)], vectors)
    assert np.abs(kept.take(range(1, 21)) - vectors).max() < np.abs(vectors).max() / 100


@pytest.mark.parametrize(
    ("form", "known"),
    [("Köln", "Köln"), ("Merkels", "Merkel"), ("KÖLN", "Köln"), ("X-Bonn", "Bonn")],
)
def test_a_form_takes_the_row_of_the_nearest_known(
    table: WordVectors, form: str, known: str
) -> None:
    assert table.row(form) == table.row(known) != UNKNOWN


def test_a_form_that_nobody_knows_has_the_zero_vector(table: WordVectors) -> None:
    assert not table.take([table.row("Xyz")]).any()


def test_packing_keeps_forms_and_vectors(table: WordVectors) -> None:
    copy = WordVectors.from_bytes(table.to_bytes())
    assert copy.row("Merkel") == table.row("Merkel")
    assert (copy.take([1, 2, 3]) == table.take([1, 2, 3])).all()


def test_an_empty_table_can_be_packed() -> None:
    assert len(WordVectors.from_bytes(WordVectors.empty().to_bytes())) == 0


def test_a_text_gets_one_row_a_token(table: WordVectors) -> None:
    doc = pipeline(table)("Merkel in Köln, Merkel in Bonn")
    assert doc.tensor.shape == (len(doc), WIDTH)
    assert (doc.tensor[0] == doc.tensor[4]).all()
    assert (doc.tensor[2] == table.take([table.row("Köln")])[0]).all()


def test_the_component_is_read_as_it_was_written(table: WordVectors, tmp_path: Path) -> None:
    nlp = pipeline(table)
    nlp.to_disk(tmp_path)
    assert (spacy.load(tmp_path)("Köln").tensor == nlp("Köln").tensor).all()
