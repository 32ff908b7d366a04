"""Keys and slugs of names."""

from __future__ import annotations

import pytest

from archive.model.document import EntityKind
from indexer.link.ids import free_id
from indexer.link.names import SLUG_LIMIT, key_of, slug

SAME = [
    ("Kim Jong Un", "Kim Jong-un"),
    ("Wladimir Putin", "Vladimir Putin"),
    ("Sergej Lawrow", "Sergei Lavrov"),
    ("Boris Jelzin", "Boris Yeltsin"),
    ("Wolodymyr Selenskyj", "Volodymyr Selenskyi"),
    ("José Müller", "Jose Mueller"),
]
DIFFERENT = [
    ("Max Frey", "Max Frei"),
    ("Anna Meier", "Anna Meyer"),
    ("Putin", "Wladimir Putin"),
    ("Wagner", "Vagner"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_full_name_share_a_key(one: str, other: str) -> None:
    assert key_of(EntityKind.PERSON, one) == key_of(EntityKind.PERSON, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert key_of(EntityKind.PERSON, one) != key_of(EntityKind.PERSON, other)


def test_organisations_are_not_transliterated() -> None:
    assert key_of(EntityKind.ORGANISATION, "Wolf AG") != key_of(EntityKind.ORGANISATION, "Volf AG")


def test_places_of_one_name_differ_by_country() -> None:
    assert key_of(EntityKind.PLACE, "Paris", "FR") != key_of(EntityKind.PLACE, "Paris", "US")


def test_a_slug_spells_umlauts_out() -> None:
    assert slug("Pjöngjang-Straße Nr. 1") == "pjoengjang-strasse-nr-1"


def test_a_slug_keeps_letters_of_other_scripts() -> None:
    assert slug("Владимир Путин") == "владимир-путин"


def test_a_long_slug_ends_at_a_word() -> None:
    assert slug("Wort " * 40) == "wort-" * (SLUG_LIMIT // 5 - 1) + "wort"


def test_a_name_without_letters_has_a_slug() -> None:
    assert slug("???").startswith("x")


def test_a_taken_id_gets_the_next_number() -> None:
    taken = {"person:anna-weber", "person:anna-weber-2"}
    assert free_id("person:anna-weber", taken.__contains__) == "person:anna-weber-3"
