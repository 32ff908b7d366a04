"""The event tables of one language, ready for look-ups by word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.model.annotation import EventType
from indexer.enrich.events.inflection import verb_forms

LANGUAGES = ("de",)
_TABLES = Path(__file__).parent.parent / "tables"
STRONG, WEAK = 1.0, 0.5
_ENDINGS = ("", "s", "es", "e", "en", "n")
_SHORTEST_HEAD = 4  # shorter words end too many others by accident


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a word triggers; `particle` must end the clause for a split verb."""

    type: EventType
    weight: float
    particle: str = ""
    verb: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two word groups that together name an event ("Waffen" and "liefern")."""

    type: EventType
    first: frozenset[str]
    second: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Look-up tables; `noun` knows inflection and compounds."""

    nouns: Mapping[str, Meaning]
    verbs: Mapping[str, tuple[Meaning, ...]]
    pairs: tuple[Pair, ...]
    no_events: frozenset[str]
    whole_only: frozenset[str]
    casualties: frozenset[str]
    offices: tuple[str, ...]
    rulers: tuple[str, ...]
    new: frozenset[str]
    negation: frozenset[str]
    wishes: frozenset[str]
    background: frozenset[str]
    speech: frozenset[str]
    pronouns: frozenset[str]
    governors: frozenset[str]
    both: frozenset[str]
    _seen: dict[str, Meaning | None] = field(default_factory=dict)

    def noun(self, word: str) -> Meaning | None:
        """The meaning of a capitalised word in lower case: itself, or its longest known head."""
        if word not in self._seen:
            if len(self._seen) > 100_000:  # bounds the memory of a run over a large archive
                self._seen.clear()
            self._seen[word] = self._look_up(word)
        return self._seen[word]

    def _look_up(self, word: str) -> Meaning | None:
        last = word.rpartition("-")[2]
        for whole in dict.fromkeys((word, last)):
            for form in _base_forms(whole):
                if form in self.no_events:
                    return None
                found = self.nouns.get(form)
                if found:
                    return found
        return self._head(last)

    def _heads(self, form: str, meaning: Meaning) -> bool:
        """Whether the word may be the last part of a compound."""
        sure = meaning.weight == STRONG and form not in self.whole_only
        return sure and len(form) >= _SHORTEST_HEAD

    def _head(self, word: str) -> Meaning | None:
        for at in range(3, len(word) - 3):
            for form in _base_forms(word[at:]):
                if form in self.no_events:
                    return None
                found = self.nouns.get(form)
                if found and self._heads(form, found):
                    return found
        return None


def _base_forms(word: str) -> Iterable[str]:
    return (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))


@lru_cache(maxsize=4)
def load_event_lexicon(language: str) -> EventLexicon:
    """The tables of `language`, which must be one of LANGUAGES."""
    table = json.loads((_TABLES / f"events_{language}.json").read_text(encoding="utf-8"))
    return EventLexicon(
        nouns=_nouns(table["types"]),
        verbs=_verbs(table["types"], frozenset(table["no_verbs"])),
        pairs=_pairs(table["pairs"]),
        offices=tuple(table["offices"]),
        rulers=tuple(table["rulers"]),
        no_events=frozenset(table["no_events"]),
        whole_only=frozenset(table["whole_only"]),
        casualties=frozenset(table["casualties"]),
        new=frozenset(table["new"]),
        negation=frozenset(table["negation"]),
        wishes=frozenset(table["wishes"]),
        background=frozenset(table["background"]),
        speech=frozenset(table["speech"]),
        pronouns=frozenset(table["pronouns"]),
        governors=frozenset(table["governors"]),
        both=frozenset(table["both"]),
    )


def _nouns(types: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for group, weight in (("weak", WEAK), ("strong", STRONG)):
        for name, words in types.items():
            for word in words[group]:
                found[word] = Meaning(type=EventType(name), weight=weight)
    return found


def _verbs(
    types: Mapping[str, Mapping[str, list[str]]], excluded: frozenset[str]
) -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for group, weight in (("verbs", STRONG), ("weak_verbs", WEAK)):
        for name, entries in types.items():
            for form in (form for entry in entries[group] for form in verb_forms(entry)):
                meaning = Meaning(
                    type=EventType(name),
                    weight=WEAK if form.adjective else weight,
                    particle=form.particle,
                    verb=True,
                )
                if form.word in excluded:
                    continue
                found[form.word] = (*found.get(form.word, ()), meaning)
    return found


def _pairs(pairs: Mapping[str, Any]) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            type=EventType(name),
            first=frozenset(words["first"]),
            second=frozenset(words["second"]),
        )
        for name, entries in pairs.items()
        for words in entries
    )
