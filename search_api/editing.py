"""What the API needs of who keeps the registry: a port, for serving knows no store."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.errors import NotAllowed
from archive.model.document import EntityDocument, EntityKind
from archive.store.records import Decision, DecisionKind

_SCHEME = "bearer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A decision to be made; `articles` are those whose mentions a split takes off."""

    kind: DecisionKind
    subject: str
    target: str | None
    articles: tuple[str, ...]
    editor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision as kept, with how far it is: waiting, applying, applied, refused, undone."""

    decision: Decision
    state: str
    reason: str | None = None


class Desk(Protocol):
    """The registry as editors see it. What is decided is carried out a moment later."""

    def entities(self, kind: EntityKind | None, text: str, limit: int) -> Sequence[EntityDocument]:
        """Entries in most articles first, of one kind and with `text` in a form if given."""

    def entity(self, id_: str) -> EntityDocument:
        """The entry as it is in the store; raise DocumentNotFound."""

    def decisions(self, after: int, limit: int) -> Sequence[Kept]:
        """The next decisions by number."""

    def decide(self, order: Order) -> Kept:
        """Keep a decision; raise DocumentNotFound for an entry or decision that is not there."""


def check_key(header: str | None, key: str) -> None:
    """Raise NotAllowed unless the Authorization header bears the key; takes equally long for any
    wrong one.
    """
    scheme, _, given = (header or "").partition(" ")
    fits = hmac.compare_digest(given.strip().encode(), key.encode())
    if scheme.lower() != _SCHEME or not fits:
        raise NotAllowed("this needs the editors' key, as `Authorization: Bearer KEY`")
