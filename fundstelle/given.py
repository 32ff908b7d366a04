"""Options that stand before the command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says before a command; settings are read when a command asks."""

    config: Path | None = None
    data_dir: Path | None = None
