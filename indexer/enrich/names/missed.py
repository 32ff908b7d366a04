"""Mentions of persons that the recogniser missed although the article names them in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from archive.model.annotation import Label
from indexer.enrich.lexicon import words
from indexer.enrich.names.found import Found, found

_SHORTEST: Final = 3
_DETERMINERS: Final = words("before_people.txt")


def with_missed(doc: Doc, names: Sequence[Found]) -> list[Found]:
    """The names and, in text order, bare surnames of persons named in full elsewhere."""
    surnames = set(_surnames(names))
    if not surnames:
        return list(names)
    taken = {place for name in names for place in range(name.first, name.last)}
    missed = [
        found(doc, token.i, token.i + 1, Label.PER)
        for token in doc
        if token.i not in taken and _bears(token, surnames)
    ]
    return sorted([*names, *missed], key=lambda name: name.start)


def _surnames(names: Sequence[Found]) -> Iterator[str]:
    """Last words of full names, and the first of those written family name first."""
    for name in names:
        tokens = name.text.split()
        if name.label is Label.PER and len(tokens) > 1:
            yield from (word for word in (tokens[-1], tokens[0]) if word == tokens[-1])
            if "-" in tokens[-1] and tokens[-1].split("-")[-1].islower():
                yield tokens[0]


def _bears(token: Token, surnames: set[str]) -> bool:
    text = token.text
    if len(text) < _SHORTEST or not text[0].isupper():
        return False
    if text not in surnames and not (text.endswith("s") and text[:-1] in surnames):
        return False
    return token.i == 0 or token.nbor(-1).text not in _DETERMINERS
