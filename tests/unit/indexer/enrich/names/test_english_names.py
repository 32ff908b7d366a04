"""Names of English articles, which a German recogniser joins with the words between them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from indexer.enrich import state
from indexer.enrich.countries.forms import Sense
from indexer.enrich.names.found import names_of


def _names(text: str, *marked: tuple[str, str]) -> list[str]:
    """Return the names left of those that the recogniser marked."""
    state.declare()
    doc: Doc = spacy.blank("de")(text)
    doc._.language = "en"
    spans = []
    for form, label in marked:
        start = text.index(form)
        span = doc.char_span(start, start + len(form), label=label)
        assert span is not None
        spans.append(span)
    doc.set_ents(spans)

    def senses(form: str) -> Sense | None:
        return None

    return [name.text for name in names_of(doc, senses)]


@pytest.mark.parametrize(
    ("text", "label", "left"),
    [
        ("Anna Weber met Karl Lang", "PER", ["Anna Weber", "Karl Lang"]),
        ("Bern on Wednesday", "PER", ["Bern"]),
        ("Sunday Bern", "LOC", ["Bern"]),
        ("March", "LOC", []),
        ("Anna May", "PER", ["Anna May"]),
        ("Ludwig van Beethoven", "PER", ["Ludwig van Beethoven"]),
        ("Newcastle upon Tyne", "LOC", ["Newcastle upon Tyne"]),
        ("The Board of Trade met", "ORG", ["The Board of Trade"]),
        ("Department of Trade and Industry", "ORG", ["Department of Trade and Industry"]),
    ],
)
def test_english_names_end_at_days_and_small_words(text: str, label: str, left: list[str]) -> None:
    assert _names(text, (text, label)) == left
