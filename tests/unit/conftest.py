"""What spares unit tests from waiting."""

from __future__ import annotations

import pytest

from indexer.jobs import replay


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs give way to other processes that want the lock; here none does while a job runs."""
    monkeypatch.setattr(replay, "_PAUSE", 0.0)
