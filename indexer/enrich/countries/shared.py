"""Names that several states bear, and which of them an article means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.model.annotation import Via
from indexer.enrich.countries.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A name's bearers, the usual one first."""

    form: re.Pattern[str]
    bearers: tuple[str, ...]


_SHARED: Final = (
    Shared(
        form=re.compile(r"(?i)kongos?|kongoles(?:isch\w*|en?|in(?:nen)?)|congo(?:'s)?|congolese"),
        bearers=("CD", "CG"),
    ),
    Shared(form=re.compile(r"(?i)korea(?:s|'s|ns?|n?isch\w*|ner\w*)?"), bearers=("KR", "KP")),
)
# English has one word for the country in the Caucasus and for the state of the USA.
_GEORGIA: Final = re.compile(r"Georgia(?:['’]s)?")
_NEAR_GEORGIA: Final = frozenset({"RU", "AM", "AZ", "UA", "TR", "SUHH"})


def settle(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give each piece of evidence by a shared name the state that the article means."""
    explicit = [piece for piece in evidence if not _is_shared(piece)]
    codes = {piece.code for piece in explicit}
    american = any(piece.code == "US" and piece.mention.via is Via.PLACE for piece in explicit)
    return [_meant(piece, codes, american) for piece in evidence]


def _is_shared(piece: Evidence) -> bool:
    return _is_georgia(piece) or any(_bearers(piece))


def _is_georgia(piece: Evidence) -> bool:
    return piece.code == "GE" and _GEORGIA.fullmatch(piece.mention.text) is not None


def _bearers(piece: Evidence) -> Iterator[tuple[str, ...]]:
    for name in _SHARED:
        if piece.code in name.bearers and name.form.fullmatch(piece.mention.text):
            yield name.bearers


def _meant(piece: Evidence, codes: set[str], american: bool) -> Evidence:
    if _is_georgia(piece):
        return _american(piece) if _is_american(codes, american) else piece
    for bearers in _bearers(piece):
        spoken_of = [code for code in bearers if code in codes]
        return replace(piece, code=spoken_of[0] if len(spoken_of) == 1 else bearers[0])
    return piece


def _is_american(codes: set[str], places: bool) -> bool:
    """States and towns of the USA speak for theirs, the Caucasus's neighbours for the country."""
    if "GE" in codes:
        return False
    return places or ("US" in codes and not codes & _NEAR_GEORGIA)


def _american(piece: Evidence) -> Evidence:
    return Evidence("US", replace(piece.mention, via=Via.PLACE))
