"""Whether the sentence around an expression speaks of the past or of the future."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.enrich.dates.anchor import EITHER, FUTURE, PAST
from indexer.enrich.dates.lexicon import Lexicon
from indexer.enrich.dates.scan import Token

_REACH = 30  # tokens to each side; keeps the cost of one look constant
_LISTED = 8  # tokens of the first of two expressions side by side
_PERFECT = 2
_AHEAD = frozenset({"für", "auf", "for", "until", "to"})
_NO_MORE = frozenset({"war", "waren", "gewesen", "had"})


def direction(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """PAST, FUTURE or EITHER for tokens[first:last], by the nearest verb of clause or sentence."""
    inner = _bounds(tokens, first, last, commas=True)
    outer = _bounds(tokens, first, last, commas=False)
    return _told(tokens, inner, (first, last), lexicon) or _told(
        tokens, outer, (first, last), lexicon
    )


def _bounds(tokens: Sequence[Token], first: int, last: int, *, commas: bool) -> tuple[int, int]:
    start, stop = first, last
    while start > max(0, first - _REACH) and not _ends(tokens, start - 1, commas):
        start -= 1
    while stop < min(len(tokens), last + _REACH) and not _ends(tokens, stop, commas):
        stop += 1
    return start, stop


def _ends(tokens: Sequence[Token], at: int, commas: bool) -> bool:
    kind = tokens[at].entry.kind
    if kind in "!|" or (commas and kind == ","):
        return True
    if kind != "." or at + 1 >= len(tokens):
        return kind == "."
    return tokens[at + 1].capital and (at == 0 or tokens[at - 1].entry.kind != "1")


def _told(
    tokens: Sequence[Token], bounds: tuple[int, int], expression: tuple[int, int], lexicon: Lexicon
) -> int:
    nearest, found = _REACH + 1, EITHER
    words = {token.word for token in tokens[slice(*bounds)]}
    if not words.isdisjoint(lexicon.scheduled) and words.isdisjoint(lexicon.past):
        return FUTURE
    perfect = _has_participle(tokens, bounds, lexicon)
    for at in range(*bounds):
        cue = _cue(tokens, at, lexicon)
        if cue == _PERFECT:
            cue = PAST if perfect else EITHER
        distance = expression[0] - at if at < expression[0] else at - expression[1]
        if cue and distance < nearest:
            nearest, found = distance, cue
    return found


def fixed_for(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """`auf Freitag vertagt`, `für Montag oder Dienstag angekündigt`: a day ahead, whatever the
    tense.
    """
    at = first - 1
    while at >= 0 and tokens[at].entry.kind in "AiI":
        at -= 1
    if at > 0 and tokens[at].entry.kind in "u,":
        at -= 1
        while at >= max(0, first - _LISTED) and tokens[at].entry.kind in "AIMD1.":
            at -= 1
    if at < 0 or tokens[at].word not in _AHEAD:
        return False
    bounds = _bounds(tokens, first, last, commas=False)
    words = {token.word for token in tokens[slice(*bounds)]}
    return not words.isdisjoint(lexicon.set) and words.isdisjoint(_NO_MORE)


def states(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the clause holds a present form of to be or to have and no other cue of time."""
    bounds = _bounds(tokens, first, last, commas=True)
    cues = {_cue(tokens, at, lexicon) for at in range(*bounds)} - {EITHER}
    return cues == {_PERFECT} and not _has_participle(tokens, bounds, lexicon)


def _cue(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    token = tokens[at]
    if token.entry.kind not in "_q" or token.capital:
        return EITHER
    word = token.word
    if word in lexicon.past:
        return PAST
    if word in lexicon.perfect:
        return _PERFECT
    if word in lexicon.future or _speaks(tokens, at, lexicon) or _gerundive(word):
        return FUTURE
    return PAST if _preterite(tokens, at, lexicon) else EITHER


def _preterite(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    if token.capital or len(token.word) < 5 or not token.word.endswith(lexicon.preterite):
        return False
    after = at + 1 < len(tokens) and tokens[at + 1].capital
    before = at > 0 and (
        tokens[at - 1].entry.kind in "AiwTLXzvhstab&"
        or tokens[at - 1].word.endswith(("en", "er"))
        or tokens[at - 1].word in lexicon.prepositions
    )
    return not (after and before)


def _gerundive(word: str) -> bool:
    """`auszusprechenden`, `abzuhaltende`: what is still to be done."""
    return word.endswith(("ende", "enden", "ender", "endes")) and "zu" in word[1:-6]


def _speaks(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """`ich fahre`, `fliegen wir`: a present form next to its pronoun, which tells no past."""
    word = tokens[at].word
    for beside in tokens[max(0, at - 1) : at + 2]:
        ending = lexicon.speakers.get(beside.word)
        if ending and word.endswith(ending) and not word.endswith(lexicon.preterite):
            return True
    return False


def nowadays(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the clause tells how things are in these times rather than on the day."""
    start, stop = _bounds(tokens, first, last, commas=True)
    words = {token.word for token in tokens[start:stop]}
    return not words.isdisjoint(lexicon.nowadays) and tells_no_past(tokens, first, last, lexicon)


def tells_no_past(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether no form of a past tense stands in the clause."""
    bounds = _bounds(tokens, first, last, commas=True)
    cues = {_cue(tokens, at, lexicon) for at in range(*bounds)}
    perfect = _PERFECT in cues and _has_participle(tokens, bounds, lexicon)
    return PAST not in cues and not perfect


def _has_participle(tokens: Sequence[Token], bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    return any(
        not token.capital
        and token.word.endswith(("t", "en"))
        and token.word.startswith(lexicon.participles)
        for token in tokens[slice(*bounds)]
        if len(token.word) > 5
    )
