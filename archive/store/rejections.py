"""Forms that editors rejected: no names of the entries they were filed under."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.store.decision_tables import REJECTED_FORMS

_EVERY_FORM = ""


class Rejections:
    """Rejected forms by entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reject(self, entity_id: str, form: str | None) -> None:
        """Take this form, None for all of them, of an entry as no name of anything."""
        values = {"entity": entity_id, "form": form or _EVERY_FORM}
        self._connection.execute(upsert(REJECTED_FORMS).values(**values).on_conflict_do_nothing())

    def accept(self, entity_id: str, form: str | None) -> None:
        """Take back a rejection."""
        own = (REJECTED_FORMS.c.entity == entity_id) & (
            REJECTED_FORMS.c.form == (form or _EVERY_FORM)
        )
        self._connection.execute(delete(REJECTED_FORMS).where(own))

    def rejected(self, ids: Collection[str]) -> Mapping[str, frozenset[str] | None]:
        """The rejected forms of those of the entries that have some; None stands for all."""
        forms: dict[str, set[str]] = {}
        for row in self._connection.execute(
            select(REJECTED_FORMS).where(REJECTED_FORMS.c.entity.in_(ids))
        ):
            forms.setdefault(row.entity, set()).add(row.form)
        return {i: None if _EVERY_FORM in of else frozenset(of) for i, of in forms.items()}
