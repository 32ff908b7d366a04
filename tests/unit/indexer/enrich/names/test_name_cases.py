"""Every line of `cases_de.txt`: a text, what a recogniser marked in it, and who is filed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import Entity
from indexer.enrich import state
from indexer.enrich.names import component

_MARK: Final = re.compile(r"\[([POL]) ([^\]]+)\]")
_LABELS: Final = {"P": "PER", "O": "ORG", "L": "LOC"}
_LEAST: Final = 150


def _cases() -> Iterator[tuple[str, str, str]]:
    path = Path(__file__).parent / "cases_de.txt"
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            text, persons, organisations = line.split(" | ")
            yield text, persons, organisations


CASES: Final = tuple(_cases())


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe(component.FACTORY)
    return pipeline


def _marked(nlp: Language, text: str) -> Doc:
    doc = state.give_context(nlp.make_doc(_MARK.sub(r"\2", text)), language="de")
    spans = []
    removed = 0
    for mark in _MARK.finditer(text):
        start = mark.start() - removed
        removed += len(mark[0]) - len(mark[2])
        span = doc.char_span(start, start + len(mark[2]), label=_LABELS[mark[1]])
        assert span is not None, f"{mark[2]!r} does not end where a token ends"
        spans.append(span)
    doc.set_ents(spans)
    return doc


def _written(entities: Sequence[Entity]) -> str:
    return "; ".join(sorted(entity.name for entity in entities)) or "-"


@pytest.mark.parametrize(("text", "persons", "organisations"), CASES)
def test_a_text_holds_the_names_of_its_case(
    nlp: Language, text: str, persons: str, organisations: str
) -> None:
    doc = nlp.get_pipe(component.FACTORY)(_marked(nlp, text))
    assert (_written(doc._.persons), _written(doc._.organisations)) == (persons, organisations)


def test_there_are_as_many_cases_as_promised_and_none_twice() -> None:
    assert len(set(CASES)) == len(CASES) >= _LEAST
