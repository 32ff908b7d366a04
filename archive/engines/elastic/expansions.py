"""The index terms that prefixes and fuzzy words of a query stand for, all in one request.

Elasticsearch names them when it explains how it would rewrite a query. `top_terms_boost` gives
each shard's first so many, one more than is allowed, so that too many are noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from archive.engines.elastic.failures import NotServing, engine_errors
from archive.engines.elastic.queries import Json, any_of
from archive.engines.elastic.retry import briefly
from archive.engines.elastic.snapshot import Snapshot
from archive.engines.limits import EXPANSIONS, check_expansions
from archive.engines.scoring import SCOPE_FIELDS
from archive.errors import EngineError
from archive.model.search import Fuzzy, Prefix
from mappings.distance import within
from mappings.fields import IndexName, Stream, text_field

_REWRITE = f"top_terms_boost_{EXPANSIONS + 1}"
_TERM = re.compile(r"ConstantScore\((?P<field>\w+):(?P<term>[^\s()]+)\)")

Expandable = Prefix | Fuzzy
# (index field, prefix or fuzzy word) -> terms
Terms = dict[tuple[str, Expandable], tuple[str, ...]]


def expansions(snapshot: Snapshot, nodes: Sequence[Expandable]) -> Terms:
    """Terms of each word in each field it is looked for in; raise QueryError beyond the limit."""
    wanted = {(field, node): _query(field, node) for node in nodes for field in _fields(node)}
    if not wanted:
        return {}
    known = briefly(partial(_explained, snapshot, any_of(list(wanted.values()))))
    if known is None:  # too many clauses for one request
        known = _one_by_one(snapshot, list(wanted.values()))
    found = {
        (field, node): tuple(sorted(t for t in known.get(field, ()) if stands_for(node, t)))
        for field, node in wanted
    }
    for (_, node), terms in found.items():
        check_expansions(node.text, len(terms))
    return found


def _fields(node: Expandable) -> Iterator[str]:
    for field in SCOPE_FIELDS[node.scope]:
        yield text_field(field, Stream.EXACT)


def stands_for(node: Expandable, term: str) -> bool:
    """Whether the term is one of those that the word stands for."""
    if isinstance(node, Prefix):
        return term.startswith(node.prefix)
    return term[:1] == node.exact[:1] and within(node.exact, term, node.distance)


def _query(field: str, node: Expandable) -> Json:
    if isinstance(node, Prefix):
        return {"prefix": {field: {"value": node.prefix, "rewrite": _REWRITE}}}
    return {
        "fuzzy": {
            field: {
                "value": node.exact,
                "fuzziness": node.distance,
                "prefix_length": 1,
                "max_expansions": EXPANSIONS + 1,
                "rewrite": _REWRITE,
            }
        }
    }


def _one_by_one(snapshot: Snapshot, queries: Sequence[Json]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for query in queries:
        found = briefly(partial(_explained, snapshot, query))
        if found is None:
            raise EngineError("Elasticsearch cannot tell which words a query stands for")
        for field, terms in found.items():
            known.setdefault(field, set()).update(terms)
    return known


def _explained(snapshot: Snapshot, query: Json) -> dict[str, set[str]] | None:
    """The terms by field; None if the query is not possible.

    Shards that are away are left out and nothing is said of it but their number.
    """
    with engine_errors():
        answer = snapshot.client.indices.validate_query(
            index=snapshot.names[IndexName.ARTICLES], query=query, rewrite=True, all_shards=True
        )
    if not answer["valid"]:
        return None
    if answer["_shards"]["successful"] < answer["_shards"]["total"]:
        raise NotServing("Elasticsearch cannot answer at the moment: not all shards are available")
    return terms_in(answer.body)


def terms_in(answer: Mapping[str, object]) -> dict[str, set[str]]:
    """The terms by field that the explanations of all shards name."""
    found: dict[str, set[str]] = {}
    explanations = answer.get("explanations")
    for entry in explanations if isinstance(explanations, list) else ():
        for match in _TERM.finditer(entry["explanation"]):
            found.setdefault(match["field"], set()).add(match["term"])
    return found
