"""What is wrong with a query that the grammar refuses: place, reason and a corrected text."""

from __future__ import annotations

from lark import Token
from lark.exceptions import UnexpectedInput, UnexpectedToken

from archive.errors import QueryError
from archive.query.faults import replaced

_OPERATORS = ("AND", "OR", "NOT", "MINUS")


def diagnose(text: str, error: UnexpectedInput) -> QueryError:
    """The error for the user, from what the parser held in hand where it stopped."""
    if not isinstance(error, UnexpectedToken):
        return QueryError("This character is out of place here.", position=error.pos_in_stream or 0)
    found: Token = error.token
    held = error.interactive_parser.parser_state.value_stack
    last = held[-1] if held else None
    if isinstance(last, Token) and last.type in (*_OPERATORS, "FIELD"):
        return _dangling(text, last)
    if found.type in ("AND", "OR"):
        return _superfluous(f"{found} needs something to search for before it.", text, found)
    if found.type == "RPAR":
        return _superfluous("This closing bracket has no opening one.", text, found)
    opening = [token for token in held if isinstance(token, Token) and token.type == "LPAR"]
    if not opening:
        return QueryError("This is out of place here.", position=_start(found))
    reason = "This bracket is never closed."
    return QueryError(
        reason, position=_start(opening[-1]), suggestion=text.rstrip() + ")" * len(opening)
    )


def _dangling(text: str, token: Token) -> QueryError:
    if token.type == "FIELD":
        name = token.rstrip().rstrip(":")
        return _superfluous(f"The field {name} needs a value after its colon.", text, token)
    return _superfluous(f"{token} needs something to search for after it.", text, token)


def _superfluous(reason: str, text: str, token: Token) -> QueryError:
    corrected = replaced(text, _start(token), token.end_pos or len(text), "")
    return QueryError(reason, position=_start(token), suggestion=corrected)


def _start(token: Token) -> int:
    return token.start_pos or 0


def unclosed_quote(text: str, position: int) -> QueryError:
    """The error for the opening quote at this place."""
    rest = text[position + 1 :].strip()
    corrected = f'{text.rstrip()}"' if rest else replaced(text, position, len(text), "")
    reason = "This quote is never closed."
    return QueryError(reason, position=position, suggestion=corrected)
