"""Builds the forms of a language from CLDR's names and the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from babel import Locale

from archive.model.annotation import Via
from indexer.enrich.countries.forms import Forms, Sense, plain
from indexer.enrich.countries.inflection import (
    adjective,
    english_people,
    genitive,
    inhabitant,
    possessive,
    townspeople,
    townswomen,
)
from indexer.enrich.countries.territories import SOVEREIGN
from indexer.enrich.lexicon import lines, rows

Bend = Callable[[str], Iterable[str]]
ENGLISH: Final = "en"


def _as_it_stands(word: str) -> Iterator[str]:
    yield word


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """A language's tables and how its words are inflected."""

    locale: str
    name: Bend
    adjective: Bend
    people: Bend
    townspeople: Bend | None

    @property
    def countries(self) -> str:
        return f"countries_{self.locale}.txt"


_GERMAN: Final = Grammar(
    locale="de", name=genitive, adjective=adjective, people=inhabitant, townspeople=townspeople
)
_ENGLISH: Final = Grammar(
    locale="en",
    name=possessive,
    adjective=_as_it_stands,
    people=english_people,
    townspeople=None,
)


def load_forms(
    towns: Mapping[str, str] = MappingProxyType({}),
    unsure_towns: Mapping[str, str] = MappingProxyType({}),
    *,
    language: str = "de",
) -> Forms:
    """The forms of English, or those of German and, after them, English names and adjectives;
    `towns` are names with their country, `unsure_towns` those that need a context.
    """
    forms = Forms(language=language)
    if language == ENGLISH:
        _add_misleading(forms, _ENGLISH)
        _add_countries(forms, _ENGLISH)
        _add_regions(forms, "regions_en.txt", _ENGLISH)
        _add_regions(forms, "regions.txt", _ENGLISH)
        _add_towns(forms, towns, _ENGLISH)
        _add_towns(forms, unsure_towns, _ENGLISH, sure=False)
        return forms
    _add_misleading(forms, _GERMAN)
    _add_countries(forms, _GERMAN)
    forms.add(("Niederlanden", "Philippinen", "Malediven"), forms.senses["Niederlande"])
    _add_regions(forms, "regions.txt", _GERMAN)
    _add_towns(forms, towns, _GERMAN)
    _add_towns(forms, unsure_towns, _GERMAN, sure=False)
    _add_names(forms, _ENGLISH)
    _add_people(forms, _ENGLISH)
    _add_capitals(forms, _ENGLISH)
    return forms


def _add_countries(forms: Forms, grammar: Grammar) -> None:
    _add_names(forms, grammar)
    _add_people(forms, grammar)
    _add_capitals(forms, grammar)
    _add_territories(forms, grammar)


def _add_names(forms: Forms, grammar: Grammar) -> None:
    territories = Locale(grammar.locale).territories
    for (code,), names, *_ in rows(grammar.countries):
        known = (territories[code],) if code in territories else ()
        for name, sure in _marked((*known, *names)):
            sense = Sense(code=code, via=Via.NAME, sure=sure)
            forms.add(grammar.name(name), sense)
            forms.roots.setdefault(name, sense)


def _add_territories(forms: Forms, grammar: Grammar) -> None:
    """Territories with a code of their own are places of their state."""
    territories = Locale(grammar.locale).territories
    for code, state in SOVEREIGN.items():
        sense = Sense(code=state, via=Via.PLACE)
        forms.add(grammar.name(territories[code]), sense)


def _add_people(forms: Forms, grammar: Grammar) -> None:
    for (code,), _, adjectives, people, *_ in rows(grammar.countries):
        for bend, stems in ((grammar.adjective, adjectives), (grammar.people, people)):
            for stem, sure in _marked(stems):
                sense = Sense(code=code, via=Via.ADJECTIVE, sure=sure, derived=True)
                _add_bent(forms, bend(stem), sense)


def _add_bent(forms: Forms, bent: Iterable[str], sense: Sense) -> None:
    for form in bent:
        known = forms.get(form)
        if known is not None and known.code == sense.code and known.via is Via.NAME:
            forms.senses[plain(form)] = Sense(code=known.code, via=Via.NAME, people=True)
        else:
            forms.add((form,), sense)


def _add_capitals(forms: Forms, grammar: Grammar) -> None:
    for (code,), _, _, _, capitals in rows(grammar.countries):
        for name, sure in _marked(capitals):
            sense = Sense(code=code, via=Via.CAPITAL, sure=sure)
            forms.add(grammar.name(name), sense)
            forms.roots.setdefault(name, sense)
            if " " not in name:
                _add_townspeople(forms, name, sense, grammar)


def _add_regions(forms: Forms, table: str, grammar: Grammar) -> None:
    for (code,), names, adjectives, people in rows(table):
        for name, sure in _marked(names):
            sense = Sense(code=code, via=Via.PLACE, sure=sure)
            forms.add(grammar.name(name), sense)
            forms.roots.setdefault(name, sense)
        for bend, stems in ((grammar.adjective, adjectives), (grammar.people, people)):
            for stem, sure in _marked(stems):
                forms.add(bend(stem), Sense(code=code, via=Via.PLACE, sure=sure, derived=True))
    for (code,), irregular in rows("town_adjectives.txt"):
        for word in irregular:
            forms.add(townswomen(word), Sense(code=code, via=Via.PLACE, derived=True))


def _add_towns(
    forms: Forms, towns: Mapping[str, str], grammar: Grammar, *, sure: bool = True
) -> None:
    for town, code in towns.items():
        sense = Sense(code=code, via=Via.PLACE, sure=sure, town=True)
        forms.add(grammar.name(town), sense)
        _add_townspeople(forms, town, sense, grammar)


def _add_townspeople(forms: Forms, town: str, sense: Sense, grammar: Grammar) -> None:
    if grammar.townspeople is not None:
        derived = Sense(code=sense.code, via=sense.via, sure=sense.sure, derived=True)
        forms.add(grammar.townspeople(town), derived)


def _add_misleading(forms: Forms, grammar: Grammar) -> None:
    """A tilde stands for the endings of an adjective."""
    for phrase in lines(f"no_countries_{grammar.locale}.txt"):
        first, tilde, rest = phrase.partition("~")
        if tilde:
            forms.misleading.update(f"{form}{rest}" for form in adjective(first))
            forms.misleading.update(f"{form}{rest}s" for form in adjective(first))
        else:
            forms.misleading.update(grammar.name(phrase))


def _marked(values: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Values without their question mark, and whether they had none."""
    return ((value.rstrip("?"), not value.endswith("?")) for value in values)
