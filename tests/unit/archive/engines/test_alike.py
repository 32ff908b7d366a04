"""Which stems tell what an article is like."""

from __future__ import annotations

from collections import Counter

from archive.engines.alike import MOST, Stem, stems, telling


def record(title: str, body: str) -> dict[str, object]:
    return {"enrichment": {"language": "de"}, "article": {"title": title, "body": body}}


def stem(word: str) -> Stem:
    return "body_stem", word


def test_stems_are_counted_text_by_text() -> None:
    found = stems(record("Elbe", "Elbe Elbe\n\nDresden"))
    assert found == {("title_stem", "elb"): 1, ("lead_stem", "elb"): 2, ("body_stem", "dresd"): 1}


def test_the_rarer_of_two_stems_tells_more() -> None:
    found = Counter({stem("oft"): 1, stem("selten"): 1})
    assert telling(found, {stem("oft"): 20, stem("selten"): 2}, 90)[0] == stem("selten")


def test_a_stem_of_one_article_tells_nothing() -> None:
    assert telling(Counter({stem("einmalig"): 3}), {stem("einmalig"): 1}, 90) == []


def test_a_stem_of_more_than_a_third_of_the_archive_tells_nothing() -> None:
    assert telling(Counter({stem("und"): 3}), {stem("und"): 31}, 90) == []


def test_in_a_small_archive_a_few_articles_are_not_too_many() -> None:
    assert telling(Counter({stem("elb"): 1}), {stem("elb"): 5}, 6) == [stem("elb")]


def test_only_the_most_telling_stems_are_searched_for() -> None:
    found = Counter({stem(f"s{n}"): 1 for n in range(100)})
    assert len(telling(found, dict.fromkeys(found, 2), 900)) == MOST
