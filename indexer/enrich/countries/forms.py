"""Every word form that names a country, with its code and kind of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from babel import Locale

from archive.model.annotation import Via
from indexer.enrich.countries.inflection import adjective, genitive, inhabitant, townspeople
from indexer.enrich.lexicon import rows

_PLAIN: Final = str.maketrans({"’": "'", "ʼ": "'", "′": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a form may mean; `sure` forms need no recogniser's word that this is a place. `people`
    is set when the form is also the inhabitants' name ("Polen").
    """

    code: str
    via: Via
    sure: bool = True
    people: bool = False


@dataclass(slots=True)
class Forms:
    """Forms by their text, and the bare names that compounds may begin with."""

    senses: dict[str, Sense] = field(default_factory=dict)
    roots: dict[str, Sense] = field(default_factory=dict)

    def add(self, forms: Iterable[str], sense: Sense) -> None:
        """Add forms that are not known yet: the first meaning given wins."""
        for form in forms:
            self.senses.setdefault(plain(form), sense)

    def get(self, form: str) -> Sense | None:
        return self.senses.get(plain(form))


def plain(form: str) -> str:
    """One apostrophe for all."""
    return form.translate(_PLAIN)


def load_forms(towns: Mapping[str, str] = MappingProxyType({})) -> Forms:
    """Build the forms of German and English from CLDR's names and the tables; `towns` are names
    that need no context, with their country.
    """
    forms = Forms()
    for table, locale in (("countries_de.txt", "de"), ("countries_en.txt", "en")):
        _add_names(forms, table, locale)
    _add_people(forms, "countries_de.txt", adjective, inhabitant)
    _add_people(forms, "countries_en.txt", lambda word: (word,), lambda word: (word, f"{word}s"))
    for table in ("countries_de.txt", "countries_en.txt"):
        _add_capitals(forms, table)
    _add_regions(forms)
    _add_towns(forms, towns)
    return forms


def _add_names(forms: Forms, table: str, locale: str) -> None:
    territories = Locale(locale).territories
    for (code,), names, *_ in rows(table):
        known = (territories[code],) if code in territories else ()
        for name, sure in _marked((*known, *names)):
            sense = Sense(code=code, via=Via.NAME, sure=sure)
            forms.add(genitive(name), sense)
            forms.roots.setdefault(name, sense)
    forms.add(("Niederlanden", "Philippinen", "Malediven"), forms.senses["Niederlande"])


def _add_people(
    forms: Forms,
    table: str,
    bend_adjective: Callable[[str], Iterable[str]],
    bend_noun: Callable[[str], Iterable[str]],
) -> None:
    for (code,), _, adjectives, people, *_ in rows(table):
        for bend, stems in ((bend_adjective, adjectives), (bend_noun, people)):
            for stem, sure in _marked(stems):
                _add_bent(forms, bend(stem), Sense(code=code, via=Via.ADJECTIVE, sure=sure))


def _add_bent(forms: Forms, bent: Iterable[str], sense: Sense) -> None:
    for form in bent:
        known = forms.get(form)
        if known is not None and known.code == sense.code and known.via is Via.NAME:
            forms.senses[plain(form)] = Sense(code=known.code, via=Via.NAME, people=True)
        else:
            forms.add((form,), sense)


def _add_capitals(forms: Forms, table: str) -> None:
    for (code,), _, _, _, capitals in rows(table):
        for name, sure in _marked(capitals):
            sense = Sense(code=code, via=Via.CAPITAL, sure=sure)
            forms.add(genitive(name), sense)
            forms.roots.setdefault(name, sense)
            if " " not in name:
                forms.add(townspeople(name), sense)


def _add_regions(forms: Forms) -> None:
    for (code,), names, adjectives in rows("regions.txt"):
        for name, sure in _marked(names):
            sense = Sense(code=code, via=Via.PLACE, sure=sure)
            forms.add(genitive(name), sense)
            forms.roots.setdefault(name, sense)
        for stem in adjectives:
            forms.add(adjective(stem), Sense(code=code, via=Via.PLACE))
    for (code,), irregular in rows("town_adjectives.txt"):
        forms.add(irregular, Sense(code=code, via=Via.PLACE))


def _add_towns(forms: Forms, towns: Mapping[str, str]) -> None:
    for town, code in towns.items():
        sense = Sense(code=code, via=Via.PLACE)
        forms.add(genitive(town), sense)
        forms.add(townspeople(town), sense)


def _marked(values: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Values without their question mark, and whether they had none."""
    return ((value.rstrip("?"), not value.endswith("?")) for value in values)
