"""The editors' desk over the store: decisions are recorded here and carried out by `apply`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from archive.model.document import EntityDocument, EntityKind
from archive.store.applications import Application
from archive.store.records import Decision, DecisionKind
from archive.store.store import Store
from indexer.jobs import decide
from search_api.editing import Kept, Order

WAITING = "waiting"


class StoreDesk:
    """A desk for any number of threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entities(self, kind: EntityKind | None, text: str, limit: int) -> Sequence[EntityDocument]:
        return decide.entities(self._store, kind, text, limit)

    def entity(self, id_: str) -> EntityDocument:
        return decide.entity(self._store, id_)

    def decisions(self, after: int, limit: int) -> Sequence[Kept]:
        with self._store.reading() as session:
            found = list(islice(session.decisions.after(after), limit))
            return [_kept(d, session.applications.get(d.number)) for d in found]

    def decide(self, order: Order) -> Kept:
        if order.kind is DecisionKind.UNDO:
            number = decide.undo(self._store, int(order.target or 0), editor=order.editor)
        else:
            number = decide.decide(
                self._store,
                order.kind,
                order.subject,
                target=order.target,
                articles=order.articles,
                editor=order.editor,
            )
        return self.decisions(number - 1, 1)[0]


def _kept(decision: Decision, application: Application | None) -> Kept:
    if application is None:
        return Kept(decision=decision, state=WAITING)
    return Kept(decision=decision, state=application.state.value, reason=application.reason)
