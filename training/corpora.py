"""The corpora the model learns from: where they lie, whose they are, and their checksums."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.errors import CorpusError

FOLDER = Path(__file__).parent / "corpora"
THIRD = 3  # GermEval sentences whose number this divides are held out, from the teachers too


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One compressed file with its provenance; the checksum is of the file as stored."""

    file: str
    sha256: str
    title: str
    licence: str
    source: str

    def read(self, folder: Path = FOLDER) -> str:
        """Return the text; raise CorpusError when the file is absent or not the one recorded."""
        path = folder / self.file
        try:
            packed = path.read_bytes()
        except OSError as exc:
            raise CorpusError(f"cannot read {path}: {exc.strerror}") from exc
        found = hashlib.sha256(packed).hexdigest()
        if found != self.sha256:
            raise CorpusError(f"{path} has checksum {found}, not {self.sha256}: restore the file")
        unpack = gzip.decompress if path.suffix == ".gz" else lzma.decompress
        return unpack(packed).decode("utf-8")


def load_corpora(folder: Path = FOLDER) -> dict[str, Corpus]:
    """Read the register of corpora, sources.json, by name."""
    register = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    return {name: Corpus(**fields) for name, fields in register.items()}


def columns(text: str) -> Iterator[list[list[str]]]:
    """Yield the sentences of a column file as rows of columns; blank lines part sentences."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []


def germeval_columns(text: str) -> Iterator[list[list[str]]]:
    """Yield the sentences of a GermEval table (number, word, outer tag, inner tag) without the
    line that says where each comes from. Elsewhere "#" is a word."""
    for rows in columns(text):
        yield [row for row in rows if row[0] != "#"]
