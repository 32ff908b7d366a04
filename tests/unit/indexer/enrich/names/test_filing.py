"""What the names component makes of the names a recogniser marked."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import Label
from indexer.enrich import state
from indexer.enrich.names import component


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe(component.FACTORY)
    return pipeline


@pytest.fixture
def filed(nlp: Language) -> Filer:
    return Filer(nlp)


class Filer:
    """Files a text in which these names are marked, wherever they occur."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def __call__(self, text: str, **marked: str) -> Doc:
        doc = state.give_context(self.nlp.make_doc(text), language="de")
        spans = [
            doc.char_span(at, at + len(name), label=label)
            for label, names in marked.items()
            for name in names.split("|")
            for at in range(len(text))
            if text.startswith(name, at)
        ]
        doc.set_ents([span for span in spans if span is not None])
        return self.nlp.get_pipe(component.FACTORY)(doc)


def names(doc: Doc, kind: str) -> list[str]:
    return [entity.name for entity in doc._.get(kind)]


def codes(doc: Doc) -> list[str]:
    return [country.code for country in doc._.countries]


def test_titles_fall_away_from_persons(filed: Filer) -> None:
    doc = filed("Ministerin Ida Falk kam.", PER="Ministerin Ida Falk")
    assert names(doc, "persons") == ["Ida Falk"]


def test_a_name_behind_a_title_is_a_person_whatever_its_label(filed: Filer) -> None:
    doc = filed("Kardinal Ida Falk kam.", ORG="Kardinal Ida Falk")
    assert (names(doc, "persons"), names(doc, "organisations")) == (["Ida Falk"], [])


def test_a_company_may_begin_with_a_title(filed: Filer) -> None:
    doc = filed("General Quantics wächst.", ORG="General Quantics")
    assert (names(doc, "persons"), names(doc, "organisations")) == ([], ["General Quantics"])


def test_a_towns_genitive_is_the_town(filed: Filer) -> None:
    doc = filed("In den Gassen Mailands.", LOC="Mailands")
    assert [(place.name, place.forms) for place in doc._.places] == [("Mailand", ("Mailands",))]


def test_a_square_is_no_person(filed: Filer) -> None:
    assert names(filed("Am Ida-Falk-Platz.", PER="Ida-Falk-Platz"), "persons") == []


def test_a_surname_the_recogniser_missed_is_found(filed: Filer) -> None:
    doc = filed("Ida Ström kam. Dann sprach Ström.", PER="Ida Ström")
    assert doc._.persons[0].forms == ("Ida Ström", "Ström")


def test_a_name_goes_on_over_von(filed: Filer) -> None:
    doc = filed("Ida von Strömholm kam.", PER="Ida", LOC="Strömholm")
    assert names(doc, "persons") == ["Ida von Strömholm"]


def test_a_name_goes_on_after_an_initial(filed: Filer) -> None:
    assert names(filed("Otto W. Falk kam.", PER="Otto W."), "persons") == ["Otto W. Falk"]


def test_a_country_marked_as_person_is_a_place(filed: Filer) -> None:
    doc = filed("Norwegen siegt.", PER="Norwegen")
    assert doc._.mentions[0].label is Label.LOC
    assert codes(doc) == ["NO"]


def test_an_abbreviation_in_brackets_joins_the_full_name(filed: Filer) -> None:
    doc = filed(
        "Der Nordische Ruderbund (NRB) tagt. Der NRB wächst.", ORG="Nordische Ruderbund|NRB"
    )
    assert doc._.organisations[0].forms == ("Nordische Ruderbund", "NRB")


def test_a_known_body_is_found_unmarked_and_in_compounds(filed: Filer) -> None:
    doc = filed("Die Vereinten Nationen tagen. Der UN-Beschluss steht.")
    assert [entity.forms for entity in doc._.organisations] == [("Vereinten Nationen", "UN")]


def test_a_body_without_a_name_is_no_organisation(filed: Filer) -> None:
    assert names(filed("Die Polizei kam.", ORG="Polizei"), "organisations") == []


def test_a_town_lies_in_its_country(filed: Filer) -> None:
    doc = filed("Er lebt in Mailand.", LOC="Mailand")
    assert [(place.name, place.country) for place in doc._.places] == [("Mailand", "IT")]
    assert [(c.code, c.via[0].value) for c in doc._.countries] == [("IT", "place")]


def test_the_article_decides_between_namesakes(filed: Filer) -> None:
    doc = filed("In Toledo, im Westen von Ohio, brennt es.", LOC="Toledo|Ohio")
    assert codes(doc) == ["US"]


def test_a_capital_counts_once_and_as_capital(filed: Filer) -> None:
    doc = filed("Aus Lissabon.", LOC="Lissabon")
    assert [(c.code, [v.value for v in c.via]) for c in doc._.countries] == [("PT", ["capital"])]


def test_two_capitals_side_by_side_are_two_places(filed: Filer) -> None:
    doc = filed("So beliefert Oslo Lissabon mit Gas.", LOC="Oslo Lissabon")
    assert [mention.text for mention in doc._.mentions] == ["Oslo", "Lissabon"]


def test_a_country_is_no_place_of_its_own(filed: Filer) -> None:
    assert filed("In Norwegen.", LOC="Norwegen")._.places == ()


def test_one_name_has_one_label(filed: Filer) -> None:
    doc = nlp_labels(filed)
    assert {mention.label for mention in doc._.mentions} == {Label.ORG}


def nlp_labels(filed: Filer) -> Doc:
    """One name marked twice as organisation and once as place."""
    doc = filed.nlp.make_doc("Brixol wächst. Brixol spart. Brixol schließt.")
    marked = ((0, "LOC"), (15, "ORG"), (29, "ORG"))
    spans = [doc.char_span(at, at + 6, label=label) for at, label in marked]
    doc.set_ents([span for span in spans if span is not None])
    return filed.nlp.get_pipe(component.FACTORY)(doc)
