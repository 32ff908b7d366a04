"""Reads a page into elements, so that tests ask for links and texts instead of matching strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "rect"})


@dataclass(slots=True)
class Element:
    """An element with its attributes, its children in order and all text inside."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, tag: str, class_: str = "") -> list[Element]:
        """Every element of this tag (and class) inside, in document order."""
        found: list[Element] = []
        for child in self.children:
            if child.tag == tag and (not class_ or class_ in child.classes):
                found.append(child)
            found.extend(child.all(tag, class_))
        return found

    def link(self, words: str) -> str:
        """The address of the first link whose text or title has these words."""
        for link in self.all("a"):
            if words in link.text or words in link.attributes.get("title", ""):
                return link.attributes["href"]
        raise LookupError(f"no link says {words!r}")

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    """Checks while it reads that what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        element = self._open.pop()
        if element.tag != tag:
            raise ValueError(f"<{element.tag}> is closed by </{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)

    def close(self) -> None:
        super().close()
        if len(self._open) > 1:
            raise ValueError(f"<{self._open[-1].tag}> is never closed")


def read_html(text: str) -> Element:
    """The page's root; raise ValueError when its elements do not nest."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
