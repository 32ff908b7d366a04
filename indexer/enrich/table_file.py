"""How a pipeline component keeps its table: packed, in one file of the model's folder."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Self

TABLE_FILE = "table.xz"


class KeptInFile(ABC):
    """What spaCy asks of a component that is written with a model; `exclude` is spaCy's."""

    file: ClassVar[str] = TABLE_FILE

    @abstractmethod
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return what the file holds."""

    @abstractmethod
    def from_bytes(self, packed: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take what the file holds."""

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / self.file).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Self:
        return self.from_bytes((Path(path) / self.file).read_bytes())
