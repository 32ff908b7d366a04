"""Base forms, folding and ids of names."""

from __future__ import annotations

import pytest

from indexer.enrich.names.organisations import without_legal_form
from indexer.enrich.names.spelling import fold, slug, without_genitive
from indexer.enrich.names.titles import leading_titles, named_after


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Nina Holms", "Nina Holm"),
        ("Hans", "Hans"),
        ("Karl Marx'", "Karl Marx"),
        ("Obrist’s", "Obrist"),
        ("Vera Tomas", "Vera Tomas"),
        ("UNOs", "UNO"),
        ("USS", "USS"),
    ],
)
def test_a_genitive_falls_away_and_a_names_own_s_stays(name: str, base: str) -> None:
    assert without_genitive(name, known=()) == base


def test_the_article_itself_tells_a_genitive_in_as() -> None:
    assert without_genitive("Peras", known={"Pera"}) == "Pera"


def test_an_s_before_a_verb_is_the_names_own() -> None:
    assert without_genitive("Ned Towns", known=(), before_noun=False) == "Ned Towns"


def test_spellings_of_one_name_fold_alike() -> None:
    assert fold("Müller-Lüdenscheidt") == fold("Mueller Lüdenscheidt")


def test_an_id_is_never_given_twice() -> None:
    assert slug("Zoë Ström", taken={"zoe-stroem"}) == "zoe-stroem-2"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["Dr.", "Ida", "Falk"], 1),
        (["Außenministerin", "Falk"], 1),
        (["Landesvorsitzender", "Dr.", "Falk"], 2),
        (["von", "Falk"], 0),
        (["Präsident"], 0),
    ],
)
def test_titles_and_offices_are_no_part_of_the_name(words: list[str], titles: int) -> None:
    assert leading_titles(words) == titles


@pytest.mark.parametrize("name", ["Ida-Falk-Platz", "Ida-Falk-Stiftung", "Falk-Preis"])
def test_things_named_after_a_person_are_known_by_their_end(name: str) -> None:
    assert named_after(name)


def test_a_double_surname_is_no_thing() -> None:
    assert not named_after("Ida Falk-Sommer")


@pytest.mark.parametrize(
    "name", ["Brixol", "Brixol AG", "Brixol GmbH & Co. KG", "Brixol e. V.", "Brixol Inc."]
)
def test_a_legal_form_is_no_part_of_what_a_company_is_called(name: str) -> None:
    assert without_legal_form(name) == "Brixol"


def test_a_legal_form_alone_stays() -> None:
    assert without_legal_form("SE") == "SE"
