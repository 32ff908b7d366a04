"""Words of a sentence that name an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.model.annotation import EventType
from indexer.enrich.events.lexicon import STRONG, EventLexicon, Meaning, Pair
from indexer.enrich.events.passage import Sentence, Word, Zone

_PAIR_REACH = 12  # words between the two halves of a pair
_NEGATION_REACH = 4  # words before a noun that may deny it
_BACKGROUND_REACH = 4
_CLAUSE_MARKS = frozenset(",;:–—(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word and the type it names, how surely, and whether only as a cause or aim."""

    type: EventType
    at: int
    word: Word
    weight: float
    verb: bool = False
    background: bool = False


def triggers(sentence: Sentence, lexicon: EventLexicon) -> Iterator[Trigger]:
    """All triggers that are neither denied nor merely wished for, one a word."""
    found = {t.at: t for t in _weaker_first(_candidates(sentence, lexicon))}
    for at in sorted(found):
        if not _unreal(sentence, found[at], lexicon):
            yield found[at]


def _weaker_first(candidates: Iterator[Trigger]) -> list[Trigger]:
    return sorted(candidates, key=lambda trigger: trigger.weight)


def _candidates(sentence: Sentence, lexicon: EventLexicon) -> Iterator[Trigger]:
    for at, word in enumerate(sentence.words):
        if word.capital:
            meaning = lexicon.noun(word.lower)
            if meaning and not _inside_name(sentence, word):
                yield _to_office(sentence, _trigger(sentence, at, meaning, lexicon))
        for meaning in lexicon.verbs.get(word.lower, ()):
            if (not word.capital or at == 0) and _complete(sentence.words, at, meaning.particle):
                yield _trigger(sentence, at, meaning, lexicon)
    present = {word.lower for word in sentence.words}
    for pair in lexicon.pairs:
        if not (pair.first.isdisjoint(present) or pair.second.isdisjoint(present)):
            yield from _paired(sentence, pair)
    yield from _new_office(sentence, lexicon)


def _trigger(sentence: Sentence, at: int, meaning: Meaning, lexicon: EventLexicon) -> Trigger:
    return Trigger(
        type=meaning.type,
        at=at,
        word=sentence.words[at],
        weight=meaning.weight,
        verb=meaning.verb,
        background=not meaning.verb and _in_background(sentence.words, at, lexicon),
    )


def _to_office(sentence: Sentence, trigger: Trigger) -> Trigger:
    """`Wahl … zum Vorsitzenden` is an appointment."""
    following = [word.lower for word in sentence.words[trigger.at + 1 : trigger.at + 6]]
    chosen = trigger.word.lower in {"wahl", "wiederwahl"}
    office = chosen and not {"zum", "zur"}.isdisjoint(following)
    return replace(trigger, type=EventType.APPOINTMENT) if office else trigger


def _inside_name(sentence: Sentence, word: Word) -> bool:
    """A trigger inside a name is part of it ("Waffenstillstandskommission", "Peter Brand")."""
    names = (*sentence.persons, *sentence.organisations)
    return any(name.start <= word.start and word.end <= name.end for name in names)


def _complete(words: tuple[Word, ...], at: int, particle: str) -> bool:
    """Whether the particle of a split verb ends the clause or the sentence."""
    if not particle:
        return True
    for place in range(at + 1, min(len(words), at + 25)):
        if words[place].lower == particle:
            following = words[place + 1] if place + 1 < len(words) else None
            return (
                following is None
                or not following.lower[0].isalnum()
                or following.lower in {"und", "oder"}
            )
    return False


def _in_background(words: tuple[Word, ...], at: int, lexicon: EventLexicon) -> bool:
    """Whether the noun only tells a cause, an aim or a memory: "wegen Betrugs"."""
    for place in range(at - 1, max(-1, at - 1 - _BACKGROUND_REACH), -1):
        if words[place].lower in _CLAUSE_MARKS:
            return False
        if words[place].lower in lexicon.background:
            return True
    return False


def _paired(sentence: Sentence, pair: Pair) -> Iterator[Trigger]:
    words = sentence.words
    first = [at for at, word in enumerate(words) if word.lower in pair.first]
    for at, word in enumerate(words):
        if word.lower in pair.second and any(0 < abs(at - f) <= _PAIR_REACH for f in first):
            near = min(first, key=lambda f: abs(at - f))
            place = at if word.lower not in _AUXILIARIES else near
            yield Trigger(
                type=pair.type, at=place, word=words[place], weight=STRONG + 0.1, verb=True
            )


_AUXILIARIES = frozenset({"ist", "war", "nieder", "alter", "jahre", "jahren", "sitzt", "baut"})


def _new_office(sentence: Sentence, lexicon: EventLexicon) -> Iterator[Trigger]:
    """ "Neuer Trainer", "wird neue Präsidentin" in title or lead reports an appointment."""
    if sentence.zone > Zone.LEAD:
        return
    words = sentence.words
    for at in range(len(words) - 1):
        following = words[at + 1]
        office = following.lower.rpartition("-")[2].endswith(lexicon.offices)
        if words[at].lower in lexicon.new and following.capital and office:
            yield Trigger(type=EventType.APPOINTMENT, at=at + 1, word=following, weight=STRONG)


def _unreal(sentence: Sentence, trigger: Trigger, lexicon: EventLexicon) -> bool:
    words = sentence.words
    start, end = _clause(words, trigger.at)
    before = _attributes(words, start, trigger.at)
    clause = [word.lower for word in words[start:end]]
    if not lexicon.negation.isdisjoint(before) and "nur" not in before:
        return True
    if trigger.verb and not lexicon.negation.isdisjoint(clause) and "nur" not in clause:
        return True
    others = {words[at].lower for at in range(start, end) if at != trigger.at}
    claimed = not lexicon.casualties.isdisjoint(others)  # "fordert 20 Tote" demands nothing
    return not claimed and not lexicon.wishes.isdisjoint(others)


def _attributes(words: tuple[Word, ...], start: int, at: int) -> list[str]:
    """The words before a noun up to another: "keine Pläne für Wahlen" denies the plans only."""
    found = []
    for place in range(at - 1, max(start - 1, at - 1 - _NEGATION_REACH), -1):
        found.append(words[place].lower)
        if words[place].capital:
            break
    return found


def _clause(words: tuple[Word, ...], at: int) -> tuple[int, int]:
    """The stretch between commas or the like around a word."""
    start, end = at, at
    while start > 0 and words[start - 1].lower not in _CLAUSE_MARKS:
        start -= 1
    while end < len(words) and words[end].lower not in _CLAUSE_MARKS:
        end += 1
    return start, end
