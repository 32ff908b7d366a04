"""Names that the recogniser missed although the article or a table knows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from archive.model.annotation import Label, Via
from indexer.enrich.countries.forms import Sense
from indexer.enrich.lexicon import words
from indexer.enrich.names.found import Found, Senses, found

_SHORTEST: Final = 3
_DETERMINERS: Final = words("before_people.txt")


def with_missed(doc: Doc, names: Sequence[Found], senses: Senses) -> list[Found]:
    """The names and, in text order, bare surnames of persons named in full elsewhere, and names of
    countries and capitals.
    """
    surnames = set(_surnames(names))
    taken = {place for name in names for place in range(name.first, name.last)}
    missed = [
        found(doc, token.i, token.i + 1, label)
        for token in doc
        if token.i not in taken and (label := _label(token, surnames, senses)) is not None
    ]
    return sorted([*names, *missed], key=lambda name: name.start)


def _label(token: Token, surnames: set[str], senses: Senses) -> Label | None:
    if not token.text[0].isupper():
        return None
    if _bears(token, surnames):
        return Label.PER
    sense = senses(token.text)
    if sense is None or not sense.sure or sense.people or sense.via is Via.ADJECTIVE:
        return None
    return Label.LOC if sense.via is Via.NAME or _is_town(token, sense) else None


def _is_town(token: Token, sense: Sense) -> bool:
    """A capital itself, not its people ("Moskauer")."""
    return sense.via is Via.CAPITAL and not token.text.endswith(("er", "ers", "ern"))


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
    if len(text) < _SHORTEST:
        return False
    if text not in surnames and not (text.endswith("s") and text[:-1] in surnames):
        return False
    return token.i == 0 or token.nbor(-1).text not in _DETERMINERS
