"""The query as it was understood."""

import json

import pytest

from archive.query.explain import explain, spell
from archive.query.parser import parse


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Putin UND Kim", "Putin Kim"),
        ("Putin (Kim ODER Xi)", "Putin (Kim OR Xi)"),
        ("„Kim Jong Un“", '"Kim Jong Un"'),
        ("NICHT Putin", "-Putin"),
        ("US-Truppen", '"US-Truppen"'),
        ("published:2024-06-19", "published:2024-06-19"),
        ("about:1989", "about:[1989-01-01 TO 1989-12-31]"),
        ("title:Pjöngjang~", "title:Pjöngjang~2"),
        ("person:person:wladimir-putin", 'person:"person:wladimir-putin"'),
        ("", "*"),
    ],
)
def test_a_tree_is_spelled_plainly(text: str, spelled: str) -> None:
    assert spell(parse(text)) == spelled


def test_an_explanation_holds_spelling_and_tree() -> None:
    assert explain(parse("Putin -country:KP")) == {
        "text": "Putin -country:KP",
        "tree": {
            "type": "and",
            "children": [
                {
                    "type": "word",
                    "text": "Putin",
                    "in": "any",
                    "exact": "putin",
                    "stems": ["putin"],
                },
                {"type": "not", "child": {"type": "value", "field": "country", "text": "KP"}},
            ],
        },
    }


@pytest.mark.parametrize(
    "text", ["", 'a OR "b c"~3 rüst* Kim~', "published:[* TO 2024] about:1989"]
)
def test_an_explanation_is_json(text: str) -> None:
    explanation = explain(parse(text))
    assert json.loads(json.dumps(explanation)) == explanation
