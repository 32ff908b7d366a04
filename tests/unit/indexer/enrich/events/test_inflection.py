"""Verb forms from table entries."""

from __future__ import annotations

import pytest

from indexer.enrich.events.inflection import verb_forms


def words(entry: str) -> set[str]:
    return {form.word for form in verb_forms(entry) if not form.particle}


@pytest.mark.parametrize(
    ("entry", "form"),
    [
        ("besuchen", "besucht"),
        ("besuchen", "besuchte"),
        ("demonstrieren", "demonstriert"),
        ("streiken", "gestreikt"),
        ("spenden", "gespendet"),
        ("spenden", "spendete"),
        ("ab|stürzen", "abgestürzt"),
        ("ab|stürzen", "abzustürzen"),
        ("an|greifen: greift griff griffen angegriffen", "angegriffen"),
        ("an|greifen: greift griff griffen angegriffen", "angriff"),
        ("sterben: stirbt starb starben gestorben", "starb"),
        ("rauben", "geraubten"),
    ],
)
def test_a_form_follows_from_the_infinitive(entry: str, form: str) -> None:
    assert form in words(entry)


def test_a_split_form_knows_its_particle() -> None:
    split = {(form.word, form.particle) for form in verb_forms("zurück|treten: tritt trat")}
    assert ("trat", "zurück") in split
