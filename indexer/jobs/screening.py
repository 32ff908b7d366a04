"""Sorts what a source yields: new and changed articles on one side, all that needs no work on
the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.store.payload import content_hash
from archive.store.store import Store
from indexer.jobs.reports import IndexReport
from indexer.jobs.seen import Seen
from indexer.sources.record import Code, Rejection, SourceRecord

Reject = Callable[[Rejection], None]

# A batch is enriched, committed and written as one: large enough that a commit's cost is spread,
# small enough for memory, whatever the length of the articles.
BATCH_RECORDS = 250
BATCH_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """The records of one batch that need work, with their content hashes, and the counts of the
    others.
    """

    changed: tuple[tuple[SourceRecord, str], ...]
    report: IndexReport


def batches(
    records: Iterable[SourceRecord | Rejection],
) -> Iterator[list[SourceRecord | Rejection]]:
    """The records in order, in lists of bounded length and bounded text."""
    batch: list[SourceRecord | Rejection] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += len(record.article.body) if isinstance(record, SourceRecord) else 0
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def screen(
    store: Store, seen: Seen, batch: Sequence[SourceRecord | Rejection], reject: Reject
) -> Screened:
    """Leave out what is rejected, repeated in this run, removed for good or unchanged."""
    first: list[tuple[SourceRecord, str]] = []
    rejected = repeated = 0
    for record in batch:
        outcome = record if isinstance(record, Rejection) else _unseen(seen, record, first)
        if isinstance(outcome, Rejection):
            reject(outcome)
            rejected += 1
        elif outcome is None:
            repeated += 1
    ids = [record.key.id for record, _ in first]
    with store.reading() as session:
        withheld, hashes = session.tombstones.among(ids), session.articles.hashes(ids)
    present = [(record, digest) for record, digest in first if record.key.id not in withheld]
    changed = tuple(pair for pair in present if hashes.get(pair[0].key.id) != pair[1])
    report = IndexReport(
        read=len(batch),
        rejected=rejected,
        repeated=repeated,
        withheld=len(first) - len(present),
        unchanged=len(present) - len(changed),
    )
    return Screened(changed=changed, report=report)


def _unseen(
    seen: Seen, record: SourceRecord, first: list[tuple[SourceRecord, str]]
) -> SourceRecord | Rejection | None:
    digest = content_hash(record.article)
    before = seen.note(record.key.id, digest)
    if before is None:
        first.append((record, digest))
        return record
    if before == digest:
        return None
    name = record.key.given_id or f"{record.key.path}, record {record.key.record}"
    return Rejection(
        origin=record.origin,
        code=Code.DUPLICATE_ID,
        reason=f"{name!r} came before in this run with other content; the first one counts. "
        "Give this one an id of its own in its file and index that again.",
    )
