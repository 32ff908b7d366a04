"""Where sentences end."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from indexer.enrich import sentences


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe(sentences.FACTORY)
    return pipeline


@pytest.mark.parametrize(
    "text",
    [
        "Am 28. Juni kam er.",
        "Dr. Ida Falk kam.",
        "Er kam z. B. nach Rom.",
        "Otto W. Falk kam.",
        "Er kam am 3. März und ging.",
        "Bernhard II. Falk starb früh.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(nlp: Language, text: str) -> None:
    assert [span.text for span in nlp(text).sents] == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Er kam. Sie ging.", "Er kam."),
        ("„Er kam.“ Sie ging.", "„Er kam.“"),
        ("Kam er? Sie ging.", "Kam er?"),
        ("Ein Titel\n\nSie ging.", "Ein Titel"),
        ("Er kam am 12. Der Rest ging.", "Er kam am 12."),
    ],
)
def test_a_sentence_ends(nlp: Language, text: str, first: str) -> None:
    found = [span.text.strip() for span in nlp(text).sents]
    assert found[0] == first
    assert len(found) == 2


def test_an_empty_text_has_no_sentences(nlp: Language) -> None:
    assert list(nlp("").sents) == []
