"""How nodes combine, so that every tree has one shape.

Not stands only inside an And that also holds something to subtract from; And and Or do not nest
directly in themselves; Everything stands alone or beside nothing but Not.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.model.search import And, Everything, Node, Not, Or


def conjoin(nodes: Sequence[Node]) -> Node:
    """All of them; everything if there are none."""
    flat = [part for node in nodes for part in _parts(node, And)]
    wanted = [node for node in flat if not isinstance(node, Not | Everything)]
    unwanted = [node for node in flat if isinstance(node, Not)]
    base: list[Node] = [*wanted] if wanted else [Everything()]
    kept = [*base, *unwanted]
    return kept[0] if len(kept) == 1 else And(children=tuple(kept))


def disjoin(nodes: Sequence[Node]) -> Node:
    """Any of them; there must be one."""
    whole = [conjoin([node]) if isinstance(node, Not) else node for node in nodes]
    flat = [part for node in whole for part in _parts(node, Or)]
    return flat[0] if len(flat) == 1 else Or(children=tuple(flat))


def negate(node: Node) -> Node:
    """None of it; two negations are none."""
    match node:
        case Not(child=child):
            return child
        case And(children=(Everything(), Not(child=child))):
            return child
        case _:
            return Not(child=node)


def _parts(node: Node, kind: type[And | Or]) -> tuple[Node, ...]:
    return node.children if isinstance(node, kind) else (node,)


def size(node: Node) -> int:
    """The number of leaves."""
    match node:
        case And(children=children) | Or(children=children):
            return sum(size(child) for child in children)
        case Not(child=child):
            return size(child)
        case _:
            return 1
