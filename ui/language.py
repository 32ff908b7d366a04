"""The reader's language: texts from the catalogues, numbers and partial dates as it writes them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from archive.model.partial_date import DateRange, PartialDate
from archive.model.timeline import days
from search_api.ranges import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language of the pages; everything that depends on it is asked here."""

    locale: Locale
    translations: Translations

    @property
    def code(self) -> str:
        return str(self.locale.language)

    @property
    def name(self) -> str:
        """The language's own name, as a reader looks for it."""
        return str(self.locale.get_display_name()).capitalize()

    def gettext(self, message: str, **values: object) -> str:
        text = self.translations.ugettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        text = self.translations.ungettext(one, many, number)
        return text % {"number": self.number(number), **values}

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        return format_date(day, format="long", locale=self.locale)

    def date(self, partial: PartialDate) -> str:
        """As much of the date as is known: `19. Juni 2024`, `Juni 2024`, `2024`."""
        if partial.month is None:
            return str(partial.year)
        if partial.day is None:
            return format_skeleton("yMMMM", partial.first, locale=self.locale)
        return self.day(partial.first)

    def unit(self, token: str) -> str:
        """A unit of the timeline: `199` is the 1990s, `19` the years 1900 to 1999."""
        if len(token) == 3:
            return self.gettext("%(year)ss", year=f"{token}0")
        if len(token) == 2:
            first, last = days(token)
            return f"{first.year}–{last.year}"
        return self.date(PartialDate.parse(token))

    def short_unit(self, token: str) -> str:
        """A unit as the foot of a bar has room for it: `Juni 2024`, `19. Juni`, `1990`."""
        if len(token) == 7:
            return format_skeleton("yMMM", days(token)[0], locale=self.locale)
        if len(token) == 10:
            return format_skeleton("MMMd", days(token)[0], locale=self.locale)
        return token.ljust(4, "0")

    def period(self, period: DateRange) -> str:
        """Days as a reader writes them, in the coarsest unit that is exact."""
        first, between, last = text_of(period).partition("..")
        if not between:
            return self.date(PartialDate.parse(first))
        decade = _decade(first, last)
        if decade:
            return self.unit(decade)
        if not last:
            return self.gettext("since %(date)s", date=self._end(first))
        if not first:
            return self.gettext("until %(date)s", date=self._end(last))
        return f"{self._end(first)} – {self._end(last)}"

    def _end(self, text: str) -> str:
        return self.date(PartialDate.parse(text))


def _decade(first: str, last: str) -> str | None:
    whole = len(first) == len(last) == 4 and first[:3] == last[:3]
    return first[:3] if whole and first[3] == "0" and last[3] == "9" else None


def load_languages(codes: Iterable[str]) -> dict[str, Language]:
    """Those of the languages that have a catalogue, by code; English if none has."""
    known = [code for code in codes if _catalogue(code).is_file()]
    return {code: _load(code) for code in known or ["en"]}


def _catalogue(code: str) -> Traversable:
    return files("ui") / "locales" / code / "messages.po"


def _load(code: str) -> Language:
    with _catalogue(code).open("rb") as lines:
        catalogue = read_po(lines, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(locale=Locale.parse(code), translations=Translations(fp=compiled))


def negotiate(accept: str, languages: Mapping[str, Language], default: str) -> str:
    """The code that an Accept-Language header asks for, else the default."""
    wanted = [tag.strip().replace("-", "_") for tag in _by_weight(accept)]
    return negotiate_locale(wanted, list(languages)) or default


def _by_weight(accept: str) -> list[str]:
    choices: list[tuple[float, str]] = []
    for part in accept.split(",")[:20]:
        tag, _, weight = part.partition(";q=")
        choices.append((-_weight(weight), tag))
    return [tag for weight, tag in sorted(choices, key=lambda choice: choice[0]) if weight < 0]


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
