"""Readable labels of archive events, built from type, participants and date by templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter

from archive.labels import country_name, event_type_name
from archive.model.annotation import EventType
from indexer.link.dates import interval_label
from indexer.link.phrases import in_country, to_country

LANGUAGES = ("de", "en")
_AND = {"de": "und", "en": "and"}
_VISITS = {"de": ("besucht", "besuchen"), "en": ("visits", "visit")}  # one, several
_MANY = 3  # more names make no label that one reads at a glance

# Per type the templates in order of preference; the first whose slots can all be filled is used.
# {one} is the only person named: of several, nobody here can tell who died or was arrested, and
# who only said so; an institution does neither.
# {who} persons, else organisations; {org} organisations; {where} "in Place" or "in Country";
# {visits} the verb to {who}; {to} one visited country; {sides} persons, else organisations, else
# countries; {parties} the same, but not one country alone, which would meet itself.
_TEMPLATES: Mapping[str, Mapping[EventType, tuple[str, ...]]] = {
    "de": {
        EventType.VISIT: ("{who} {visits} {to}", "Besuch: {sides}"),
        EventType.MEETING: ("Treffen: {parties} {where}", "Treffen: {parties}", "Treffen {where}"),
        EventType.NEGOTIATION: ("Verhandlungen: {sides}", "Verhandlungen {where}"),
        EventType.AGREEMENT: ("Abkommen: {sides}",),
        EventType.SANCTION: ("Sanktionen: {sides}",),
        EventType.ELECTION: ("Wahl {where}", "Wahl: {sides}"),
        EventType.VOTE: ("Abstimmung {where}", "Abstimmung: {sides}"),
        EventType.APPOINTMENT: ("Ernennung von {one}", "Ernennung {where}", "{type}"),
        EventType.RESIGNATION: ("Rücktritt von {one}", "Rücktritt {where}", "{type}"),
        EventType.DEATH: ("Tod von {one}", "Todesfall {where}", "{type}"),
        EventType.ARREST: ("Festnahme von {one}", "Festnahme {where}", "{type}"),
        EventType.TRIAL: ("Prozess: {who}", "Prozess {where}"),
        EventType.AWARD: ("Auszeichnung: {who}", "Auszeichnung {where}"),
    },
    "en": {
        EventType.VISIT: ("{who} {visits} {to}", "Visit: {sides}"),
        EventType.MEETING: ("Meeting: {parties} {where}", "Meeting: {parties}", "Meeting {where}"),
        EventType.NEGOTIATION: ("Negotiations: {sides}", "Negotiations {where}"),
        EventType.AGREEMENT: ("Agreement: {sides}",),
        EventType.SANCTION: ("Sanctions: {sides}",),
        EventType.ELECTION: ("Election {where}", "Election: {sides}"),
        EventType.VOTE: ("Vote {where}", "Vote: {sides}"),
        EventType.APPOINTMENT: ("Appointment of {one}", "Appointment {where}", "{type}"),
        EventType.RESIGNATION: ("Resignation of {one}", "Resignation {where}", "{type}"),
        EventType.DEATH: ("Death of {one}", "Death {where}", "{type}"),
        EventType.ARREST: ("Arrest of {one}", "Arrest {where}", "{type}"),
        EventType.TRIAL: ("Trial: {who}", "Trial {where}"),
        EventType.AWARD: ("Award: {who}", "Award {where}"),
    },
}
_ANY_TYPE = ("{type} {where}", "{type}: {sides}", "{type}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an event's label may mention; names are display names, `place_country` is that of the
    first place.
    """

    type: EventType
    first: date | None
    last: date | None
    persons: Sequence[str] = ()
    organisations: Sequence[str] = ()
    countries: Sequence[str] = ()
    places: Sequence[str] = ()
    place_country: str | None = None


def event_labels(scene: Scene) -> Mapping[str, str]:
    """Language -> label, such as `Wladimir Putin besucht Nordkorea, 19. Juni 2024`."""
    return {language: _label(scene, language) for language in LANGUAGES}


def _label(scene: Scene, language: str) -> str:
    slots = _slots(scene, language)
    templates = (*_TEMPLATES[language].get(scene.type, ()), *_ANY_TYPE)
    filled = {name for name, value in slots.items() if value}
    title = next(t.format(**slots) for t in templates if _names(t) <= filled)
    when = interval_label(scene.first, scene.last, language)
    return f"{title}, {when}" if when else title


@cache
def _names(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def _slots(scene: Scene, language: str) -> Mapping[str, str]:
    countries = [country_name(code, language) for code in scene.countries]
    who = scene.persons or scene.organisations
    return {
        "type": event_type_name(scene.type, language),
        "one": scene.persons[0] if len(scene.persons) == 1 else "",
        "who": _listed(who, language),
        "visits": _VISITS[language][len(who) > 1],
        "sides": _listed(who or countries, language),
        "parties": _listed(who or (countries if len(countries) > 1 else ()), language),
        "where": _where(scene, language),
        "to": _visited(scene, language),
    }


def _where(scene: Scene, language: str) -> str:
    if scene.places:
        return f"in {scene.places[0]}"
    return in_country(scene.countries[0], language) if len(scene.countries) == 1 else ""


def _visited(scene: Scene, language: str) -> str:
    """Only a place, or being the only one, tells which country is visited; else the label would
    guess.
    """
    if scene.place_country:
        return to_country(scene.place_country, language)
    return to_country(scene.countries[0], language) if len(scene.countries) == 1 else ""


def _listed(names: Sequence[str], language: str) -> str:
    shown = list(names[:_MANY])
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {_AND[language]} {shown[-1]}"
