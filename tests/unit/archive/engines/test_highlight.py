"""What is marked in titles and snippets, and how snippets are cut."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.engines.fragments import LONGEST
from archive.engines.highlight import highlight_title, snippets
from archive.query.parser import literal, parse

FILLER = "Darüber wurde lange nichts bekannt und niemand wollte sich äußern. " * 12


def title(text: str, query: str, language: str = "de") -> str:
    return highlight_title(text, language, parse(query))


def body(text: str, query: str, limit: int = 3) -> tuple[str, ...]:
    return snippets(text, "de", parse(query), limit)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Besuch in Pjöngjang", "pjoengjang", "Besuch in <mark>Pjöngjang</mark>"),
        ("Die Straßen", "Strasse", "Die <mark>Straßen</mark>"),
        ("Putins Rede", "Putin", "<mark>Putins</mark> Rede"),
        ("Rüstungsgüter", "Güter", "<mark>Rüstungsgüter</mark>"),
        ("Das Gipfeltreffen", "Gipfel", "Das <mark>Gipfeltreffen</mark>"),
        ("Rüstung und Rüster", "rüst*", "<mark>Rüstung</mark> und <mark>Rüster</mark>"),
        ("In Pjöngyang", "Pjöngjang~1", "In <mark>Pjöngyang</mark>"),
        ("Men\u00adschen", "Menschen", "<mark>Men\u00adschen</mark>"),
        ("Kim trifft Xi", "Kim OR Putin", "<mark>Kim</mark> trifft Xi"),
        ("Kim trifft Xi", "Kim -Xi", "<mark>Kim</mark> trifft Xi"),
        ("Kim in Korea", "Kim country:Korea", "<mark>Kim</mark> in Korea"),
        ("Kim trifft Xi", "body:Kim title:Xi", "Kim trifft <mark>Xi</mark>"),
    ],
)
def test_a_match_marks_the_whole_word(text: str, query: str, expected: str) -> None:
    assert title(text, query) == expected


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Kim Jong-un und Kim", '"Kim Jong Un"', "<mark>Kim Jong-un</mark> und Kim"),
        ("Jong Kim", '"Kim Jong"', "Jong Kim"),
        ("Putin besucht Kim", '"Putin Kim"', "Putin besucht Kim"),
        ("Putin besucht Kim", '"Putin Kim"~1', "<mark>Putin</mark> besucht <mark>Kim</mark>"),
        ("Kim Putin", '"Putin Kim"~2', "<mark>Kim Putin</mark>"),
        ("New York", '"New New"~3', "New York"),
        ("US-Truppen", "US-Truppen", "<mark>US-Truppen</mark>"),
        ("Kim Jong Un", '"Kim Jong" Jong*', "<mark>Kim Jong</mark> Un"),
    ],
)
def test_a_phrase_is_marked_only_where_it_occurs(text: str, query: str, expected: str) -> None:
    assert title(text, query) == expected


def test_parts_count_in_german_only() -> None:
    assert title("Gipfeltreffen", "Gipfel", "en") == "Gipfeltreffen"


def test_a_stem_of_the_articles_language_is_marked() -> None:
    assert title("Elections held", "election", "en") == "<mark>Elections</mark> held"


def test_markup_in_the_text_is_escaped() -> None:
    expected = "&lt;b&gt;<mark>Kim</mark>&lt;/b&gt; &amp; &quot;Xi&quot;"
    assert title('<b>Kim</b> & "Xi"', "Kim") == expected


def test_a_snippet_is_the_sentence_of_the_match() -> None:
    text = FILLER + "Dann kam Putin nach Nordkorea und blieb dort einen Tag. " + FILLER
    (snippet,) = body(text, "Nordkorea")
    assert snippet.startswith("Dann kam Putin nach <mark>Nordkorea</mark>")


def test_a_cut_sentence_shows_dots() -> None:
    text = "wort " * 100 + "Nordkorea " + "wort " * 100
    (snippet,) = body(text, "Nordkorea")
    assert re.fullmatch(r"… (wort )+<mark>Nordkorea</mark>( wort)+ …", snippet)


def test_a_fragment_with_all_words_beats_many_with_one() -> None:
    text = "Putin sprach. " * 5 + FILLER + "Putin traf Kim. " + FILLER + "Putin ging. " * 5
    (snippet,) = body(text, "Putin Kim", limit=1)
    assert "<mark>Putin</mark> traf <mark>Kim</mark>" in snippet


def test_snippets_stand_in_text_order_up_to_the_limit() -> None:
    text = "".join(f"{FILLER}Kim sagte Nummer {number}. " for number in range(5))
    assert [re.findall(r"Nummer (\d)", snippet) for snippet in body(text, "Kim", 2)] == [
        ["0"],
        ["1"],
    ]


@pytest.mark.parametrize("query", ["Xi", "", "country:KP", "-Kim", "title:Kim"])
def test_without_a_match_the_beginning_is_shown(query: str) -> None:
    assert body("Kim kam.\n\nDanach nichts.", query) == ("Kim kam. Danach nichts.",)


def test_a_long_lead_is_cut_at_a_sentence() -> None:
    (snippet,) = body("\n " + FILLER, "")
    assert snippet.endswith("äußern.")


def test_an_empty_body_has_no_snippet() -> None:
    assert body(" \n", "Kim") == ()


texts = st.text(alphabet=st.sampled_from("aK im.!\n<&>\"'…\u00ad")) | st.text()


@given(texts, st.text(max_size=10))
def test_without_marks_the_title_is_the_text(text: str, query: str) -> None:
    marked = highlight_title(text, "de", literal(query))
    bare = unescape(re.sub("</?mark>", "", marked))
    assert bare == unescape(highlight_title(text, "de", literal("")))


@given(texts)
def test_snippets_hold_no_markup_but_marks(text: str) -> None:
    found = snippets(text, "de", parse("Kim~ a im"))
    assert not any(re.search("[<>]", re.sub("</?mark>", "", snippet)) for snippet in found)


@given(st.text(alphabet="a Kim.\n", min_size=200, max_size=900))
def test_a_snippet_is_never_much_longer_than_its_limit(text: str) -> None:
    found = snippets(text, "de", parse("Kim a"))
    assert all(len(re.sub("</?mark>", "", snippet)) <= LONGEST + 4 for snippet in found)
