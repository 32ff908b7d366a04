"""Tokens in linear time: very long runs without white space are cut before the tokenizer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc

# Longer than any word or address. spaCy peels brackets and quotation marks off a run one by one
# and looks through the rest each time, so that its time grows with the square of the run.
LONGEST: Final = 250
_TOO_LONG = re.compile(rf"\S{{{LONGEST}}}")

Tokenizer = Callable[[str], Doc]


class BoundedTokenizer:
    """Another tokenizer whose time stays linear; ordinary texts come out the same."""

    __slots__ = ("inner",)

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        if _TOO_LONG.search(text) is None:
            return self.inner(text)
        docs = [self.inner(part) for part in parts(text)]
        return Doc.from_docs(docs, ensure_whitespace=False) or self.inner("")


def parts(text: str) -> Iterator[str]:
    """Cut the text around and within its overlong runs; joined the parts are the text again."""
    start = 0
    for run in _TOO_LONG.finditer(text):
        if run.start() > start:
            yield text[start : run.start()]
        yield run.group()
        start = run.end()
    if start < len(text):
        yield text[start:]
