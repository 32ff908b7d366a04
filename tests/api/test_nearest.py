"""What is offered for a mistyped value is the same on every engine."""

from __future__ import annotations

import pytest

from tests.api.asgi_client import Client


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("person=Ana+Adlr", "person=person:adler"),
        ("country=Poln", "country=PL"),
        ("event=Anna+besuchte", "event=event:besuch-in-varzin"),
        ("source=abendpots", "source=Abendpost"),
        ("event_type=vsit", "event_type=visit"),
    ],
)
def test_a_mistyped_value_is_offered_as_the_archive_has_it(
    client: Client, asked: str, offered: str
) -> None:
    page = client.get(f"/?{asked}", headers={"Accept-Language": "de"}).text
    told = page[page.index("unknown-title") : page.index('<div class="columns">')]
    assert f'href="/?{offered}"' in told
