"""The tables of word forms that ship with the model: clusters of spacy-lookups-data, vectors."""

from pathlib import Path

from indexer.enrich.clusters import Clusters
from indexer.enrich.table_file import TABLE_FILE
from indexer.enrich.word_vectors import WordVectors
from training.pipeline import Lexicon
from training.word_forms import lookup

SHIPPED = Path(__file__).parents[1] / "indexer" / "enrich" / "models" / "de"
FORMS = 600_000  # the 400,000 rarest would double the room for 1 % more of the capitalised words
NOISE = 0  # the catch-all cluster of that source: 139,000 forms that share nothing


def build_clusters(forms: int = FORMS) -> Clusters:
    """Return the clusters of the most probable forms."""
    cluster, probability = lookup("cluster"), lookup("prob")
    known = [form for form, number in cluster.items() if number != NOISE and "\n" not in form]
    known.sort(key=lambda form: (-probability[form], form))
    return Clusters({form: bits(int(cluster[form])) for form in known[:forms]})


def bits(number: int) -> str:
    """Return a cluster's path, root first (the source stores it with the root as lowest bit)."""
    return f"{number:b}"[::-1]


def read_lexicon(model: Path = SHIPPED) -> Lexicon:
    """Return the clusters, and the vectors that the shipped model holds: teachers make them, and
    training takes them as they are."""
    vectors = WordVectors.from_bytes((model / "word_vectors" / TABLE_FILE).read_bytes())
    return Lexicon(clusters=build_clusters(), vectors=vectors)
