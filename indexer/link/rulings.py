"""What editors' decisions mean for one article: edits of its forms, and where entities must go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.store.applications import Ruling
from archive.store.records import DecisionKind, Edit
from archive.store.session import Session
from indexer.link.entities import Decided, Found, Local
from indexer.link.names import fold


def ruled(rulings: Sequence[Ruling], found: Sequence[Found]) -> tuple[tuple[Edit, ...], Decided]:
    """What the article's rulings say of what was found in it: edits to carry out, and the entries
    of what is found then. Of two rulings on one form the later counts.
    """
    edits: list[Edit] = []
    firm: dict[Local, str] = {}
    heirs: dict[Local, str] = {}
    for entity, form, ruling in _applicable(rulings, found):
        local = (entity.kind, entity.local)
        match ruling.kind:
            case DecisionKind.MERGE:
                firm[local] = ruling.entity
            case DecisionKind.RENAME:
                heirs[local] = ruling.entity
            case DecisionKind.SPLIT:
                split = f"{entity.local}#{ruling.decision}"
                edits.append(_edit(entity, form, split))
                firm[entity.kind, split] = ruling.entity
            case DecisionKind.REJECT:
                edits.append(_edit(entity, form, None))
    return tuple(edits), Decided(firm=firm, heirs=heirs)


def rejections(
    session: Session, found: Sequence[Found], ids: Mapping[Local, str]
) -> tuple[Edit, ...]:
    """Edits that take out what editors rejected of the entries."""
    rejected = session.rejections.rejected(set(ids.values()))
    if not rejected:
        return ()
    return tuple(
        _edit(entity, form, None)
        for entity in found
        if (entry := ids[entity.kind, entity.local]) in rejected
        for form in entity.forms
        if (forms := rejected[entry]) is None or form in forms
    )


def _applicable(
    rulings: Sequence[Ruling], found: Sequence[Found]
) -> Iterator[tuple[Found, str, Ruling]]:
    last = {(ruling.entity_kind, fold(ruling.form)): ruling for ruling in rulings}
    for entity in found:
        for form in entity.forms:
            ruling = last.get((entity.kind, fold(form)))
            if ruling is not None:
                yield entity, form, ruling


def _edit(entity: Found, form: str, to: str | None) -> Edit:
    return Edit(kind=entity.kind, local=entity.local, form=form, to=to)
