"""Names: three indices a generation, and the aliases that readers enter by.

`<prefix>-<index>-<generation>` are the indices, `<prefix>-<index>` the aliases of the published
generation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive.errors import EngineError
from mappings.fields import IndexName

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,149}")  # a name of an index is at most 255 bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """All names below one prefix."""

    prefix: str

    def alias(self, index: IndexName) -> str:
        return f"{self.prefix}-{index}"

    def index(self, generation: str, index: IndexName) -> str:
        return f"{self.prefix}-{index}-{generation}"

    def indices(self, generation: str) -> Mapping[IndexName, str]:
        """All three of a generation."""
        return {index: self.index(generation, index) for index in IndexName}

    def pattern(self, index: IndexName) -> str:
        """What every generation's index of this kind is called."""
        return f"{self.prefix}-{index}-*"

    def generation(self, index: IndexName, name: str) -> str:
        """The generation in an index's name."""
        return name.removeprefix(f"{self.prefix}-{index}-")

    def check_new(self, generation: str) -> None:
        """Raise EngineError if no generation may be made under this name."""
        if not _NAME.fullmatch(generation):
            raise EngineError(f"a generation cannot be named {generation!r}")
