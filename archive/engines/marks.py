"""Where a query matches in a text: the words to mark, each with the leaf of the tree it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.model.search import And, Fuzzy, Node, Or, Phrase, Prefix, Scope, Word
from mappings.analysis import Token, chunk_tokens
from mappings.distance import within

Leaf = Word | Phrase | Prefix | Fuzzy

# A word that matches by its stem or as part of a compound says less than the word itself.
_EXACT, _STEM, _PART = 1.0, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to mark; `leaf` numbers the tree's leaf, `weight` is at most 1."""

    start: int
    end: int
    leaf: int
    weight: float = _EXACT


# What the words between two blanks are to a query: how many they are, and those that matter, each
# with its place among them, its stretch, its leaf (-1 if only a phrase has it) and weight.
_Known = tuple[int, tuple[tuple[int, Token, int, float], ...]]


@dataclass(slots=True)
class _Sought:
    """The leaves of a query as look-up tables."""

    exacts: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    prefixes: list[tuple[str, int]] = field(default_factory=list)
    fuzzies: list[tuple[Fuzzy, int]] = field(default_factory=list)
    phrases: list[tuple[Phrase, int]] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)

    def add(self, leaf: Leaf, number: int) -> None:
        match leaf:
            case Word():
                self.exacts.setdefault(leaf.exact, number)
                for stem in leaf.stems:
                    self.stems.setdefault(stem, number)
            case Phrase():
                self.phrases.append((leaf, number))
                self.vocabulary.update(leaf.words)
            case Prefix():
                self.prefixes.append((leaf.prefix, number))
            case Fuzzy():
                self.fuzzies.append((leaf, number))

    def known(self, found: tuple[Token, ...]) -> _Known:
        judged = ((place, token, *self._leaf(token)) for place, token in enumerate(found))
        telling = (entry for entry in judged if entry[2] >= 0 or entry[1].exact in self.vocabulary)
        return len(found), tuple(telling)

    def _leaf(self, token: Token) -> tuple[int, float]:
        exact = token.exact
        if exact in self.exacts:
            return self.exacts[exact], _EXACT
        for prefix, number in self.prefixes:
            if exact.startswith(prefix):
                return number, _EXACT
        for fuzzy, number in self.fuzzies:
            if exact[:1] == fuzzy.exact[:1] and within(exact, fuzzy.exact, fuzzy.distance):
                return number, _STEM
        if token.stem in self.stems:
            return self.stems[token.stem], _STEM
        return next(((self.stems[p], _PART) for p in token.parts if p in self.stems), (-1, 0.0))


def marks(text: str, language: str, tree: Node, scope: Scope) -> tuple[Mark, ...]:
    """All marks in text order, none overlapping; `scope` says whether it is a title or a body."""
    sought = _Sought()
    for number, leaf in enumerate(_leaves(tree, scope)):
        sought.add(leaf, number)
    found, places = _scan(text, language, sought)
    for phrase, number in sought.phrases:
        found += _phrase_marks(phrase, number, places)
    return _apart(found)


def _leaves(tree: Node, scope: Scope) -> Iterator[Leaf]:
    match tree:
        case And(children=children) | Or(children=children):
            for child in children:
                yield from _leaves(child, scope)
        case Word() | Phrase() | Prefix() | Fuzzy() if tree.scope in (Scope.ANY, scope):
            yield tree


# A phrase's word -> its positions, each with the stretch of text that it covers.
_Places = dict[str, dict[int, tuple[int, int]]]


def _scan(text: str, language: str, sought: _Sought) -> tuple[list[Mark], _Places]:
    found: list[Mark] = []
    places: _Places = {}
    memory: dict[str, _Known] = {}
    at = position = 0
    for chunk in text.split(" "):
        known = memory.get(chunk)
        if known is None:
            known = memory[chunk] = sought.known(chunk_tokens(chunk, language))
        for place, token, leaf, weight in known[1]:
            start, end = at + token.start, at + token.end
            if leaf >= 0:
                found.append(Mark(start, end, leaf, weight))
            if token.exact in sought.vocabulary:
                places.setdefault(token.exact, {})[position + place] = (start, end)
        position += known[0]
        at += len(chunk) + 1
    return found, places


def _phrase_marks(phrase: Phrase, number: int, places: _Places) -> Iterator[Mark]:
    by_position = {at: span for word in phrase.words for at, span in places.get(word, {}).items()}
    for occurrence in _occurrences(phrase, places):
        for first, last in _runs(sorted(occurrence)):
            yield Mark(by_position[first][0], by_position[last][1], number)


def _occurrences(phrase: Phrase, places: _Places) -> Iterator[tuple[int, ...]]:
    """The words' positions wherever their shifts from their places differ by `slop` or less."""
    shifts = [
        [position - place for position in places.get(word, ())]
        for place, word in enumerate(phrase.words)
    ]
    sets = [frozenset(shift) for shift in shifts]
    for low in sorted(set().union(*sets)):
        window = range(low, low + phrase.slop + 1)
        choices = [[shift for shift in window if shift in row] for row in sets]
        if all(choices) and (chosen := _distinct(choices, ())) is not None:
            yield chosen


def _distinct(choices: Sequence[Sequence[int]], taken: tuple[int, ...]) -> tuple[int, ...] | None:
    """One position per word, none used twice."""
    place = len(taken)
    if place == len(choices):
        return taken
    for shift in choices[place]:
        if shift + place not in taken:
            found = _distinct(choices, (*taken, shift + place))
            if found is not None:
                return found
    return None


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = positions[0]
    for position in positions[1:]:
        if position != last + 1:
            yield first, last
            first = position
        last = position
    yield first, last


def _apart(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order; those that overlap become one."""
    apart: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if apart and mark.start < apart[-1].end:
            last = apart[-1]
            apart[-1] = Mark(last.start, max(last.end, mark.end), last.leaf, last.weight)
        else:
            apart.append(mark)
    return tuple(apart)
