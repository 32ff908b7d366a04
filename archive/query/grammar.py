"""The grammar of the query language: query text to a syntax tree of tokens with positions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from archive.query.fields import NAMES
from archive.query.syntax_faults import diagnose, unclosed_quote

Branch: TypeAlias = Tree[Token] | Token

QUOTES = '"„“”»«'
OPERATORS = frozenset({"AND", "UND", "&&", "OR", "ODER", "||", "NOT", "NICHT"})
_OPERATOR = f"(?:{'|'.join(map(re.escape, sorted(OPERATORS)))})"
_END = rf"(?=[\s(){QUOTES}]|$)"
# A colon makes a field only when something follows it ("Nordkorea: Besuch" is a headline), unless
# the field is known; an address and a gendered form ("Bürger:innen") are no fields either.
_NO_FIELD = r"(?!https?:\/\/)(?!\w+:in(?:nen)?\b)"
_GRAMMAR = rf"""
start: disjunction?
?disjunction: conjunction (OR conjunction)*
?conjunction: clause (AND? clause)*
?clause: (NOT | MINUS) clause -> negation
       | FIELD (primary | RANGE) -> fielded
       | primary
?primary: WORD | PHRASE | group
group: LPAR disjunction? RPAR

OR.5: /(?:OR|ODER|\|\|){_END}/
AND.5: /(?:AND|UND|&&){_END}/
NOT.5: /(?:NOT|NICHT){_END}/
MINUS.4: /-(?=[^\s)-])/
FIELD.4: /{_NO_FIELD}(?:(?i:{"|".join(NAMES)}):\s*|[^\W\d_]\w*:(?=[^\s)]))/
RANGE.3: /\[[^\]{QUOTES}]*\]/
PHRASE.3: /[{QUOTES}][^{QUOTES}]*[{QUOTES}](?:~\d*)?/
WORD: /(?!{_OPERATOR}{_END})[^\s(){QUOTES}]+/
LPAR: "("
RPAR: ")"
%ignore /\s+/
"""


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)


def syntax(text: str) -> Tree[Token]:
    """The syntax tree of a query; raise QueryError where the text breaks the grammar."""
    quotes = [match.start() for match in re.finditer(f"[{QUOTES}]", text)]
    if len(quotes) % 2:
        raise unclosed_quote(text, quotes[-1])
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        raise diagnose(text, error) from error
