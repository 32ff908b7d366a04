"""The record that a document keeps."""

from __future__ import annotations

from typing import Any

import orjson
from tantivy import DocAddress, Searcher

from mappings.fields import ArticleField

_RECORD = ArticleField.RECORD.value  # the same in all three indices


def record_at(searcher: Searcher, address: DocAddress) -> dict[str, Any]:
    """The record; an empty one where somebody else wrote something that is no object."""
    found = orjson.loads(searcher.doc(address)[_RECORD][0])
    return found if isinstance(found, dict) else {}
