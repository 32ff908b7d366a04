"""What a long job says where no bar can be drawn."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from fundstelle import progress
from indexer.jobs.progress import ProgressEvent, Stage
from indexer.sources.record import Meter


def _told(waiting: float, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(progress, "_LINES", waiting)
    log = StringIO()
    with progress.stages(Console(file=log)) as report:
        report(ProgressEvent(stage=Stage.WRITING, done=500, total=2_000))
    return log.getvalue()


def test_a_long_job_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(0.0, monkeypatch) == f"{Stage.WRITING}: 500 of 2,000 articles\n"


def test_reading_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_LINES", 0.0)
    log = StringIO()
    with progress.counting(Meter(), 0, Console(file=log)) as counter:
        counter.add()
    assert log.getvalue().startswith("read 1 articles")


def test_a_short_job_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(60.0, monkeypatch) == ""
