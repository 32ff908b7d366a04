"""An engine under test: how to open it, and how to fill it so that its weak spots show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.engines.port import IndexWriter, SearchReader
from archive.model.document import ArticleDocument, Document, EntityDocument, EventDocument
from archive.model.search import SearchQuery

# Sizes of the batches before the last: an engine makes a segment of each, most of them tiny. Eight
# would be merged at once.
SKEWED = (1, 2, 1, 3, 2, 1)
SEGMENTS = len(SKEWED) + 1


def skewed(articles: Sequence[ArticleDocument]) -> Iterator[Sequence[ArticleDocument]]:
    """Seven batches of very different sizes; fewer when there are few articles."""
    start = 0
    for size in SKEWED:
        yield articles[start : start + size]
        start += size
    yield articles[start:]


@dataclass(frozen=True, slots=True)
class Harness:
    """One engine on one empty place; readers and writers opened here share it.

    `outdate` marks a generation as one with other index fields than this version's. `spoil` puts
    the document's fields into `g1`, with a record that somebody else wrote.
    """

    name: str
    open_reader: Callable[[], SearchReader]
    open_writer: Callable[[], IndexWriter]
    outdate: Callable[[str], None]
    spoil: Callable[[EventDocument | EntityDocument, object], None]

    def build(self, generation: str, *documents: Document) -> None:
        """A sealed generation; its articles lie in seven skewed segments."""
        writer = self.open_writer()
        writer.create(generation)
        others = [d for d in documents if not isinstance(d, ArticleDocument)]
        if others:
            writer.write(generation, others)
        for batch in skewed([d for d in documents if isinstance(d, ArticleDocument)]):
            if batch:
                writer.write(generation, batch)
        writer.seal(generation)

    def loaded(self, *documents: Document) -> SearchReader:
        """A reader of a published generation with these documents."""
        self.build("g1", *documents)
        self.open_writer().publish("g1")
        return self.open_reader()

    def all_ids(self) -> list[str]:
        """Every article that a new reader finds, at most a hundred."""
        found = self.open_reader().search(SearchQuery(size=100)).hits
        return sorted(hit.id for hit in found)
