"""Evidence to countries: each once, with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from babel import Locale

from archive.model.annotation import Country
from indexer.enrich.countries.evidence import Evidence

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
