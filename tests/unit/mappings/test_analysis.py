"""Where tokens begin and end, and what the three streams hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.analysis import analyse, chunk_tokens, query_stems, tokens
from mappings.folding import LONGEST_FORM, fold


def exact(text: str) -> list[str]:
    return [token.exact for token in tokens(text, "de")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-Truppen", ["us", "truppen"]),
        ("3.500 Soldaten", ["3500", "soldaten"]),
        ("1.250.000", ["1250000"]),
        ("3,500", ["3500"]),
        ("3,5", ["3", "5"]),
        ("3:2", ["3", "2"]),
        ("19.06.2024", ["19", "06", "2024"]),
        ("3.500km", ["3500", "km"]),
        ("Putin's", ["putin"]),
        ("Putin’s Rede", ["putin", "rede"]),
        ("d’Estaing", ["d", "estaing"]),
        ("Men\u00adschen", ["menschen"]),
        ("Kim\u200b", ["kim"]),
        ("Bürger_innen", ["buerger", "innen"]),
        ("G20", ["g20"]),
        ("平壌", ["平", "壌"]),
        ("… – !", []),
    ],
)
def test_text_becomes_these_tokens(text: str, expected: list[str]) -> None:
    assert exact(text) == expected


def test_offsets_count_invisible_characters() -> None:
    token = list(tokens("Die Men\u00adschen", "de"))[1]
    assert (token.start, token.end, token.text) == (4, 13, "Men\u00adschen")


def test_umlaut_spellings_stem_alike() -> None:
    assert analyse("Häuser Raeume", "de").stem == analyse("Haeuser Räume", "de").stem


def test_a_language_without_stemmer_keeps_the_exact_form() -> None:
    streams = analyse("case della città", "it")
    assert streams.stem == streams.exact == "case della citta"


def test_parts_of_a_compound_are_stems() -> None:
    assert analyse("Rüstungsgüter", "de").parts.split() == ["rustung", "gueter"]


def test_only_german_has_parts() -> None:
    assert analyse("Rüstungsgüter", "en").parts == ""


def test_small_words_have_no_parts() -> None:
    assert analyse("landgericht", "de").parts == ""


def test_exact_and_stem_streams_have_a_token_per_position() -> None:
    streams = analyse("Die US-Truppen – 3.500 Mann – zogen ab.", "de")
    assert len(streams.exact.split()) == len(streams.stem.split()) == 7


@pytest.mark.parametrize(
    ("name", "genitive"),
    [("China", "Chinas"), ("Trump", "Trumps"), ("Kosovo", "Kosovos"), ("Putin", "Putins")],
)
def test_a_german_genitive_stems_like_its_name(name: str, genitive: str) -> None:
    assert analyse(name, "de").stem == analyse(genitive, "de").stem


@pytest.mark.parametrize(("one", "many"), [("Haus", "Häuser"), ("arbeitslos", "arbeitslose")])
def test_a_final_s_of_the_word_itself_stays(one: str, many: str) -> None:
    assert analyse(one, "de").stem == analyse(many, "de").stem


def test_goods_are_not_good() -> None:
    assert analyse("Güter", "de").stem != analyse("gut", "de").stem


@pytest.mark.parametrize("language", ["de", "en", "fr", "es"])
def test_a_query_token_has_the_stem_of_every_language(language: str) -> None:
    assert analyse("Präsidenten", language).stem in query_stems("Präsidenten")


def test_no_word_has_no_stems() -> None:
    assert query_stems("–") == ()


@given(st.text())
def test_offsets_cut_out_the_token(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text, "de"))


@given(st.text())
def test_every_form_of_a_token_is_one_word(text: str) -> None:
    found = list(tokens(text, "de"))
    assert all(len(form.split()) == 1 for token in found for form in (token.exact, token.stem))


@given(st.text(min_size=1), st.sampled_from(["de", "en", "it"]))
def test_no_form_is_longer_than_both_engines_take(text: str, language: str) -> None:
    token = next(tokens(text * 300, language), None)
    every = (token.exact, token.stem, *token.parts) if token else ()
    assert all(len(form.encode("utf-16-le")) // 2 <= 255 for form in every)


@pytest.mark.parametrize("letter", ["a", "ß", "ü", "ﬃ", "\U00010400"])
def test_a_very_long_word_is_found_by_its_beginning(letter: str) -> None:
    word = letter * 400
    (token,) = tokens(word, "de")
    assert len(token.exact) == LONGEST_FORM
    assert (token.exact, token.text) == (fold(token.exact), word)
    assert token.stem in query_stems(word)


@given(st.text())
def test_streams_hold_what_the_tokens_hold(text: str) -> None:
    assert analyse(text, "de").exact.split() == [token.exact for token in tokens(text, "de")]


@given(st.text(alphabet=st.sampled_from("aÄ3.5,-'’s \n\u00ad\u0308平")))
def test_no_token_reaches_over_a_blank(text: str) -> None:
    apart = [token.text for chunk in text.split(" ") for token in chunk_tokens(chunk, "de")]
    assert apart == [token.text for token in tokens(text, "de")]
