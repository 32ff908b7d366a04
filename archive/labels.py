"""Names for codes, in the reader's language: countries, languages, kinds of events.

Countries and languages are named as CLDR names them ("Vereinigte Staaten", "Nordkorea"), in CLDR's
short form where the long one is a mouthful; vanished states and everyday names stand here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from mappings.analysis import tokens

_FALLBACK = "en"
_NAMED_IN = ("de", "en")
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})

_OWN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "SUHH": {"de": "Sowjetunion", "en": "Soviet Union"},
        "DDDE": {"de": "DDR", "en": "East Germany"},
        "YUCS": {"de": "Jugoslawien", "en": "Yugoslavia"},
        "CSHH": {"de": "Tschechoslowakei", "en": "Czechoslovakia"},
        "HK": {"de": "Hongkong", "en": "Hong Kong"},
        "MO": {"de": "Macau", "en": "Macao"},
        "PS": {"de": "Palästina", "en": "Palestine"},
        "MM": {"de": "Myanmar", "en": "Myanmar"},
    }
)

# What people type. A name that several countries share stands with each of them.
_ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AE": ("VAE", "UAE", "Emirate", "Emirates"),
        "BA": ("Bosnien", "Bosnia", "Bosnien-Herzegowina", "Bosnia and Herzegovina"),
        "BY": ("Weißrussland", "Belorussland", "Belorussia"),
        "CD": ("Kongo", "Congo", "DR Kongo", "DR Congo", "Demokratische Republik Kongo", "Zaire"),
        "CF": ("ZAR", "CAR"),
        "CG": ("Kongo", "Congo", "Republik Kongo", "Republic of the Congo"),
        "CI": ("Elfenbeinküste", "Ivory Coast"),
        "CN": ("Volksrepublik China", "VR China", "People's Republic of China", "PRC"),
        "CSHH": ("Tschechoslowakische Republik", "ČSSR", "ČSFR"),
        "CV": ("Kap Verde", "Kapverden"),
        "CZ": ("Tschechische Republik", "Tschechei", "Czech Republic"),
        "DDDE": ("Deutsche Demokratische Republik", "German Democratic Republic", "GDR"),
        "DE": (
            "BRD",
            "Bundesrepublik",
            "Bundesrepublik Deutschland",
            "Federal Republic of Germany",
        ),
        "FK": ("Falkland", "Malwinen", "Malvinas"),
        "GB": ("Großbritannien", "Great Britain", "Britain", "UK", "Vereinigtes Königreich"),
        "IR": ("Islamische Republik Iran", "Islamic Republic of Iran", "Persien"),
        "KP": ("Korea", "DVRK", "DPRK", "Demokratische Volksrepublik Korea"),
        "KR": ("Korea", "Republik Korea", "Republic of Korea"),
        "MD": ("Moldau", "Moldawien", "Moldova"),
        "MK": ("Mazedonien", "Macedonia"),
        "MM": ("Birma", "Burma"),
        "NL": ("Holland",),
        "PS": ("Palästinensische Gebiete", "Palestinian Territories"),
        "RU": ("Russische Föderation", "Russian Federation"),
        "SA": ("Saudi-Arabien", "Saudiarabien"),
        "SUHH": ("UdSSR", "USSR", "Soviet Russia"),
        "SY": ("Syrien", "Syria"),
        "SZ": ("Swasiland", "Swaziland"),
        "TL": ("Osttimor", "East Timor"),
        "TR": ("Turkey",),
        "US": ("USA", "Vereinigte Staaten von Amerika", "United States of America", "Amerika"),
        "VA": ("Vatikan", "Vatican", "Heiliger Stuhl", "Holy See"),
        "YUCS": ("Bundesrepublik Jugoslawien",),
    }
)

_EVENT_TYPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "visit": ("Besuch", "Visit"),
        "meeting": ("Treffen", "Meeting"),
        "negotiation": ("Verhandlung", "Negotiation"),
        "agreement": ("Abkommen", "Agreement"),
        "sanction": ("Sanktion", "Sanction"),
        "election": ("Wahl", "Election"),
        "vote": ("Abstimmung", "Vote"),
        "appointment": ("Ernennung", "Appointment"),
        "resignation": ("Rücktritt", "Resignation"),
        "attack": ("Angriff", "Attack"),
        "terror_attack": ("Terroranschlag", "Terror attack"),
        "ceasefire": ("Waffenruhe", "Ceasefire"),
        "military_exercise": ("Militärübung", "Military exercise"),
        "deployment": ("Truppenverlegung", "Deployment"),
        "arms_transfer": ("Waffenlieferung", "Arms transfer"),
        "coup": ("Putsch", "Coup"),
        "protest": ("Protest", "Protest"),
        "strike": ("Streik", "Strike"),
        "crime": ("Verbrechen", "Crime"),
        "arrest": ("Festnahme", "Arrest"),
        "trial": ("Prozess", "Trial"),
        "accident": ("Unfall", "Accident"),
        "disaster": ("Katastrophe", "Disaster"),
        "disease": ("Seuche", "Disease"),
        "death": ("Todesfall", "Death"),
        "aid": ("Hilfe", "Aid"),
        "migration": ("Migration", "Migration"),
        "acquisition": ("Übernahme", "Acquisition"),
        "insolvency": ("Insolvenz", "Insolvency"),
        "layoffs": ("Stellenabbau", "Layoffs"),
        "science": ("Wissenschaft", "Science"),
        "sport": ("Sport", "Sport"),
        "award": ("Auszeichnung", "Award"),
    }
)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale(_FALLBACK)


@lru_cache(maxsize=1_024)
def country_name(code: str, language: str) -> str:
    """The country's name in this language, in English if CLDR has none; an unknown code itself."""
    locale = _locale(language)
    own = _OWN.get(code, {})
    return own.get(locale.language) or locale.territories.get(code) or own.get(_FALLBACK) or code


def is_country(code: str) -> bool:
    """Whether this is the code of a country, or of a state that is no more."""
    return code in _country_codes()


def language_name(code: str, language: str) -> str:
    """The name of a language in a language; an unknown code itself."""
    return _locale(language).languages.get(code) or code


def event_type_name(type: str, language: str) -> str:
    """The name of an event type, in German or else English; an unknown type itself."""
    german, english = _EVENT_TYPES.get(type, (type, type))
    return german if _locale(language).language == "de" else english


def countries_named(text: str) -> tuple[str, ...]:
    """The codes of all countries that have this German, English or everyday name, sorted."""
    return _countries_by_name().get(_folded(text), ())


@lru_cache(maxsize=1)
def _countries_by_name() -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, set[str]] = {}
    for code, name in _country_names():
        codes.setdefault(_folded(name), set()).add(code)
    return MappingProxyType({name: tuple(sorted(found)) for name, found in codes.items()})


@lru_cache(maxsize=1)
def _country_codes() -> frozenset[str]:
    known: set[str] = set()
    for language in _NAMED_IN:
        territories: Mapping[str, str] = _locale(language).territories
        known.update(code for code in territories if len(code) == 2 and code.isalpha())
    return frozenset(known - _NO_COUNTRIES | set(_OWN))


def _country_names() -> Iterator[tuple[str, str]]:
    for language in _NAMED_IN:
        territories: Mapping[str, str] = _locale(language).territories
        for code in _country_codes():
            yield code, country_name(code, language)
            yield code, territories.get(code, code)
    for code, aliases in _ALIASES.items():
        for alias in aliases:
            yield code, alias


def _folded(text: str) -> str:
    return " ".join(token.exact for token in tokens(text, _FALLBACK))
