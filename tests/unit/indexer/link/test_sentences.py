"""Sentences around an offset."""

from __future__ import annotations

import pytest

from indexer.link.sentences import sentence_around

CASES = [
    ("Er kam. Sie ging. Alle schliefen.", "ging", "Sie ging."),
    ("Am 19. Juni kam er. Dann nicht.", "kam", "Am 19. Juni kam er."),
    ("Dr. Weber kam. Dann nicht.", "kam", "Dr. Weber kam."),
    ("Titel ohne Punkt\n\nDer Text kam.", "Text", "Der Text kam."),
    ("Titel ohne Punkt\n\nDer Text kam.", "ohne", "Titel ohne Punkt"),
    ("„Komm!“ Er ging\nnach Haus.", "ging", "Er ging nach Haus."),
    ("Kein Ende", "Ende", "Kein Ende"),
]


@pytest.mark.parametrize(("text", "word", "sentence"), CASES)
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    assert sentence_around(text, text.index(word)) == sentence
