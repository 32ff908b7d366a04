"""A rebuild that an earlier version of the program left in stages is finished by this one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from archive.errors import EngineUnavailable
from archive.store.store import Store
from indexer.jobs import rebuild, reindex
from indexer.jobs.progress import ProgressEvent, Stage
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import IMPATIENT, Desk, FailingWriter, record
from tests.unit.indexer.jobs.conftest import Records

ARTICLES = 7
_PERSON = "person:karl-lang"
_STAGED = text("UPDATE rebuilds SET stage = :stage, ordinal = :ordinal, written = :written")
_ENTRY = text("UPDATE rebuilds SET entry = :entry")
_EARLIER = (
    text("DROP TABLE event_reports"),
    text("DROP TABLE unsettled_events"),
    text("ALTER TABLE events DROP COLUMN settled"),
    text("ALTER TABLE events DROP COLUMN noted"),
    text("UPDATE alembic_version SET version_num = '0006'"),
)


def _archive() -> list[SourceRecord]:
    return [record(f"a{n}", f"Nr. {n}", "Karl Lang besucht Nordkorea.") for n in range(ARTICLES)]


@pytest.fixture
def desk(filled: Callable[[Records], Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(rebuild, "_TURN", 3)
    return filled(_archive)


def _left(desk: Desk, writes: int, stage: str, written: int, entry: str) -> None:
    """Stop a rebuild after so many turns of three documents, and note it as version 0006 did: once
    the articles were through, the ordinal stayed where their last turn had begun.
    """
    away = EngineUnavailable("the engine is away")
    failing = FailingWriter(desk.folder, {"write": (writes + 1, away), "seal": (1, away)})
    with pytest.raises(EngineUnavailable):
        reindex.run(desk.store, failing, desk.pipeline)
    ordinal = min(written, ARTICLES // 3 * 3)
    with desk.store.writing() as session:
        values = {"stage": stage, "ordinal": ordinal, "written": written}
        session.connection.execute(_STAGED, values)
        session.connection.execute(_ENTRY, {"entry": entry})
        for statement in _EARLIER:
            session.connection.execute(statement)
    desk.store.close()
    desk.store = Store.open(desk.folder / "store.sqlite", IMPATIENT)


@pytest.mark.parametrize(
    ("writes", "stage", "written", "entry", "resumed"),
    [
        (0, "articles", 0, "", 0),
        (1, "articles", 3, "", 3),
        (3, "events", 7, "", 6),
        (3, "entities", 7, "", 6),
        (3, "entities", 7, _PERSON, 6),
        (4, "written", 7, "", 7),
    ],
)
def test_it_is_finished_and_counts_each_article_once(
    desk: Desk, writes: int, stage: str, written: int, entry: str, resumed: int
) -> None:
    before = desk.searchable()
    _left(desk, writes, stage, written, entry)
    told: list[ProgressEvent] = []
    report = reindex.run(desk.store, desk.writer, desk.pipeline, told.append)
    last = [event.done for event in told if event.stage is Stage.WRITING][-1]
    assert (report.resumed, last, report.articles) == (resumed, ARTICLES, ARTICLES)
    assert (desk.searchable(), desk.writer.published()) == (before, report.generation)
