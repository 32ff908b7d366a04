"""The form in which organisations are shown."""

from __future__ import annotations

import pytest

from indexer.enrich.names.nominative import nominative
from indexer.enrich.names.organisations import resolve


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
        ("Deutschen Industrie Verbandes", "Deutscher Industrie Verband"),
        ("Dualen Systems Deutschland", "Duales System Deutschland"),
        ("Deutschen Reichs", "Deutsches Reich"),
    ],
)
def test_the_noun_of_a_body_stands_in_the_nominative_and_its_attributes_stay(
    form: str, shown: str
) -> None:
    assert nominative(form, known=()) == shown


WHOSE_THEY_ARE = [
    ("Sozialdemokratischen Partei Deutschlands", "Sozialdemokratische Partei Deutschlands"),
    ("Christlich Demokratischen Union Deutschlands", "Christlich Demokratische Union Deutschlands"),
    ("Evangelischen Kirche Deutschlands", "Evangelische Kirche Deutschlands"),
    ("Freiheitlichen Partei Österreichs", "Freiheitliche Partei Österreichs"),
    ("Kommunistischen Partei Frankreichs", "Kommunistische Partei Frankreichs"),
]


@pytest.mark.parametrize(("form", "shown"), WHOSE_THEY_ARE)
def test_whose_a_body_is_stays_in_the_genitive(form: str, shown: str) -> None:
    known = {"Deutschland", "Österreich", "Frankreich"}
    assert nominative(form, known) == shown


@pytest.mark.parametrize("names", WHOSE_THEY_ARE)
def test_inflected_and_plain_it_is_one_organisation(names: tuple[str, str]) -> None:
    found, _ = resolve(names, abbreviations={}, aliases={})
    assert [entity.name for entity in found] == [names[1]]


def test_the_genitive_of_a_whole_name_that_is_known_without_it_goes() -> None:
    assert nominative("Nautische Universität Emdens", {"Nautische Universität Emden"}) == (
        "Nautische Universität Emden"
    )


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Europäischen Rundfunk Union", "Europäische Rundfunk Union"),
        ("Deutschen Sport Bund Jugend", "Deutsche Sport Bund Jugend"),
        ("Deutschen Meerversicherung Bund", "Deutsche Meerversicherung Bund"),
    ],
)
def test_the_last_noun_of_an_open_compound_says_what_the_body_is(form: str, shown: str) -> None:
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
        "Europäische Rundfunk Union",
        "Allgemeine Rundfunk Gesellschaft",
        "Grünen Emdenreichs",
        "Deutsche Sport Bund Jugend",
        *(shown for _, shown in WHOSE_THEY_ARE),
    ],
)
def test_what_is_right_or_unknown_stays(name: str) -> None:
    assert nominative(name, known=()) == name
