"""The JSON of editors' work: entries of the registry, decisions."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from archive.model.document import EntityDocument
from search_api.schemas import Answer


class Entry(Answer):
    """One entry as the registry has it now, published or not."""

    id: str
    kind: str
    name: str
    articles: int
    forms: dict[str, int]
    country: str | None
    first_seen: str | None
    last_seen: str | None
    former: list[str]

    @classmethod
    def of(cls, entity: EntityDocument) -> Entry:
        return cls(
            id=entity.id,
            kind=entity.kind.value,
            name=entity.name,
            articles=entity.articles,
            forms=dict(entity.forms),
            country=entity.country,
            first_seen=entity.first_seen.isoformat() if entity.first_seen else None,
            last_seen=entity.last_seen.isoformat() if entity.last_seen else None,
            former=list(entity.former),
        )


class RegistryAnswer(Answer):
    entities: list[Entry]


class DecisionOrder(Answer):
    """What an editor decides: of `subject` for merge (`target` an id), rename (`target` the name),
    split (`articles`; `target` a name, if any), reject (`target` a form, if any); for undo `target`
    is the number of a decision.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["merge", "split", "rename", "reject", "undo"]
    subject: str = ""
    target: str | None = None
    articles: list[str] = Field(default_factory=list)
    editor: str = Field(min_length=1, max_length=100)


class DecisionAnswer(Answer):
    number: int
    kind: str
    subject: str
    target: str | None
    editor: str
    made: str
    evidence: list[dict[str, str]] = Field(description="article, form, kind of each mention")
    state: str = Field(description="waiting, applying, applied, refused, undone")
    reason: str | None = Field(description="why it was refused")


class DecisionsAnswer(Answer):
    decisions: list[DecisionAnswer]
