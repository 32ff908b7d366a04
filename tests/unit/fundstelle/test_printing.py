"""How values are printed for readers."""

from __future__ import annotations

import pytest

from fundstelle.commands.printing import readable_bytes


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 B"), (680, "680 B"), (1_234_567, "1.2 MB"), (14_500_000_000, "14.5 GB")],
)
def test_a_size_is_told_in_a_unit_that_suits_it(size: int, shown: str) -> None:
    assert readable_bytes(size) == shown
