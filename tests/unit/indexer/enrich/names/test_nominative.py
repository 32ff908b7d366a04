"""The form in which organisations are shown."""

from __future__ import annotations

import pytest

from indexer.enrich.names.nominative import nominative


@pytest.mark.parametrize("ending", ["e", "em", "en", "er"])
@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Nordisch{} Ruderfonds", "Nordischer Ruderfonds"),
        ("Deutsch{} Fluss Verband", "Deutscher Fluss Verband"),
        ("Oberst{} Wasserrat für die Elbe", "Oberster Wasserrat für die Elbe"),
    ],
)
def test_an_adjective_before_a_masculine_noun_is_strong(form: str, ending: str, shown: str) -> None:
    assert nominative(form.format(ending), known=()) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Nautischen Hilfswerks", "Nautisches Hilfswerk"),
        ("Nautische Hilfswerk", "Nautisches Hilfswerk"),
        ("Deutschen Blauen Kreuzes", "Deutsches Blaues Kreuz"),
        ("Ständigen Seegerichts Emden", "Ständiges Seegericht Emden"),
    ],
)
def test_an_adjective_before_a_neuter_noun_is_strong(form: str, shown: str) -> None:
    assert nominative(form, known=()) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Baltischen Union", "Baltische Union"),
        ("Baltischer Union", "Baltische Union"),
        ("Freien Universität Emden", "Freie Universität Emden"),
        ("Emder Neuen Presse", "Emder Neue Presse"),
        ("Christlich Nationalen Partei", "Christlich Nationale Partei"),
        ("Vereinter Inselnationen", "Vereinte Inselnationen"),
        ("Nordischen Spielen", "Nordische Spiele"),
    ],
)
def test_an_adjective_before_a_feminine_or_plural_noun_ends_in_e(form: str, shown: str) -> None:
    assert nominative(form, known=()) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [("Grünen", "Grüne"), ("LINKEN", "LINKE"), ("Emder Grünen", "Emder Grüne")],
)
def test_an_adjective_used_as_a_noun_ends_in_e(form: str, shown: str) -> None:
    assert nominative(form, known=()) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Wasseramtes für Moore", "Wasseramt für Moore"),
        ("Seegerichts Emden", "Seegericht Emden"),
        ("Ersten Senats des Seegerichts", "Erster Senat des Seegerichts"),
        ("Nautischen Patent- und Seeamtes", "Nautisches Patent- und Seeamt"),
    ],
)
def test_the_noun_of_a_body_stands_in_the_nominative_and_its_attributes_stay(
    form: str, shown: str
) -> None:
    assert nominative(form, known=()) == shown


@pytest.mark.parametrize(
    "name",
    [
        "Die Grünen",
        "Der Nordische Ruderfonds",
        "Leipziger Theater",
        "Wuppertaler Bank",
        "Fischer Stiftung",
        "Volkswagen Stiftung",
        "Deutsche Meerversicherung Bund",
        "Raucher-Initiative Deutschland",
        "Verbraucherzentrale Bundesverband",
        "Emden Teams",
        "Bündnis 90/Die Grünen",
        "Nordischen Xyrr",
        "National Bank",
        "UN",
    ],
)
def test_what_is_right_or_unknown_stays(name: str) -> None:
    assert nominative(name, known=()) == name
