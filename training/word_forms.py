"""What spacy-lookups-data knows of a million German word forms."""

import gzip
import json
from functools import cache
from importlib.resources import files


@cache
def lookup(name: str) -> dict[str, float]:
    """Return a number for each word form: `cluster` or `prob`, its log probability."""
    packed = files("spacy_lookups_data").joinpath("data", f"de_lexeme_{name}.json.gz").read_bytes()
    table: dict[str, float] = json.loads(gzip.decompress(packed))
    return table
