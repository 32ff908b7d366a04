"""The state of one pass over a text, and what a rule gives back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from archive.model.annotation import TimexType
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.anchor import EITHER, FUTURE, PAST, Anchor
from indexer.enrich.dates.covered import covered
from indexer.enrich.dates.lexicon import Lexicon
from indexer.enrich.dates.scan import Token
from indexer.enrich.dates.tense import direction, fixed_for

_DAY_LENGTH = len("2024-06-19")
REFERENCE_REACH = (
    150  # tokens; farther back a day mentioned no longer tells when "the day before" was
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule makes of its match; `group` is the part of the match that is the expression."""

    type: TimexType
    value: str
    group: str | int = 0


@dataclass(slots=True)
class Reading:
    """Tokens, their classes (one letter each), the anchor, and the latest date mentioned."""

    tokens: list[Token]
    classes: str
    anchor: Anchor
    lexicon: Lexicon
    language: str
    published: PartialDate | None
    reference: str | None = None
    reference_at: int = -1
    weekdays: dict[int, str] = field(default_factory=dict)
    several: bool = False  # the latest date is one of several in a row
    repeated_at: int = -1  # end of the latest expression of a set

    def token(self, match: re.Match[str], group: str) -> Token | None:
        """The token of a one-letter group, None if the group is absent."""
        return self.tokens[match.start(group)] if match[group] else None

    def tense(self, match: re.Match[str], default: int = EITHER) -> int:
        """What the sentence says, else what the word before the match suggests, else `default`."""
        if self.before(match.start()) == "s":
            return PAST
        if fixed_for(self.tokens, match.start(), match.end(), self.lexicon):
            return FUTURE
        return direction(self.tokens, match.start(), match.end(), self.lexicon) or default

    def before(self, at: int) -> str:
        """The class of the governing word: articles and approximations are stepped over."""
        while at > 0 and self.classes[at - 1] in "Aiq+":
            at -= 1
        return self.classes[at - 1] if at > 0 else ""

    def kind(self, at: int) -> str:
        """The class at a position, empty outside the text."""
        return self.classes[at : at + 1] if at >= 0 else ""

    def word(self, at: int) -> str:
        """The lower-case word at a position, empty outside the text."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def remember(self, value: str, first: int, at: int) -> None:
        """Keep the latest calendar date, which "the day before" and clock times refer to."""
        if (
            covered(value)
            and not value.endswith(("-WE", "SP", "SU", "FA", "WI"))
            and "/" not in value
        ):
            between = self.classes[self.reference_at : first] if self.reference else "_"
            new = value != self.reference
            self.several = new and re.fullmatch(r"[.,ubiA-]{1,5}", between) is not None
            self.reference, self.reference_at = value, at

    def near(self, at: int, reach: int = REFERENCE_REACH) -> PartialDate | None:
        """The latest date mentioned shortly before, as precise as it was given."""
        if self.reference is None or at - self.reference_at > reach:
            return None
        value = self.reference[:_DAY_LENGTH]
        return PartialDate.parse(value) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else None


Build = Callable[[Reading, "re.Match[str]"], Draft | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes and what it means; the first rule that yields a draft wins."""

    pattern: re.Pattern[str]
    build: Build


def rule(pattern: str, build: Build) -> Rule:
    return Rule(re.compile(pattern), build)
