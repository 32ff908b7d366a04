"""Texts too long for the model in one go: recognised piece by piece, then one document again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

LIMIT: Final = 200_000  # characters; the model's activations for more would not fit a small machine
_BREAKS: Final = ("\n\n", "\n", ". ", " ")


def pieces(text: str, limit: int = LIMIT) -> Iterator[str]:
    """Cut the text after the last paragraph, line, sentence or word that fits; joined they are the
    text again.
    """
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        yield text[start:end]
        start = end
    yield text[start:]


def _cut(text: str, start: int, end: int) -> int:
    for mark in _BREAKS:
        found = text.rfind(mark, start, end)
        if found > start:
            return found + len(mark)
    return end


def in_pieces(nlp: Language, text: str, annotators: Sequence[str], limit: int = LIMIT) -> Doc:
    """A document of the whole text with sentences and names, but without the annotators' work."""
    docs = list(nlp.pipe(pieces(text, limit), batch_size=1, disable=list(annotators)))
    return Doc.from_docs(docs, ensure_whitespace=False) or nlp.make_doc("")
