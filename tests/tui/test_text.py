"""User text on the way to the screen: shown, never obeyed, never wider than its cell."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from coachtui.tui.text import NoControls, clean, content, cut, fit

HOSTILE = (
    "[/b]",
    "[@click=app.quit]free money[/]",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;cm0gLXJm\x07",
    "family 👨‍👩‍👧 of three",
    "right \u202eot tfel",
    "日本語のタイトル",
    "two\nlines\tand\x00a nul",
    "lone \ud800 surrogate",
    "x" * 100_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_becomes_one_visible_line(text: str) -> None:
    assert all(category(letter) not in {"Cc", "Cf", "Cs"} for letter in clean(text))
    clean(text).encode("utf-8")


@pytest.mark.parametrize("text", ["[/b] x", "[TODO] call", "[@click=app.quit]x", "[/"])
def test_brackets_are_only_brackets(text: str) -> None:
    assert content(text).plain == text


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_cut_text_says_that_it_was_cut(text: str, cells: int) -> None:
    shown = cut(text, cells)
    assert shown == clean(text) or shown.endswith("…")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_no_control_character_passes_the_second_wall(text: str) -> None:
    passed = NoControls().apply([Segment(text)], Color(0, 0, 0))
    assert all(category(letter) not in {"Cc", "Cs"} for segment in passed for letter in segment.text)
