"""Where the embedded engine keeps what on disk, and how small files change atomically.

`<data_dir>/embedded/`
    `published`               the name of the published generation
    `cursors/`                id lists of relevance pages
    `<generation>/`
        `articles/ events/ entities/`   the three tantivy indices
        `state.json`          mapping version and whether the build is sealed
        `stamp`               replaced after every change that readers should see
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from archive.errors import EngineError, GenerationNotFound
from mappings.fields import MAPPING_VERSION, IndexName

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,199}")
_RESERVED = frozenset({"cursors", "published"})
_DROPPED = ".dropped-"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells one content of a file from another without reading it; None stands for no file."""

    inode: int
    changed: int
    size: int


@dataclass(frozen=True, slots=True)
class State:
    """What a generation remembers about itself."""

    sealed: bool
    mapping_version: int = MAPPING_VERSION


def write_atomically(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Replace the file in one step: readers see the old content or the new, never half.

    What is durable survives a power cut as well.
    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with fresh.open("wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    fresh.replace(path)
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stamp_of(path: Path) -> Stamp | None:
    """The file's stamp; cheap enough for every request."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Stamp(inode=found.st_ino, changed=found.st_mtime_ns, size=found.st_size)


@dataclass(frozen=True, slots=True)
class Layout:
    """All paths below one data folder."""

    data_dir: Path

    @property
    def root(self) -> Path:
        return self.data_dir / "embedded"

    @property
    def pointer(self) -> Path:
        return self.root / "published"

    @property
    def cursors(self) -> Path:
        return self.root / "cursors"

    def generation(self, name: str) -> Path:
        return self.root / name

    def index(self, generation: str, index: IndexName) -> Path:
        return self.generation(generation) / index

    def stamp(self, generation: str) -> Path:
        return self.generation(generation) / "stamp"

    def _state(self, generation: str) -> Path:
        return self.generation(generation) / "state.json"

    def published(self) -> str | None:
        """The name in the pointer file, None without one; raise EngineError on a damaged one."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise EngineError(f"the pointer file is damaged: {self.pointer}") from error
        if not _NAME.fullmatch(name):
            raise EngineError(f"the pointer file is damaged: {self.pointer}")
        return name

    def publish(self, generation: str) -> None:
        write_atomically(self.pointer, f"{generation}\n".encode())

    def exists(self, generation: str) -> bool:
        return bool(_NAME.fullmatch(generation)) and self._state(generation).is_file()

    def require(self, generation: str) -> None:
        """Raise GenerationNotFound unless there is one of this name."""
        if not self.exists(generation):
            raise GenerationNotFound(f"no generation is named {generation!r}")

    def names(self) -> tuple[str, ...]:
        """All generations, oldest first."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.root.iterdir() if self.exists(path.name)))

    def check_new(self, generation: str) -> None:
        """Raise EngineError if no generation may be made under this name."""
        if not _NAME.fullmatch(generation) or generation in _RESERVED:
            raise EngineError(f"a generation cannot be named {generation!r}")
        if self.exists(generation):
            raise EngineError(f"there is already a generation named {generation!r}")

    def state(self, generation: str) -> State:
        path = self._state(generation)
        try:
            fields = orjson.loads(path.read_bytes())
            return State(sealed=fields["sealed"], mapping_version=fields["mapping_version"])
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise EngineError(f"the generation's state is damaged: {path}") from error

    def save_state(self, generation: str, state: State) -> None:
        content = {"sealed": state.sealed, "mapping_version": state.mapping_version}
        write_atomically(self._state(generation), orjson.dumps(content))

    def touch(self, generation: str, change: str) -> None:
        """Tell readers that the generation's indices have changed.

        After a power cut all readers are new, so this need not be durable.
        """
        write_atomically(self.stamp(generation), change.encode(), durable=False)

    def size(self, generation: str) -> int:
        """Bytes on disk."""
        return sum(
            path.stat().st_size for path in _files(self.generation(generation)) if path.is_file()
        )

    def remove(self, generation: str) -> None:
        """Delete the folder; readers that have it open keep what they opened.

        It is renamed first, so that a crash leaves a whole generation or none.
        """
        grave = self.root / f"{_DROPPED}{generation}"
        shutil.rmtree(grave, ignore_errors=True)
        self.generation(generation).rename(grave)
        sync_folder(self.root)
        shutil.rmtree(grave)

    def sweep(self) -> None:
        """Finish deletions that a crash cut short."""
        for path in self.root.glob(f"{_DROPPED}*"):
            shutil.rmtree(path, ignore_errors=True)


def _files(folder: Path) -> Iterator[Path]:
    """All paths below the folder; a file that vanishes meanwhile is no error."""
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent) / name
