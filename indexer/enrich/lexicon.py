"""Reads the tables beside the code: rows of columns, and plain word lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

TABLES: Final = Path(__file__).parent / "tables"


def lines(name: str) -> Iterator[str]:
    """The lines of a table that are neither empty nor comments."""
    for line in (TABLES / name).read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line


def rows(name: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Rows of a table: columns parted by bars, each a list of values parted by commas."""
    for line in lines(name):
        yield tuple(
            tuple(value.strip() for value in column.split(",") if value.strip())
            for column in line.split("|")
        )


def words(name: str) -> frozenset[str]:
    """The words of a list, parted by white space."""
    return frozenset(word for line in lines(name) for word in line.split())
