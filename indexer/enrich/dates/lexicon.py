"""The word tables of one language: every word's class, number and code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("de", "en")
_NUMERALS = "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
_TABLES = Path(__file__).parent.parent / "tables"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word class (one letter, the alphabet of the grammar) with what the word stands for."""

    kind: str
    number: float = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The words after the first one, and what the whole stands for."""

    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`nouns` are looked up for capitalised words only; `counted` are nouns that numbers count.

    `lines` are trains that a number names; `set` are participles of fixing a day ahead;
    `joining` words open no expression.

    `phrases` maps the first word of expressions of several words to their further words,
    longest first; `romans` are numbers that count only in capitals.
    """

    nouns: Mapping[str, Entry]
    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Phrase, ...]]
    romans: Mapping[str, Entry]
    morning: frozenset[str]
    counted: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    future: frozenset[str]
    scheduled: frozenset[str]
    set: frozenset[str]
    nowadays: frozenset[str]
    recurring: frozenset[str]
    prepositions: frozenset[str]
    firms: frozenset[str]
    titles: frozenset[str]
    speakers: Mapping[str, str]
    lines: frozenset[str]
    joining: frozenset[str]
    numbered: tuple[str, ...]
    participles: tuple[str, ...]
    preterite: tuple[str, ...]


_ROMANS = {
    numeral: Entry(kind="O", number=number)
    for number, numeral in enumerate(_NUMERALS.split(), start=2)
}


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The tables of `language`, which must be one of LANGUAGES."""
    table = json.loads((_TABLES / f"dates_{language}.json").read_text(encoding="utf-8"))
    nouns = dict(_entries(table["nouns"])) | dict(_weekday_parts(table))
    words = dict(_adjectives(table)) | dict(_entries(table["words"])) | dict(_units(table["units"]))
    words |= {word: Entry(kind="n", number=n) for word, n in table["numbers"].items()}
    words |= dict(_decades(table))
    tenses = table["tenses"]
    return Lexicon(
        nouns=nouns,
        words=words,
        phrases=_phrases(table["phrases"]),
        romans=_ROMANS if table["romans"] else {},
        morning=frozenset(table["morning"]),
        counted=frozenset(table["counted"]),
        past=frozenset(tenses["past"]),
        perfect=frozenset(tenses["perfect"]),
        future=frozenset(tenses["future"]),
        scheduled=frozenset(tenses["scheduled"]),
        set=frozenset(tenses["set"]),
        nowadays=frozenset(table["nowadays"]),
        recurring=frozenset(table["recurring"]),
        prepositions=frozenset(table["prepositions"]),
        firms=frozenset(table["firms"]),
        titles=frozenset(table["titles"]),
        speakers=table["speakers"],
        lines=frozenset(table["lines"]),
        joining=frozenset(table["joining"]),
        numbered=tuple(table["numbered"]),
        participles=tuple(tenses["participle_prefixes"]),
        preterite=tuple(tenses["preterite_endings"]),
    )


def is_feast(word: str, language: str) -> bool:
    """Whether this written word is the name of a feast day in `language`."""
    entry = load_lexicon(language).nouns.get(word.lower()) if language in LANGUAGES else None
    return entry is not None and entry.kind == "f"


def _phrases(classes: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for words, entry in _entries(classes):
        first, *rest = words.split()
        found.setdefault(first, []).append(Phrase(rest=tuple(rest), entry=entry))
    return {
        first: tuple(sorted(phrases, key=lambda p: -len(p.rest)))
        for first, phrases in found.items()
    }


def _decades(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for word, decade in table["decades"].items():
        yield word, Entry(kind="K", code=str(decade))
        for years in table["decade_years"]:
            yield word + years, Entry(kind="K", code=str(decade), number=1)


def _entry(kind: str, meaning: Any) -> Entry:
    if isinstance(meaning, str):
        return Entry(kind=kind, code=meaning)
    return Entry(kind=kind, number=meaning)


def _entries(classes: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Entry]]:
    for kind, words in classes.items():
        for word, meaning in words.items():
            yield word, _entry(kind, meaning)


def _units(units: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, Entry]]:
    for code, words in units.items():
        for word, number in words.items():
            yield word, Entry(kind="U", number=number, code=code)


def _adjectives(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for kind, stems in table["adjectives"].items():
        for stem, meaning in stems.items():
            for ending in table["adjective_endings"]:
                yield stem + ending, _entry(kind, meaning)


def _weekday_parts(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for weekday, number in table["nouns"]["D"].items():
        for part, code in table["weekday_parts"].items():
            yield weekday + part, Entry(kind="C", number=number, code=code)
