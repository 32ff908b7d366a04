"""A fault in one piece of a query, before anyone knows where in the query the piece stands."""

from __future__ import annotations


class Fault(ValueError):
    """What is wrong with a piece; `instead` is its corrected text, `offset` the place in it."""

    def __init__(self, reason: str, instead: str | None = None, *, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.instead = instead
        self.offset = offset


def replaced(text: str, start: int, end: int, instead: str) -> str:
    """The text with a stretch exchanged; blanks around a stretch that vanishes are tidied."""
    if instead:
        return text[:start] + instead + text[end:]
    return " ".join(f"{text[:start]} {text[end:]}".split())
