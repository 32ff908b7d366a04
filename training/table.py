"""Builds the cluster table that ships with the model from spacy-lookups-data."""

import gzip
import json
from functools import cache
from importlib.resources import files

from indexer.enrich.clusters import Clusters

FORMS = 600_000  # the 400,000 rarest would double the room for 1 % more of the capitalised words
NOISE = 0  # the catch-all cluster of that source: 139,000 forms that share nothing


@cache
def _lookup(name: str) -> dict[str, float]:
    packed = files("spacy_lookups_data").joinpath("data", f"de_lexeme_{name}.json.gz").read_bytes()
    table: dict[str, float] = json.loads(gzip.decompress(packed))
    return table


def build_clusters(forms: int = FORMS) -> Clusters:
    """Return the clusters of the most probable forms."""
    cluster, probability = _lookup("cluster"), _lookup("prob")
    known = [form for form, number in cluster.items() if number != NOISE and "\n" not in form]
    known.sort(key=lambda form: (-probability[form], form))
    return Clusters({form: bits(int(cluster[form])) for form in known[:forms]})


def bits(number: int) -> str:
    """Return a cluster's path, root first (the source stores it with the root as lowest bit)."""
    return f"{number:b}"[::-1]
