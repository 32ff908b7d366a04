"""What a running job tells about itself, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a job is doing."""

    RESUMING = "resuming"
    READING = "reading"
    ENRICHING = "enriching"
    WRITING = "writing"
    REPLAYING = "replaying"
    SETTLING = "settling"
    SEALING = "sealing"
    VERIFYING = "verifying"
    REMOVING = "removing"
    APPLYING = "applying"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent:
    """`done` of `total` articles (None when nobody knows how many there will be), `rejected` so
    far.
    """

    stage: Stage
    done: int
    total: int | None = None
    rejected: int = 0


Progress = Callable[[ProgressEvent], None]


def quiet(_event: ProgressEvent) -> None:
    """Shows nothing."""
