"""Asks both engines the same searches over any archive: `python -m tests.parity.compare PATH...`.

Needs an Elasticsearch at FUNDSTELLE_TEST_ELASTICSEARCH_URL or `--url`; what it writes there, it
deletes. Exit 1 when an answer differs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from statistics import mean

from tests.demo_archive import fundstelle
from tests.elasticsearch.fixture import URL
from tests.parity.archives import documents, varied
from tests.parity.comparing import Comparison, compare
from tests.parity.drawn import drawn_searches
from tests.parity.engines import clustered, embedded
from tests.parity.relevance import agreement, overlap
from tests.parity.searches import read_searches

_FAR = 0.8  # overlap below which a ranking is named


def main(arguments: Sequence[str] | None = None) -> int:
    given = _arguments(arguments)
    with tempfile.TemporaryDirectory() as place:
        fundstelle(Path(place), "index", *given.paths)
        found = documents(Path(place) / "store.sqlite3")
        if given.varied:
            found = varied(found)
        with (
            embedded(Path(place) / "own", found) as ours,
            clustered(given.url, given.shards, found) as theirs,
        ):
            searches = chain(read_searches(), drawn_searches(ours, given.drawn))
            return _report(list(compare(ours, theirs, searches)))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.parity.compare", description=__doc__)
    parser.add_argument("paths", nargs="+", help="files and folders, as `fundstelle index` takes")
    parser.add_argument("--url", default=os.environ.get(URL, "http://127.0.0.1:9200"))
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--drawn", type=int, default=200, help="searches drawn from the archive")
    parser.add_argument("--varied", action="store_true", help="vary sources, languages and dates")
    return parser.parse_args(arguments)


def _report(compared: Sequence[Comparison]) -> int:
    different = [one for one in compared if one.differences]
    for one in different:
        sys.stdout.write(f"{one}\n")
    ranked = [one for one in compared if len(one.ours.ranking) > 1]
    for one in ranked:
        shared = overlap(one.ours.ranking, one.theirs.ranking)
        if shared < _FAR:
            sys.stdout.write(f"ranked otherwise, {shared:.1f} of 10 shared: {one.search.text}\n")
    nonempty = sum(one.ours.found > 0 for one in compared)
    sys.stdout.write(
        f"{len(compared)} searches, {nonempty} with hits: {len(compared) - len(different)} equal,"
        f" {len(different)} different\n"
    )
    if ranked:
        shared = mean(overlap(one.ours.ranking, one.theirs.ranking) for one in ranked)
        order = mean(agreement(one.ours.ranking, one.theirs.ranking) for one in ranked)
        sys.stdout.write(
            f"{len(ranked)} rankings: overlap of the first ten {shared:.3f}, Kendall's tau of"
            f" the shared {order:.3f}\n"
        )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
