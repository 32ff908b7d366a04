"""Names of countries, languages and kinds of events."""

import pytest

from archive.labels import countries_named, country_name, event_type_name, language_name
from archive.model.annotation import EventType


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("KP", "de", "Nordkorea"),
        ("KP", "en", "North Korea"),
        ("KP", "fr", "Corée du Nord"),
        ("US", "de", "Vereinigte Staaten"),
        ("RU", "de-AT", "Russland"),
        ("XK", "de", "Kosovo"),
        ("HK", "de", "Hongkong"),
        ("SUHH", "de", "Sowjetunion"),
        ("DDDE", "en", "East Germany"),
        ("YUCS", "fr", "Yugoslavia"),
        ("KP", "nonsense", "North Korea"),
        ("QQ", "de", "QQ"),
    ],
)
def test_a_country_has_a_name(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("de", "de", "Deutsch"), ("de", "en", "German"), ("xyz", "de", "xyz")],
)
def test_a_language_has_a_name(code: str, language: str, name: str) -> None:
    assert language_name(code, language) == name


@pytest.mark.parametrize("language", ["de", "en"])
def test_event_types_have_names_of_their_own(language: str) -> None:
    names = {event_type_name(type_, language) for type_ in EventType}
    assert len(names - set(EventType)) == len(EventType)


def test_an_unknown_event_type_is_its_own_name() -> None:
    assert event_type_name("eclipse", "de") == "eclipse"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nordkorea", ("KP",)),
        ("North Korea", ("KP",)),
        ("USA", ("US",)),
        ("Korea", ("KP", "KR")),
        ("Kongo", ("CD", "CG")),
        ("Elfenbeinkueste", ("CI",)),
        ("Bosnien-Herzegowina", ("BA",)),
        ("UdSSR", ("SUHH",)),
        ("Europäische Union", ()),
        ("Entenhausen", ()),
        ("", ()),
    ],
)
def test_a_name_finds_its_countries(text: str, codes: tuple[str, ...]) -> None:
    assert countries_named(text) == codes
