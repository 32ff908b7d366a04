"""The tokenizer that stays linear on runs without white space."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from indexer.enrich.tokens import LONGEST, BoundedTokenizer, parts


class Counting:
    """Counts the longest run without white space that reaches spaCy's own tokenizer."""

    def __init__(self) -> None:
        self.inner = spacy.blank("de").tokenizer
        self.longest = 0

    def __call__(self, text: str) -> Doc:
        self.longest = max([self.longest, *(len(run) for run in text.split())])
        return self.inner(text)


@pytest.mark.parametrize("piece", ['"', "((", "1.", "Mai.1.", "\u00ad"])
def test_no_long_run_reaches_the_tokenizer(piece: str) -> None:
    counting = Counting()
    text = "Am " + piece * 3000 + " begann es."
    assert BoundedTokenizer(counting)(text).text == text
    assert counting.longest <= LONGEST


def test_an_ordinary_text_comes_out_as_it_was() -> None:
    text = "Am 28. Juni (Freitag) begann »alles«."
    plain = spacy.blank("de")
    assert [t.text for t in BoundedTokenizer(plain.tokenizer)(text)] == [
        t.text for t in plain(text)
    ]


@given(st.text(st.sampled_from('a1. ("\n'), max_size=40).map(lambda text: text * 60))
def test_the_parts_are_the_text_again(text: str) -> None:
    assert "".join(parts(text)) == text
