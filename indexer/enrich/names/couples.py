"""Two given names before one surname: "Jon und Oda Falk"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from archive.model.annotation import Label
from indexer.enrich.names.found import Found, found
from indexer.enrich.names.given import is_given

_AND: Final = frozenset({"und", "&", "and"})


def apart(doc: Doc, name: Found) -> Iterator[Found]:
    """The two of a couple marked as one name, any other name as it is."""
    if name.label is Label.PER:
        for place in range(name.first + 1, name.last - 1):
            if doc[place].text in _AND:
                yield found(doc, name.first, place, Label.PER)
                yield found(doc, place + 1, name.last, Label.PER)
                return
    yield name


def shared_surnames(doc: Doc, names: Sequence[Found]) -> dict[int, str]:
    """Index of each given name without a surname of its own to the surname behind the next one."""
    surnames = {name.text.split()[-1] for name in names if " " in name.text}
    return {
        index: second.text.split()[-1]
        for index, (first, second) in enumerate(pairwise(names))
        if first.text not in surnames and _is_couple(doc, first, second)
    }


def _is_couple(doc: Doc, first: Found, second: Found) -> bool:
    if second.first != first.last + 1 or doc[first.last].text not in _AND:
        return False
    tokens = second.text.split()
    return is_given(first.text) and len(tokens) > 1 and is_given(tokens[0])
