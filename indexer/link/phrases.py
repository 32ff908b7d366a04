"""German and English countries as they stand inside a sentence: "in der Schweiz", "den Iran",
"the Netherlands".
"""

from __future__ import annotations

from archive.labels import country_name

# Countries that German gives an article: gender, and the dative where it differs from the name
# (Auswärtiges Amt, Verzeichnis der Staatennamen für den amtlichen Gebrauch).
_GENDER = {
    **dict.fromkeys(("IQ", "IR", "YE", "LB", "SD", "SS", "TD", "SN", "NE", "OM"), "m"),
    **dict.fromkeys(
        ("CH", "TR", "UA", "SK", "MN", "CI", "CF", "DO", "EH", "SUHH", "DDDE", "CSHH"), "f"
    ),
    **dict.fromkeys(("US", "NL", "PH", "AE", "MV", "SC", "BS", "KM", "SB", "MH"), "p"),
    **dict.fromkeys(("CD", "CG", "VA"), "m"),
}
_DATIVE = {
    "US": "Vereinigten Staaten",
    "NL": "Niederlanden",
    "AE": "Vereinigten Arabischen Emiraten",
    "CF": "Zentralafrikanischen Republik",
    "DO": "Dominikanischen Republik",
    "DDDE": "Deutschen Demokratischen Republik",
}
_IN = {"m": "im", "f": "in der", "p": "in den"}
_WHOM = {"m": "den", "f": "die", "p": "die"}
_THE = frozenset(
    {"US", "NL", "PH", "AE", "MV", "SC", "BS", "KM", "GB", "CD", "CG", "CF", "DO", "SB", "MH"}
)


def in_country(code: str, language: str) -> str:
    """`im Iran`, `in Nordkorea`, `in the Netherlands`."""
    name = country_name(code, language)
    if language != "de":
        return f"in the {name}" if code in _THE else f"in {name}"
    gender = _GENDER.get(code)
    return f"{_IN[gender]} {_DATIVE.get(code, name)}" if gender else f"in {name}"


def to_country(code: str, language: str) -> str:
    """The country as an object: `den Iran`, `Nordkorea`, `the Netherlands`."""
    name = country_name(code, language)
    if language != "de":
        return f"the {name}" if code in _THE else name
    gender = _GENDER.get(code)
    return f"{_WHOM[gender]} {name}" if gender else name
