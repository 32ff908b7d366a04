"""Errors as one line for the user."""

from __future__ import annotations

from archive.errors import FundstelleError, IndexNotReady, ParameterError, QueryError


def message(error: FundstelleError | OSError) -> str:
    """What went wrong, where in the query, and what to do about it, on one line."""
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}"
    return " ".join(f"{_sentence(str(error))} {_advice(error)}".split())


def _advice(error: FundstelleError) -> str:
    if isinstance(error, QueryError):
        place = f"(character {error.position + 1} of the query)"
        return f"{place} {_suggested(error.suggestion)}"
    if isinstance(error, ParameterError):
        return _suggested(error.suggestion)
    if isinstance(error, IndexNotReady):
        return "fundstelle index PATH does; where the store has articles, fundstelle reindex."
    return ""


def _suggested(suggestion: str | None) -> str:
    return f"Try: {suggestion}" if suggestion else ""


def _sentence(text: str) -> str:
    text = text.strip() or "unknown error"
    return text + ("" if text[-1] in ".?!" else ".")
