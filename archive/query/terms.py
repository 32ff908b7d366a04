"""Words, phrases, prefixes and fuzzy words of a query as nodes of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.model.search import And, Everything, Fuzzy, Node, Phrase, Prefix, Scope, Word
from archive.query.faults import Fault
from mappings.analysis import Token, query_stems, tokens

SHORTEST = 3  # letters; shorter prefixes and fuzzy words match too much to mean anything
NEAR = 5  # moves, when a near phrase gives no number
FARTHEST = 100
_FUZZY = re.compile(r"(?P<word>.*\w.*)~(?P<distance>\d*)", re.DOTALL)
_INNER_STAR = re.compile(r"\w\*(?!in(?:nen)?\b)\w")  # but "Bürger*innen" is a word
_NO_LANGUAGE = ""  # stems of all languages come from query_stems


def analysed(text: str) -> tuple[Token, ...]:
    """The tokens of query text; only their exact forms and offsets count."""
    return tuple(tokens(text, _NO_LANGUAGE))


def word_of(token: Token, scope: Scope = Scope.ANY) -> Word:
    return Word(text=token.text, exact=token.exact, stems=query_stems(token.exact), scope=scope)


def phrase(text: str, slop: str | None, scope: Scope) -> Node | None:
    """What stands in quotes, with the digits after its ~ (None without one); None if no word."""
    found = analysed(text)
    moves = 0 if slop is None else int(slop[:4] or NEAR)
    if moves > FARTHEST:
        reason = f"The words of a near phrase can be at most {FARTHEST} moves apart."
        raise Fault(reason, f'"{text}"~{FARTHEST}')
    if not found:
        return None
    words = tuple(token.exact for token in found)
    return Phrase(text=text.strip(), words=words, slop=moves if len(words) > 1 else 0, scope=scope)


def term(text: str, scope: Scope) -> Node | None:
    """What stands between blanks; None if it holds no word."""
    if text == "*":
        return Everything()
    if fuzzy := _FUZZY.fullmatch(text):
        distance = fuzzy["distance"]
        return _each(fuzzy["word"], lambda token: _fuzzy(token, distance, scope), scope)
    if star := _INNER_STAR.search(text):
        reason = "A * stands for the rest of a word, so only at its end."
        raise Fault(reason, text[: star.start() + 2], offset=star.start() + 1)
    if text.endswith("*") and text.strip("*"):
        return _each(text, lambda token: _prefix(token, scope), scope)
    found = analysed(text)
    if len(found) > 1:
        words = tuple(token.exact for token in found)
        return Phrase(text=text, words=words, scope=scope)
    return word_of(found[0], scope) if found else None


def _each(text: str, last: Callable[[Token], Node], scope: Scope) -> Node | None:
    """The last token as `last` makes it, together with those before it as words."""
    found = analysed(text)
    if not found:
        return None
    before = tuple(word_of(token, scope) for token in found[:-1])
    node = last(found[-1])
    return And(children=(*before, node)) if before else node


def _prefix(token: Token, scope: Scope) -> Node:
    if len(token.text) < SHORTEST:
        reason = f"A beginning of a word needs {SHORTEST} letters or more before its *."
        raise Fault(reason, token.text)
    return Prefix(text=f"{token.text}*", prefix=token.exact, scope=scope)


def _fuzzy(token: Token, distance: str, scope: Scope) -> Node:
    if len(token.text) < SHORTEST:
        reason = f"A fuzzy word needs {SHORTEST} letters or more before its ~."
        raise Fault(reason, token.text)
    edits = int(distance[:4]) if distance else (1 if len(token.exact) < 6 else 2)
    if edits > 2:
        reason = "A fuzzy word can differ by one or two letters only: ~1 or ~2."
        raise Fault(reason, f"{token.text}~2")
    if not edits:
        return word_of(token, scope)
    return Fuzzy(text=f"{token.text}~{edits}", exact=token.exact, distance=edits, scope=scope)
