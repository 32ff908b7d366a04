"""What the exact form of a word ignores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pjöngjang", "Pjoengjang"),
        ("Straße", "STRASSE"),
        ("Erdoğan", "Erdogan"),
        ("Selenskýj", "selenskyj"),
        ("Łódź", "Lodz"),
        ("İzmir", "Izmir"),
        ("Tromsø", "Tromsö"),
        ("Hawaiʻi", "Hawaii"),
        ("ﬁnden", "finden"),
        ("Ärger", "A\u0308rger"),
        ("Men\u00adschen", "Menschen"),
    ],
)
def test_spellings_of_a_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_parting_diaeresis_is_no_umlaut() -> None:
    assert fold("Agüero") == "aguero"


def test_an_umlaut_is_not_its_bare_vowel() -> None:
    assert fold("Güter") != fold("Guter")


def test_a_fraction_is_no_number() -> None:
    assert fold("½") != fold("12")


def test_vowel_signs_of_indic_scripts_stay() -> None:
    assert fold("कीमत") == "कीमत"


def test_signs_alone_fold_to_nothing() -> None:
    assert fold("–!\u00ad") == ""


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_an_exact_form_has_no_blank(text: str) -> None:
    assert not any(char.isspace() for char in fold(text))
