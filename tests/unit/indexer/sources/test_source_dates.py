"""Publication dates in the forms that sources write."""

from __future__ import annotations

import pytest

from indexer.sources.dates import published
from indexer.sources.record import Code, Refused

FORMS = {
    "2024-06-19": "2024-06-19",
    "2024-06": "2024-06",
    "2024": "2024",
    "20240619": "2024-06-19",
    "2024/6/19": "2024-06-19",
    "19.06.2024": "2024-06-19",
    "19.6.2024": "2024-06-19",
    "19.06.2024, 14:30 Uhr": "2024-06-19",
    "19. Juni 2024": "2024-06-19",
    "3. März 2024": "2024-03-03",
    "Juni 2024": "2024-06",
    "2024-06-19 10:00": "2024-06-19",
    "2024-06-19T10:00:00": "2024-06-19",
    "2024-06-19T10:00:00.123456Z": "2024-06-19",
    "2024-06-19 10:00:00 +0200": "2024-06-19",
    "Wed, 19 Jun 2024 10:00:00 +0200": "2024-06-19",
    "19 Jun 2024 10:00 GMT": "2024-06-19",
    "1718784000": "2024-06-19",
    "1718784000000": "2024-06-19",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_known_form_is_read(text: str) -> None:
    assert published(text, "Europe/Berlin").value == FORMS[text]


@pytest.mark.parametrize(
    "text", ["2024-06-18T22:30:00Z", "Tue, 18 Jun 2024 22:30:00 +0000", "2024-06-18T18:30-04:00"]
)
def test_an_instant_becomes_the_day_in_the_timezone(text: str) -> None:
    assert published(text, "Europe/Berlin").value == "2024-06-19"


def test_another_timezone_gives_another_day() -> None:
    assert published("2024-06-18T22:30:00Z", "UTC").value == "2024-06-18"


def test_an_instant_without_offset_keeps_its_day() -> None:
    assert published("2024-06-18T23:59:59", "Asia/Tokyo").value == "2024-06-18"


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2024-00", "32.01.2024", "31. Juni 2024", "99999999", "32 Jun 2024 1:00"],
)
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        published(text, "UTC")
    assert refused.value.code is Code.IMPOSSIBLE_DATE


@pytest.mark.parametrize("text", ["gestern", "19.06.24", "3. Foo 2024", "June 2024 or so", "12"])
def test_an_unknown_form_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        published(text, "UTC")
    assert refused.value.code is Code.UNKNOWN_DATE
