"""The fingerprint of a pipeline: what must be equal for two enrichments to be comparable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

LENGTH: Final = 8
_SOURCES: Final = (".py", ".txt", ".json", ".xz")


def code_files(package: Path) -> Iterable[Path]:
    """Code and tables below the package, in a stable order, without models and caches."""
    return sorted(
        path
        for path in package.rglob("*")
        if path.suffix in _SOURCES and "models" not in path.relative_to(package).parts
    )


def model_files(model: Path) -> Iterable[Path]:
    """Every file of a model folder, in a stable order."""
    return sorted(
        path for path in model.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def digest(files: Iterable[tuple[str, Path]], settings: Iterable[str]) -> str:
    """A short hash over the names and bytes of files, and over settings."""
    total = hashlib.sha256()
    for name, path in files:
        total.update(name.encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for setting in settings:
        total.update(setting.encode() + b"\0")
    return total.hexdigest()[:LENGTH]
