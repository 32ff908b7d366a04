"""Editors' work: look at the registry, decide, see what became of it; guarded by their key."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request

from archive.errors import DocumentNotFound, ParameterError
from archive.model.document import EntityKind
from archive.store.decision_json import decision_to_json
from archive.store.records import DecisionKind
from search_api import editing_schemas as schemas
from search_api.editing import Desk, Kept, Order, check_key
from search_api.routes.documented import problems

_SIZE, _MOST = 50, 500


def editing_routes(desk: Desk, key: str) -> APIRouter:
    def guard(request: Request) -> None:
        check_key(request.headers.get("authorization"), key)

    router = APIRouter(
        prefix="/api/v1",
        tags=["editing"],
        dependencies=[Depends(guard)],
        responses=problems(400, 403, 404),
    )

    @router.get("/registry")
    def registry(request: Request) -> schemas.RegistryAnswer:
        """Entries of the registry, those in most articles first; `q`, `kind`, `size`."""
        given = _given(request, "q", "kind", "size")
        kind = _kind(given["kind"]) if "kind" in given else None
        found = desk.entities(kind, given.get("q", ""), _number(given, "size", _SIZE))
        return schemas.RegistryAnswer(entities=[schemas.Entry.of(entity) for entity in found])

    @router.get("/registry/{id}")
    def entry(id: str) -> schemas.Entry:
        """One entry as the registry has it now; a merged id answers with the entry of today."""
        return schemas.Entry.of(desk.entity(id))

    @router.get("/decisions")
    def decisions(request: Request) -> schemas.DecisionsAnswer:
        """Decisions by number, with what became of them; `after`, `size`."""
        given = _given(request, "after", "size")
        kept = desk.decisions(_number(given, "after", 0), _number(given, "size", _SIZE))
        return schemas.DecisionsAnswer(decisions=[_answer(one) for one in kept])

    @router.get("/decisions/{number}")
    def decision(number: int) -> schemas.DecisionAnswer:
        """One decision and what became of it."""
        kept = desk.decisions(number - 1, 1)
        if not kept or kept[0].decision.number != number:
            raise DocumentNotFound(f"there is no decision {number}")
        return _answer(kept[0])

    @router.post("/decisions", status_code=202)
    def decide(order: schemas.DecisionOrder) -> schemas.DecisionAnswer:
        """Merge, split, rename, reject or undo; carried out a moment later."""
        return _answer(desk.decide(_order(order)))

    return router


def _order(order: schemas.DecisionOrder) -> Order:
    kind = DecisionKind(order.kind)
    needs_target = kind in (DecisionKind.MERGE, DecisionKind.RENAME, DecisionKind.UNDO)
    if needs_target and not (order.target or "").strip():
        raise ParameterError(f"{kind.value} needs a target", parameter="target")
    if kind is DecisionKind.UNDO and not (order.target or "").isdecimal():
        raise ParameterError("undo needs the number of a decision", parameter="target")
    if kind is not DecisionKind.UNDO and not order.subject:
        raise ParameterError(f"{kind.value} needs the id of an entry", parameter="subject")
    if kind is DecisionKind.SPLIT and not order.articles:
        raise ParameterError("split needs the ids of articles", parameter="articles")
    return Order(
        kind=kind,
        subject=order.subject,
        target=order.target,
        articles=tuple(order.articles),
        editor=order.editor,
    )


def _answer(kept: Kept) -> schemas.DecisionAnswer:
    return schemas.DecisionAnswer(
        **decision_to_json(kept.decision), state=kept.state, reason=kept.reason
    )


def _given(request: Request, *known: str) -> dict[str, str]:
    for name in request.query_params:
        if name not in known:
            raise ParameterError(f"there is no parameter {name!r}", parameter=name)
    return dict(request.query_params)


def _kind(value: str) -> EntityKind:
    try:
        return EntityKind(value)
    except ValueError as error:
        raise ParameterError(f"there is no kind {value!r}", parameter="kind") from error


def _number(given: dict[str, str], name: str, default: int) -> int:
    value = given.get(name, str(default))
    if not value.isdecimal() or (name == "size" and not 1 <= int(value) <= _MOST):
        raise ParameterError(f"{value!r} is no {name}", parameter=name)
    return int(value)
