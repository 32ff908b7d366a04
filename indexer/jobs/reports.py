"""What jobs answer when they end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from archive.store.lock import Holder
from archive.store.records import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """Counts of records: `read` is the sum of indexed, unchanged, repeated, withheld and rejected.

    `enriched` of the indexed needed the pipeline; `repeated` came twice with equal content;
    `withheld` were removed earlier and stay out. `deferred` counts surnames too frequent to be
    settled in this run, which `reindex` does. `generation` is None when there is nothing to search
    yet.
    """

    read: int = 0
    enriched: int = 0
    indexed: int = 0
    unchanged: int = 0
    repeated: int = 0
    withheld: int = 0
    rejected: int = 0
    deferred: int = 0
    generation: str | None = None

    def plus(self, other: IndexReport) -> IndexReport:
        """Both counts together, the later generation."""
        mine, more = asdict(self), asdict(other)
        sums = {name: mine[name] + more[name] for name in mine if name != "generation"}
        return IndexReport(**sums, generation=other.generation or self.generation)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedDecision:
    """A decision that could not be applied, by its number, and why."""

    decision: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyReport:
    """Decisions applied and refused, and how many articles were linked anew for them; `rejected`
    maps documents that the engine refused to its reason.
    """

    applied: int = 0
    articles: int = 0
    refused: tuple[RefusedDecision, ...] = ()
    rejected: Mapping[str, str] = field(default_factory=dict)

    def plus(self, other: ApplyReport) -> ApplyReport:
        """Both together."""
        return ApplyReport(
            applied=self.applied + other.applied,
            articles=self.articles + other.articles,
            refused=self.refused + other.refused,
            rejected={**self.rejected, **other.rejected},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveReport:
    """Internal ids taken down, and what was asked for but not done, as it was asked.

    `ambiguous` maps a given id that several articles carry to their internal ids.
    """

    removed: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReindexReport:
    """The new generation and what it holds; `resumed` articles were written by an earlier run.

    `refused` documents are not in it; `rejected` maps the ids of the first to the engine's reason.
    """

    generation: str
    published: bool
    articles: int
    events: int
    entities: int
    enriched: int
    resumed: int
    refused: int
    rejected: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """Which generation readers see now, which one before, and how many changes were replayed
    first.
    """

    generation: str
    before: str | None
    replayed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PruneReport:
    """Generations that were dropped and those that are left, oldest first."""

    dropped: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One document that index and store disagree on: `missing`, `stale` or `orphaned`."""

    id: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """How a generation compares with the store.

    `faults` are the first of `faulty`, left after the repair of `repaired` others; `refused` are
    known to be refused by the engine and no faults. `unmet` are expectations and counts that it
    does not meet. Without `complete` only articles and their revisions were compared.
    """

    generation: str
    articles: int
    events: int
    entities: int
    missing: int
    stale: int
    orphaned: int
    repaired: int
    refused: int
    complete: bool
    faults: tuple[Fault, ...] = ()
    unmet: tuple[str, ...] = ()

    @property
    def faulty(self) -> int:
        return self.missing + self.stale + self.orphaned

    @property
    def clean(self) -> bool:
        return not self.faulty and not self.unmet and not self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationReport:
    """One generation as store and engine know it; `pending` changes are not in it yet.

    Unless `usable`, another version of the program built it: this one can only drop it.
    `created`, `pipeline` and `pending` are None for a generation that this store did not make.
    """

    name: str
    published: bool
    sealed: bool
    articles: int
    events: int
    entities: int
    bytes: int
    created: datetime | None = None
    pipeline: str | None = None
    pending: int | None = None
    unfinished: bool = False
    usable: bool = True
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """What is stored and published, by which pipelines, and who is writing; whether editors'
    decisions wait, and which were refused; how many blocks of names and of events are still to be
    settled.
    """

    articles: int
    removed: int
    events: int
    entities: int
    revision: int
    published: str | None
    generations: tuple[GenerationReport, ...]
    pipelines: Mapping[str, int]
    writer: Holder | None
    jobs: tuple[Job, ...]
    decisions_wait: bool = False
    names_wait: int = 0
    events_wait: int = 0
    refused: tuple[RefusedDecision, ...] = ()
