"""What the store gives and takes: frozen values, free of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from archive.model.annotation import Enrichment, EventType
from archive.model.article import Article, ArticleKey
from archive.model.document import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article was read: a file, the record in it, the line that the record starts at."""

    path: str = ""
    record: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What editors did to one form of a local entity: it belongs to the local entity `to`, or to
    none.
    """

    kind: EntityKind
    local: str
    form: str
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which registry entries an article's enrichment, with the edits made, speaks of: local id ->
    registry id, and one id per event mention.
    """

    persons: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as kept; `enrichment` is the key of its cached enrichment, `revision` the
    change that made it.
    """

    ordinal: int
    key: ArticleKey
    article: Article
    content_hash: str
    enrichment: str
    identity: Identity
    origin: Origin
    revision: int

    @property
    def id(self) -> str:
        return self.key.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChange:
    """An article to keep: new, or in place of the one with the same key."""

    key: ArticleKey
    article: Article
    content_hash: str
    enrichment: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink:
    """One article's mentions of a registry entry: forms with their counts, and the publication
    days.
    """

    entity: str
    name: str
    forms: Mapping[str, int]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """One article's report of an archive event, with the sentence that carries its best trigger."""

    event: str
    main: bool
    confidence: float
    sentence: str
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryEntity:
    """A person, organisation or place that was allotted an id, once and for good."""

    id: str
    kind: EntityKind
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryEvent:
    """An archive event that was allotted an id, once and for good."""

    id: str
    type: EventType
    first: date | None
    last: date | None


class RevisionKind(StrEnum):
    """What a revision did to its article."""

    PUT = "put"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One numbered change of one article."""

    number: int
    kind: RevisionKind
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """The mark of a removed article."""

    id: str
    collection: str
    given_id: str | None
    ordinal: int
    revision: int
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A generation as the store knows it: `applied` is the last revision that it contains.

    `relinked` when articles were linked anew, by another pipeline, since it was begun.
    """

    name: str
    sequence: int
    created: datetime
    applied: int
    pipeline: str
    job: int
    mapping_version: int
    relinked: bool = False


class JobKind(StrEnum):
    """Jobs that write."""

    INDEX = "index"
    REINDEX = "reindex"
    REMOVE = "remove"
    PUBLISH = "publish"
    ROLLBACK = "rollback"
    PRUNE = "prune"
    VERIFY = "verify"
    APPLY = "apply"


class Outcome(StrEnum):
    """How a job ended; one that was killed stays RUNNING until another job notices."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of a job and what it counted."""

    number: int
    kind: JobKind
    started: datetime
    finished: datetime | None
    outcome: Outcome
    counts: Mapping[str, int]


class DecisionKind(StrEnum):
    """What an editor decided: MERGE subject into target, SPLIT the evidence off (an entry called
    target, if given), RENAME to target, REJECT as no entity (only the form target, if given), UNDO
    the decision that has the number target.
    """

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One mention that a decision rests on: it outlives every change of ids."""

    article: str
    form: str
    kind: EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An editor's decision with its evidence; `number` orders decisions."""

    number: int
    kind: DecisionKind
    subject: str
    target: str | None
    editor: str
    made: datetime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedEnrichment:
    """An enrichment and the key it is cached under."""

    key: str
    enrichment: Enrichment
