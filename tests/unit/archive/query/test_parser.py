"""What the query language means."""

from datetime import date

import pytest

from archive.model.document import FacetField
from archive.model.partial_date import DateRange
from archive.model.scoring import scores
from archive.model.search import (
    About,
    And,
    Everything,
    Fuzzy,
    KeyField,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Scope,
    Value,
    Word,
)
from archive.query.parser import LONGEST, literal, parse
from mappings.analysis import fold, query_stems


def word(text: str, scope: Scope = Scope.ANY) -> Word:
    return Word(text=text, exact=fold(text), stems=query_stems(text), scope=scope)


def both(*children: Node) -> And:
    return And(children=children)


def either(*children: Node) -> Or:
    return Or(children=children)


def no(child: Node) -> Not:
    return Not(child=child)


def phrase(text: str, *words: str, slop: int = 0) -> Phrase:
    return Phrase(text=text, words=words, slop=slop)


def value(field: FacetField | KeyField, text: str) -> Value:
    return Value(field=field, text=text)


A, B, C = word("Putin"), word("Kim"), word("Xi")
JUNE = DateRange(first=date(2024, 6, 1), last=date(2024, 6, 30))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Putin Kim", both(A, B)),
        ("Putin AND Kim", both(A, B)),
        ("Putin UND Kim", both(A, B)),
        ("Putin OR Kim", either(A, B)),
        ("Putin ODER Kim", either(A, B)),
        ("Putin Kim OR Xi", either(both(A, B), C)),
        ("Putin (Kim OR Xi)", both(A, either(B, C))),
        ("Putin -Kim", both(A, no(B))),
        ("Putin NOT Kim", both(A, no(B))),
        ("Putin AND NICHT Kim", both(A, no(B))),
        ("Putin -(Kim Xi)", both(A, no(both(B, C)))),
        ("NOT NOT Putin", A),
    ],
)
def test_words_combine(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-Putin", both(Everything(), no(A))),
        ("-Putin -Kim", both(Everything(), no(A), no(B))),
        ("Putin OR -Kim", either(A, both(Everything(), no(B)))),
        ("Xi (-Putin)", both(C, no(A))),
    ],
)
def test_pure_negation_subtracts_from_everything(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("text", ["", "  ", "*", "()", "- – !", '""'])
def test_a_query_without_words_means_everything(text: str) -> None:
    assert parse(text) == Everything()


def test_operators_in_small_letters_are_words() -> None:
    assert parse("Putin or Kim") == both(A, word("or"), B)


@pytest.mark.parametrize(
    "text", ['"Kim Jong Un"', "„Kim Jong Un“", "“Kim Jong Un”", "»Kim Jong Un«", "«Kim Jong Un»"]
)
def test_all_kinds_of_quotes_make_phrases(text: str) -> None:
    assert parse(text) == phrase("Kim Jong Un", "kim", "jong", "un")


def test_a_number_after_a_phrase_lets_its_words_part() -> None:
    assert parse('"Putin Kim"~7') == phrase("Putin Kim", "putin", "kim", slop=7)


def test_a_near_phrase_without_a_number_is_five_near() -> None:
    assert parse('"Putin Kim"~') == phrase("Putin Kim", "putin", "kim", slop=5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("US-Truppen", ("us", "truppen")),
        ("3:2", ("3", "2")),
        ("http://x.de/a", ("http", "x", "de", "a")),
        ("Bürger:innen", ("buerger", "innen")),
        ("Bürger*innen", ("buerger", "innen")),
    ],
)
def test_a_word_of_several_tokens_is_a_phrase(text: str, words: tuple[str, ...]) -> None:
    assert parse(text) == phrase(text, *words)


def test_a_colon_at_a_words_end_makes_no_field() -> None:
    assert parse("Nordkorea: Besuch") == both(word("Nordkorea"), word("Besuch"))


def test_a_star_makes_a_prefix_of_the_folded_word() -> None:
    assert parse("Rüst*") == Prefix(text="Rüst*", prefix="ruest")


def test_only_the_last_token_of_a_compound_is_a_prefix() -> None:
    assert parse("US-Trupp*") == both(word("US"), Prefix(text="Trupp*", prefix="trupp"))


@pytest.mark.parametrize(("text", "distance"), [("Kim~", 1), ("Pjöngjang~", 2), ("Pjöngjang~1", 1)])
def test_a_tilde_makes_a_fuzzy_word(text: str, distance: int) -> None:
    tree = parse(text)
    assert isinstance(tree, Fuzzy)
    assert tree.distance == distance


def test_no_edits_make_a_plain_word() -> None:
    assert parse("Putin~0") == A


def test_a_text_field_narrows_everything_in_its_brackets() -> None:
    title = Scope.TITLE
    assert parse("title:(Putin Kim)") == both(word("Putin", title), word("Kim", title))


def test_a_text_field_narrows_a_phrase() -> None:
    tree = Phrase(text="Kim Un", words=("kim", "un"), scope=Scope.BODY)
    assert parse('body:"Kim Un"') == tree


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("person:person:wladimir-putin", FacetField.PERSON, "person:wladimir-putin"),
        ('Person:"Kim Jong Un"', FacetField.PERSON, "Kim Jong Un"),
        ("person: Putin", FacetField.PERSON, "Putin"),
        ("country:KP,", FacetField.COUNTRY, "KP"),
        ("event_type:visit", FacetField.EVENT_TYPE, "visit"),
        ("id:a1", KeyField.ID, "a1"),
    ],
)
def test_a_key_field_takes_a_whole_value(
    text: str, field: FacetField | KeyField, expected: str
) -> None:
    assert parse(text) == value(field, expected)


def test_values_of_a_key_field_combine_in_brackets() -> None:
    country = FacetField.COUNTRY
    assert parse("country:(KP OR RU)") == either(value(country, "KP"), value(country, "RU"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19)),
        ("[2020 TO 2024-06]", date(2020, 1, 1), date(2024, 6, 30)),
        ("[* TO 2024]", None, date(2024, 12, 31)),
        ("[2020 to *]", date(2020, 1, 1), None),
        ("2020..2021", date(2020, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_date_field_takes_dates_and_ranges(
    text: str, first: date | None, last: date | None
) -> None:
    assert parse(f"published:{text}") == Published(range=DateRange(first=first, last=last))


def test_about_asks_for_dates_in_the_text() -> None:
    assert parse("about:2024-06") == About(range=JUNE)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Putin OR", A),
        ('"Putin Kim', both(A, B)),
        ("(Putin", A),
        ("foo:Putin", both(word("foo"), A)),
        ("-Putin", A),
        ("US-Kim", both(word("US"), B)),
        ("…", Everything()),
    ],
)
def test_read_literally_only_the_words_count(text: str, tree: Node) -> None:
    assert literal(text) == tree


def test_a_very_long_text_is_read_literally_from_its_beginning() -> None:
    tree = literal("Kim " * LONGEST)
    assert isinstance(tree, And)
    assert len(tree.children) == 256


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin", True),
        ("country:KP Rüst*", True),
        ("country:KP", False),
        ("-Putin", False),
        ("", False),
        ("published:2024", False),
    ],
)
def test_only_wanted_words_score(text: str, expected: bool) -> None:
    assert scores(parse(text)) is expected
