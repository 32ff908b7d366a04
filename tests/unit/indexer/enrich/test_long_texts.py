"""Long texts are cut and put together without a loss."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from indexer.enrich import sentences
from indexer.enrich.long_texts import in_pieces, pieces


@given(st.text(alphabet="ab \n.", max_size=80), st.integers(min_value=1, max_value=20))
def test_the_pieces_are_the_text(text: str, limit: int) -> None:
    parts = list(pieces(text, limit))
    assert "".join(parts) == text
    assert all(len(part) <= limit for part in parts)


@pytest.mark.parametrize("limit", [7, 12, 1000])
def test_the_document_has_the_whole_text(limit: int) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(sentences.FACTORY)
    text = "Erster Absatz.\n\nZweiter Absatz, länger.\nEnde"
    doc = in_pieces(nlp, text, [], limit)
    assert doc.text == text
