from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.exchange.cells import cells, cut, fit


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("家族", 4),
        ("ｗ", 2),
        ("a\u200bb", 2),
        ("·–█┊", 4),
        ("😀", 2),
    ],
)
def test_width_is_counted_in_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("plain", 5, "plain"),
        ("plain text", 5, "plai…"),
        ("plain text", 7, "plain…"),
        ("家族会議", 4, "家…"),
        ("家族会議", 5, "家族…"),
        ("plain", 1, "…"),
        ("plain", 0, ""),
    ],
)
def test_a_longer_text_is_cut_with_a_sign(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


@given(st.text(), st.integers(0, 40))
def test_a_cut_text_is_never_wider(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


@given(st.text(), st.integers(0, 40))
def test_a_fitted_text_is_exactly_as_wide(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width
