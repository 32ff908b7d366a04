"""Sentence ends by rule: `28. Juni` and `Dr. Maier` go on, a blank line always ends a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from indexer.enrich.lexicon import words

FACTORY: Final = "fundstelle_sentences"
START: Final = 1
NO_START: Final = 2**64 - 1  # -1 as spaCy stores it
ENDS: Final = frozenset({".", "!", "?", "…", "...", "?!", "!?"})
CLOSING: Final = frozenset({'"', "'", "“", "”", "’", "«", "»", "‹", "›", ")", "]", "‘"})
# Abbreviations that are followed by more of the same sentence, even when that starts in capitals.
ABBREVIATIONS: Final = words("abbreviations.txt")
_NUMBER = re.compile(r"(?:\d+|[IVX]+)\.")
_INITIAL = re.compile(r"[^\W\d_]\.")
_WORD = re.compile(r"[^\W\d_]")
# A capitalised word after a dot that opens a new sentence nearly always: articles, pronouns …
OPENERS: Final = words("openers.txt")


class SentenceEnds:
    """Sets the sentence start of every token."""

    __slots__ = ("name",)

    def __init__(self, name: str = FACTORY) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        starts: Any = np.full((len(doc), 1), NO_START, dtype="uint64")
        ended = True
        for token in doc:
            trails = _trails(token)
            if token.i == 0 or (ended and not trails):
                starts[token.i, 0] = START
            ended = (ended and trails) or _ends(token)
        return doc.from_array(["SENT_START"], starts)


def _trails(token: Token) -> bool:
    """Closing quotation marks and white space still belong to the sentence that ended."""
    return token.text in CLOSING or token.is_space


def _ends(token: Token) -> bool:
    if token.is_space:
        return token.text.count("\n") > 1
    if token.text in ENDS:
        return token.text != "." or not _goes_on(token)
    dotted = token.text.endswith(".") and len(token.text) > 1
    return dotted and _dotted_word_ends(token.text, _following(token))


def _following(token: Token) -> Token | None:
    """The next token that is neither white space nor a closing mark; None across a blank line."""
    for place in range(token.i + 1, min(token.i + 4, len(token.doc))):
        following = token.doc[place]
        if following.is_space and following.text.count("\n") > 1:
            return None
        if not _trails(following):
            return following
    return None


def _goes_on(token: Token) -> bool:
    """A dot of its own: a small letter after it keeps the sentence going, and so does a word before
    it, parted by a blank, that the dot shortens ("St . Anna", as some sources print)."""
    following = _following(token)
    if following is None:
        return False
    if following.text[0].islower():
        return True
    before = token.doc[token.i - 1] if token.i else None
    return bool(before and before.whitespace_) and not _dotted_word_ends(f"{before}.", following)


def _dotted_word_ends(form: str, following: Token | None) -> bool:
    """A word with its dot attached ends a sentence only where the next word must open one."""
    if following is None:
        return True
    lowered = form.lower()
    if _NUMBER.fullmatch(form) or _INITIAL.fullmatch(form):
        return following.text in OPENERS
    if lowered in ABBREVIATIONS:
        return lowered in {"usw.", "etc."} and following.text in OPENERS
    return following.text[0].isupper() and bool(_WORD.match(form))


def _create(nlp: Language, name: str) -> SentenceEnds:
    return SentenceEnds(name)


_register: Callable[..., Any] = Language.factory(FACTORY, assigns=["token.is_sent_start"])
_register(_create)
