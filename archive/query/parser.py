"""From what a reader types to the tree that engines compile.

Words must all match; "quotes" make phrases, "quotes"~5 near phrases; OR, NOT and brackets combine;
`field:` narrows; `rüst*` is a beginning, `Pjöngjang~` a fuzzy word. docs/query-language.md tells it
in full.
"""

from __future__ import annotations

from archive.errors import QueryError
from archive.model.search import Node
from archive.query.build import build
from archive.query.combine import conjoin, size
from archive.query.grammar import OPERATORS, syntax
from archive.query.terms import analysed, word_of

LONGEST = 4_000  # code points
MOST = 256  # words, phrases and values


def parse(text: str) -> Node:
    """The query's tree, Everything for a text without words; raise QueryError and nothing else."""
    if len(text) > LONGEST:
        raise QueryError(f"A query can have {LONGEST} characters at most.", position=LONGEST)
    tree = build(syntax(text), text)
    if size(tree) > MOST:
        raise QueryError(f"A query can have {MOST} words, phrases and values at most.")
    return tree


def literal(text: str) -> Node:
    """All words of the text as plain words, whatever signs stand between them; never fails.

    Operators in capitals are left out; of a very long text only the first words count.
    """
    plain = " ".join(word for word in text[:LONGEST].split() if word not in OPERATORS)
    return conjoin([word_of(token) for token in analysed(plain)[:MOST]])
