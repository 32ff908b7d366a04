"""Tells our records from what somebody else wrote into an index."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache

from archive.engines.shapes import HAS_SHAPE
from archive.errors import DocumentDamaged
from mappings.fields import IndexName

_NAMED = 1_000  # records remembered as told; more are told again when they are met again
_LONGEST = 200  # characters of an id that are told

log = logging.getLogger(__name__)


def is_sound(record: object, index: IndexName, generation: str) -> bool:
    """Whether the record is a document of ours. What else stands in an index is left out of
    answers, for one such record must not spoil every search that meets it; the log is told once.
    """
    sound = HAS_SHAPE[index](record)
    if not sound:
        _tell(generation, index, _name(record))
    return sound


def require_sound(record: object, index: IndexName) -> None:
    """Raise DocumentDamaged if the record is none of ours."""
    if not HAS_SHAPE[index](record):
        raise DocumentDamaged(_reason(_name(record)))


@lru_cache(maxsize=_NAMED)
def _tell(generation: str, index: IndexName, name: str) -> None:
    place = {"generation": generation, "index": index.value}
    log.error("left out of an answer: %s", _reason(name), extra=place)


def _name(record: object) -> str:
    return repr(record.get("id") if isinstance(record, Mapping) else None)[:_LONGEST]


def _reason(name: str) -> str:
    return (
        f"what the index holds under {name} was not written by this program; "
        "`fundstelle verify --repair` puts it right, and if it stays `fundstelle reindex`"
    )
