"""Evidence to countries: shared names settled, each country once with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from babel import Locale

from archive.model.annotation import Country
from indexer.enrich.countries.evidence import Evidence

# A bare "Kongo" or "Korea" is the first of these, unless the article speaks of another one only.
SHARED: Final = {"kongo": ("CD", "CG"), "korea": ("KR", "KP")}
VANISHED: Final = {
    "de": {
        "SUHH": "Sowjetunion",
        "DDDE": "DDR",
        "YUCS": "Jugoslawien",
        "CSHH": "Tschechoslowakei",
        "CSXX": "Serbien und Montenegro",
    },
    "en": {
        "SUHH": "Soviet Union",
        "DDDE": "East Germany",
        "YUCS": "Yugoslavia",
        "CSHH": "Czechoslovakia",
        "CSXX": "Serbia and Montenegro",
    },
}


def settle(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give each generic piece of evidence the state that the article means."""
    explicit = {piece.code for piece in evidence if not piece.generic}
    return [
        replace(piece, code=_meant(piece, explicit)) if piece.generic else piece
        for piece in evidence
    ]


def _meant(piece: Evidence, explicit: set[str]) -> str:
    states = SHARED[piece.mention.text.lower()[:5]]
    spoken_of = [code for code in states if code in explicit]
    return spoken_of[0] if len(spoken_of) == 1 else states[0]


def gather(evidence: Iterable[Evidence], language: str) -> tuple[Country, ...]:
    """Countries in the order of their first mention."""
    by_code: dict[str, list[Evidence]] = {}
    for piece in sorted(evidence, key=lambda piece: piece.mention.start):
        by_code.setdefault(piece.code, []).append(piece)
    return tuple(
        Country(
            code=code, name=name(code, language), mentions=tuple(piece.mention for piece in pieces)
        )
        for code, pieces in by_code.items()
    )


def name(code: str, language: str) -> str:
    """The country's name for display, German unless English is asked for."""
    locale = "en" if language == "en" else "de"
    return VANISHED[locale].get(code) or str(Locale(locale).territories.get(code, code))
