"""What is wrong with a query or an address, in the reader's language.

Parsers say it in English. Each sentence that a reader may meet stands here as a message with its
variable parts named; a sentence that fits none is shown as it came.
"""

from __future__ import annotations

import re

from ui.language import Language
from ui.names import N_

_REASONS = (
    N_("A query can have %(number)s characters at most."),
    N_("A query can have %(number)s words, phrases and values at most."),
    N_("Brackets and negations can nest %(number)s deep, no deeper."),
    N_("There is no field %(name)s. Fields: %(names)s."),
    N_("The field %(name)s needs a value."),
    N_("The field %(name)s needs a value after its colon."),
    N_("The words of a near phrase can be at most %(number)s moves apart."),
    N_("A * stands for the rest of a word, so only at its end."),
    N_("A beginning of a word needs %(number)s letters or more before its *."),
    N_("A fuzzy word needs %(number)s letters or more before its ~."),
    N_("A fuzzy word can differ by one or two letters only: ~1 or ~2."),
    N_("A range has the form [2020 TO 2024-06]; * leaves an end open."),
    N_("This range ends before it begins."),
    N_("%(text)s is not a date; write 2024, 2024-06 or 2024-06-19."),
    N_("This character is out of place here."),
    N_("This is out of place here."),
    N_("%(operator)s needs something to search for before it."),
    N_("%(operator)s needs something to search for after it."),
    N_("This closing bracket has no opening one."),
    N_("This bracket is never closed."),
    N_("This quote is never closed."),
    N_("%(text)s stands for more than %(number)s words or names; add letters"),
    N_(
        "%(text)s allows more than %(number)s arrangements of its words; "
        "take fewer words or a smaller distance"
    ),
    N_("there is no parameter %(name)s"),
    N_("there is no facet %(name)s"),
    N_("%(name)s may be given only once"),
    N_("%(name)s is one of %(names)s, not %(text)s"),
    N_("%(name)s needs a value"),
    N_("%(name)s must be a whole number from %(low)s to %(high)s, not %(text)s"),
    N_("a search can choose and exclude %(number)s values at most"),
    N_("the cursor is of another version; search again from the start"),
    N_("the cursor belongs to another search; search again from the start"),
    N_("the cursor is damaged; search again from the start"),
    N_("a range needs at least one end"),
    N_("the range %(text)s ends before it begins"),
    N_("%(text)s is no date of the form YYYY, YYYY-MM or YYYY-MM-DD"),
)
_PART = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


def _pattern(message: str) -> re.Pattern[str]:
    escaped = re.escape(message)
    return re.compile(_PART.sub(lambda part: f"(?P<{part[1] or part[2]}>.+?)", escaped), re.DOTALL)


_PATTERNS = tuple((message, _pattern(message)) for message in _REASONS)


def reason_in(language: Language, reason: str) -> str:
    """The reason in this language; as it came when no message fits."""
    for message, pattern in _PATTERNS:
        if found := pattern.fullmatch(reason):
            return language.gettext(message, **found.groupdict())
    return reason
