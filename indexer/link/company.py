"""The company that a name keeps: who and what else its articles name, when they appeared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import orjson

from archive.model.annotation import Enrichment, EventType
from archive.model.article import Article
from archive.model.document import EntityKind
from indexer.enrich.lexicon import rows
from indexer.link.names import key_of
from indexer.link.person_names import parse

_FIELDS: Final = {word: name for (name,), of_it in rows("fields.txt") for word in of_it}
_NEAR: Final = 3  # years; who holds an office or plays for a club does so for some years
_FAR: Final = 25  # years; a working life


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One article's: keys of persons and organisations, codes of countries, its year, its fields
    ("sport", "politics"). `article` is its internal id.
    """

    article: str
    persons: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    year: int | None = None
    fields: frozenset[str] = frozenset()


def company_of(article: Article, enrichment: Enrichment) -> bytes:
    """An article's company as it is kept; a bare surname tells nothing of anybody else."""
    keys = (key_of(EntityKind.PERSON, person.name) for person in enrichment.persons)
    bodies = [body.name for body in enrichment.organisations]
    packed = [
        sorted({key for key in keys if parse(key).full}),
        sorted({key_of(EntityKind.ORGANISATION, body) for body in bodies}),
        sorted({country.code for country in enrichment.countries}),
        article.published.first.year if article.published else None,
        sorted(_fields(enrichment, bodies)),
    ]
    return orjson.dumps(packed)


@lru_cache(maxsize=5_000)  # an article is looked at once for each name in it
def unpacked(article: str, packed: bytes) -> Company:
    persons, organisations, countries, year, fields = orjson.loads(packed)
    return Company(
        article=article,
        persons=frozenset(persons),
        organisations=frozenset(organisations),
        countries=frozenset(countries),
        year=year,
        fields=frozenset(fields),
    )


def _fields(enrichment: Enrichment, bodies: Iterable[str]) -> frozenset[str]:
    """The field that most words in the article speak of; none if two do alike."""
    votes = Counter(_FIELDS[word] for body in bodies for word in body.split() if word in _FIELDS)
    votes["sport"] += sum(event.type is EventType.SPORT for event in enrichment.events)
    first, *others = [*votes.most_common(2), ("", 0)]
    return frozenset({first[0]}) if first[1] > others[0][1] else frozenset()


@dataclass(slots=True)
class Profile:
    """The company that several articles with one name make up."""

    articles: set[str] = field(default_factory=set)
    persons: Counter[str] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    years: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, companies: Iterable[Company]) -> Profile:
        profile = cls()
        for company in companies:
            profile.add(company)
        return profile

    def add(self, company: Company) -> None:
        if company.article in self.articles:
            return
        self.articles.add(company.article)
        self.persons.update(company.persons)
        self.organisations.update(company.organisations)
        self.countries.update(company.countries)
        self.fields.update(company.fields)
        if company.year is not None:
            self.years.add(company.year)

    def join(self, other: Profile) -> None:
        self.articles |= other.articles
        for mine, more in (
            (self.persons, other.persons),
            (self.organisations, other.organisations),
            (self.countries, other.countries),
            (self.fields, other.fields),
        ):
            mine.update(more)
        self.years |= other.years

    @property
    def blank(self) -> bool:
        """Whether it tells nothing."""
        return not (self.persons or self.organisations or self.countries)

    def at_home(self, country: str) -> bool:
        """Whether half of the articles name the country, or more."""
        return 2 * self.countries[country] >= len(self.articles)

    @property
    def main_field(self) -> str | None:
        common = self.fields.most_common(2)
        return common[0][0] if common and common[0][1] > sum(n for _, n in common[1:]) else None


def likeness(one: Profile, other: Profile, but: frozenset[str] = frozenset()) -> int:
    """How much two companies have in common: above 0 speaks for one person, below for two.

    `but` are keys that tell nothing here: those of the name itself.
    """
    persons = one.persons.keys() & other.persons.keys() - but
    bodies = one.organisations.keys() & other.organisations.keys() - but
    score = 3 * bool(persons) + min(2, len(bodies))
    score += _countries(one, other) + _years(one, other)
    fields = one.main_field, other.main_field
    if all(fields):
        score += 1 if fields[0] == fields[1] else -3
    return score


def _countries(one: Profile, other: Profile) -> int:
    if not one.countries or not other.countries:
        return 0
    return 1 if one.countries.keys() & other.countries.keys() else -2


def _years(one: Profile, other: Profile) -> int:
    if not one.years or not other.years:
        return 0
    gap = max(min(one.years) - max(other.years), min(other.years) - max(one.years))
    return 1 if gap <= _NEAR else -3 if gap >= _FAR else 0
