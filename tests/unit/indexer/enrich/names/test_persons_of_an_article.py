"""Which mentions of persons are one person."""

from __future__ import annotations

from indexer.enrich.names.persons import resolve


def people(*forms: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.forms for person in resolve(forms)[0]}


def test_a_bare_surname_joins_the_full_name() -> None:
    assert people("Ida Falk", "Falk", "Falks") == {"Ida Falk": ("Ida Falk", "Falk", "Falks")}


def test_the_full_name_may_come_after_the_surname() -> None:
    assert people("Falk", "Ida Falk") == {"Ida Falk": ("Falk", "Ida Falk")}


def test_two_people_with_one_surname_stay_apart() -> None:
    entities, ids = resolve(["Ida Falk", "Jon Falk", "Falk", "Ida Falk", "Falk"])
    assert [entity.name for entity in entities] == ["Ida Falk", "Jon Falk"]
    assert ids == ["ida-falk", "jon-falk", "jon-falk", "ida-falk", "ida-falk"]


def test_a_family_name_written_first_joins_too() -> None:
    assert people("Pak Min-ho", "Pak") == {"Pak Min-ho": ("Pak Min-ho", "Pak")}


def test_a_shorter_full_name_joins_the_longer() -> None:
    assert people("Ida Falk", "Ida Maria Falk", "I. Falk") == {
        "Ida Maria Falk": ("Ida Falk", "Ida Maria Falk", "I. Falk")
    }


def test_different_first_names_are_different_people() -> None:
    assert len(people("Ida Falk", "Ulf Falk", "Ida Ström")) == 3


def test_spellings_with_and_without_hyphen_are_one() -> None:
    assert list(people("Pak Min-ho", "Pak Min Ho")) == ["Pak Min-ho"]


def test_nobody_is_nobody() -> None:
    assert resolve([]) == ((), [])
