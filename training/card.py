"""What the shipped model says of itself."""

from typing import Any

from training.corpora import load_corpora

VERSION = "2.1.0"


def describe() -> dict[str, Any]:
    """Return what meta.json says of the model: name, version, and whose work it is built on."""
    used = [
        {"name": corpus.title, "licence": corpus.licence, "url": corpus.source}
        for corpus in load_corpora().values()
    ]
    clusters = {
        "name": "spacy-lookups-data: Brown clusters of German word forms",
        "licence": "MIT",
        "url": "https://github.com/explosion/spacy-lookups-data",
    }
    return {
        "name": "fundstelle",
        "version": VERSION,
        "description": "German persons, organisations and places, for a CPU",
        "author": "The Fundstelle authors",
        "license": "Apache-2.0",
        "sources": [*used, clusters],
    }
