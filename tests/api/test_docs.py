"""docs/api.md names every parameter and every field of a search."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.model.document import FacetField
from search_api.parameters import FACET, SEARCH
from search_api.schemas import ArticleAnswer, FacetAnswer, Hit, SearchAnswer

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
PLAIN = [
    p.name for p in (*SEARCH, *FACET) if p.name.split(".")[0].lstrip("-") not in list(FacetField)
]


@pytest.mark.parametrize("name", sorted({*PLAIN, *FacetField}))
def test_every_parameter_is_documented(name: str) -> None:
    assert f"`{name}`" in TEXT or f"`{name}=" in TEXT


@pytest.mark.parametrize("answer", [SearchAnswer, Hit, FacetAnswer, ArticleAnswer])
def test_every_field_of_an_answer_is_documented(
    answer: type[SearchAnswer | Hit | FacetAnswer | ArticleAnswer],
) -> None:
    missing = [f for f in answer.model_fields if f'"{f}"' not in TEXT and f"`{f}`" not in TEXT]
    assert missing == []
