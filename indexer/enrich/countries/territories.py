"""Which state a territory with a code of its own belongs to."""

from __future__ import annotations

from typing import Final

# Hong Kong, Taiwan and Palestine stand for themselves.
SOVEREIGN: Final = {
    "AI": "GB", "AS": "US", "AW": "NL", "AX": "FI", "BL": "FR", "BM": "GB", "BQ": "NL", "BV": "NO",
    "CC": "AU", "CK": "NZ", "CW": "NL", "CX": "AU", "FK": "GB", "FO": "DK", "GF": "FR", "GG": "GB",
    "GI": "GB", "GL": "DK", "GP": "FR", "GS": "GB", "GU": "US", "HM": "AU", "IM": "GB", "IO": "GB",
    "JE": "GB", "KY": "GB", "MF": "FR", "MO": "CN", "MP": "US", "MQ": "FR", "MS": "GB", "NC": "FR",
    "NF": "AU", "NU": "NZ", "PF": "FR", "PM": "FR", "PN": "GB", "PR": "US", "RE": "FR", "SH": "GB",
    "SJ": "NO", "SX": "NL", "TC": "GB", "TF": "FR", "TK": "NZ", "UM": "US", "VG": "GB", "VI": "US",
    "WF": "FR", "YT": "FR",
}  # fmt: skip


def sovereign(code: str) -> str:
    """The state a territory belongs to, or the state itself."""
    return SOVEREIGN.get(code, code)
