"""The dates component in a pipeline."""

from __future__ import annotations

import spacy
from spacy.tokens import Span

from archive.model.partial_date import PartialDate
from indexer.enrich import state
from indexer.enrich.dates.component import FACTORY


def test_the_component_reads_the_publication_date_of_the_document() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY)
    doc = nlp.make_doc("Am Montag brannte es.")
    state.give_context(doc, language="de", published=PartialDate.parse("2024-06-19"))
    assert [timex.value for timex in nlp(doc)._.dates] == ["2024-06-17"]


def test_a_feast_that_the_recogniser_takes_for_a_person_is_a_date() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY)
    doc = nlp.make_doc("Am Nikolaustag kam Karl Mai.")
    doc.ents = [Span(doc, 1, 2, label="PER"), Span(doc, 3, 5, label="PER")]
    state.give_context(doc, language="de", published=PartialDate.parse("2024-12-19"))
    assert [timex.value for timex in nlp(doc)._.dates] == ["2024-12-06"]
