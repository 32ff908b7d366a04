"""What the reader is told about a query that makes no sense."""

import pytest

from archive.errors import QueryError
from archive.query.parser import LONGEST, parse


def error(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ('Putin "Kim', 6, 'Putin "Kim"'),
        ('Putin "', 6, "Putin"),
        ("Putin (Kim OR Xi", 6, "Putin (Kim OR Xi)"),
        ("((Kim", 1, "((Kim))"),
        ("Putin) Kim", 5, "Putin Kim"),
        ("Putin OR", 6, "Putin"),
        ("OR Putin", 0, "Putin"),
        ("Putin AND OR Kim", 6, "Putin OR Kim"),
        ("(Putin OR) Kim", 7, "(Putin ) Kim"),
        ("NOT", 0, ""),
        ("Putin title:", 6, "Putin"),
        ("Kim titel:Besuch", 4, "Kim title:Besuch"),
        ("persn:Kim", 0, "person:Kim"),
        ("Land:KP", 0, "country:KP"),
        ("Kim Nordkorea:Putin Xi", 4, 'Kim "Nordkorea:Putin" Xi'),
        ("Kim published:19.6.2024", 14, "Kim published:2024-06-19"),
        ("published:2024-6", 10, "published:2024-06"),
        ("published:2024-13", 10, None),
        ("published:[2024 TO 2020]", 10, "published:[2020 TO 2024]"),
        ("published:[1.2.2020 TO *]", 10, "published:[2020-02-01 TO *]"),
        ("published:[2020 TO", 10, None),
        ("Kim rü*", 4, "Kim rü"),
        ("Xi~", 0, "Xi"),
        ("Putin~7", 0, "Putin~2"),
        ("w*rt Kim", 1, "w* Kim"),
        ('"Putin Kim"~1000', 0, '"Putin Kim"~100'),
        ('person:""', 7, None),
    ],
)
def test_an_error_has_its_place_and_a_correction(
    text: str, position: int, suggestion: str | None
) -> None:
    found = error(text)
    assert (found.position, found.suggestion) == (position, suggestion)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Kim', "quote"),
        ("(Kim", "never closed"),
        ("Kim)", "no opening"),
        ("Kim OR", "OR needs something to search for after it"),
        ("OR Kim", "OR needs something to search for before it"),
        ("foo:Kim", "no field foo"),
        ("title:", "title needs a value"),
        ("rü*", "3 letters"),
        ("about:gestern", "gestern is not a date"),
    ],
)
def test_the_reason_names_the_fault(text: str, words: str) -> None:
    assert words in error(text).reason


@pytest.mark.parametrize(
    "text", ["x" * (LONGEST + 1), "Kim " * 300, "(" * 40 + "Kim" + ")" * 40, "NOT " * 40 + "Kim"]
)
def test_what_is_too_much_is_refused_with_the_limit(text: str) -> None:
    assert any(char.isdigit() for char in error(text).reason)
