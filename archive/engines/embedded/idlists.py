"""Stored id lists for pages by relevance: what was ranked once stays in that order.

A list is a file of ordinals and scores, named by search, generation and state of the index, so the
same search makes it once and every process can read it. Lists go when nobody has asked for them for
a while, or when there are too many.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from array import array
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archive.engines.limits import PAGES_KEPT
from archive.errors import CursorExpired

_MOST = 1_000  # lists; 120 kB each when full
_NAME = re.compile(r"[0-9a-f]{32}")
_SWEEP = 60.0  # seconds between two looks for old lists


@dataclass(frozen=True, slots=True)
class Ranked:
    """One article of a list."""

    ordinal: int
    score: float


class IdLists:
    """The lists in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept = 0.0

    def store(self, key: str, ordinals: Sequence[int], scores: Sequence[float]) -> str:
        """Keep the list under a name made from `key`; an equal one that is there serves as well."""
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        path = self._path(name)
        if path.exists():
            with suppress(FileNotFoundError):
                os.utime(path)
                return name
        self._folder.mkdir(parents=True, exist_ok=True)
        self._sweep()
        fresh = path.with_suffix(f".{os.getpid()}.{time.monotonic_ns()}.new")
        fresh.write_bytes(_pack(ordinals, scores))
        fresh.replace(path)
        return name

    def load(self, name: str) -> tuple[Ranked, ...]:
        """The list; raise CursorExpired if it is gone."""
        expired = CursorExpired("these result pages have expired; search again from the start")
        if not _NAME.fullmatch(name):
            raise expired
        path = self._path(name)
        try:
            content = path.read_bytes()
            if time.time() - path.stat().st_mtime > PAGES_KEPT:
                raise expired
            os.utime(path)
        except FileNotFoundError as error:
            raise expired from error
        return _unpack(content)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.ids"

    def _sweep(self) -> None:
        now = time.time()
        if now - self._swept < _SWEEP:
            return
        self._swept = now
        aged = sorted(_aged(self._folder), reverse=True)
        for rank, (changed, path) in enumerate(aged):
            if rank >= _MOST or now - changed > PAGES_KEPT:
                path.unlink(missing_ok=True)


def _aged(folder: Path) -> list[tuple[float, Path]]:
    found = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            found.append((path.stat().st_mtime, path))
    return found


def _pack(ordinals: Sequence[int], scores: Sequence[float]) -> bytes:
    """The length, all ordinals, all scores."""
    numbers = array("q", [len(ordinals), *ordinals])
    return numbers.tobytes() + array("f", scores).tobytes()


def _unpack(content: bytes) -> tuple[Ranked, ...]:
    length = array("q")
    length.frombytes(content[:8])
    ordinals, scores = array("q"), array("f")
    middle = 8 + 8 * length[0]
    ordinals.frombytes(content[8:middle])
    scores.frombytes(content[middle:])
    return tuple(Ranked(ordinal, score) for ordinal, score in zip(ordinals, scores, strict=True))
