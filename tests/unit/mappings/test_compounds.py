"""Which German words are split, and where."""

import pytest

from mappings.build_dictionary import TABLE, build
from mappings.compounds import parts, split
from mappings.folding import fold


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Gipfeltreffen", "gipfel treffen"),
        ("Rüstungsgüter", "ruestungs gueter"),
        ("Schulbuch", "schul buch"),
        ("Krankenschwester", "kranken schwester"),
        ("Waffenlieferung", "waffen lieferung"),
        ("Erdbeben", "erd beben"),
        ("Höhenforschungsrakete", "hoehen forschungs rakete"),
        ("Ukrainekrieg", "ukraine krieg"),
    ],
)
def test_a_compound_falls_into_its_nouns(word: str, expected: str) -> None:
    assert " ".join(split(fold(word))) == expected


@pytest.mark.parametrize(
    "word",
    [
        "Verhandlungen",
        "Regierung",
        "Minister",
        "Präsident",
        "Personen",
        "Politiker",
        "Entscheidung",
        "Entwurf",
        "Anklage",
        "Passagieren",
        "Verbraucher",
        "Deutschland",
        "Russlands",
        "Unternehmen",
        "Samstag",
        "Mitarbeiter",
        "Vertreter",
        "Parlament",
        "Ergebnis",
        "Abgeordneten",
        "Tausende",
        "Sicherheit",
        "Nordkorea",
        "Demonstranten",
    ],
)
def test_an_ordinary_word_stays_whole(word: str) -> None:
    assert split(fold(word)) == ()


def test_a_part_that_is_a_compound_gives_its_parts_too() -> None:
    assert parts(fold("Bundesverfassungsgericht"))[1:] == (
        "verfassungsgericht",
        "verfassungs",
        "gericht",
    )


def test_what_holds_a_digit_stays_whole() -> None:
    assert split("strasse17buch") == ()


def test_the_shipped_table_is_what_the_builder_makes() -> None:
    pytest.importorskip("spacy_lookups_data")
    assert TABLE.read_bytes() == build()
