"""The line with which a sprint is stopped."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.parking import Parking, read_parking

TODAY = date(2026, 11, 24)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("text", "note", "on"),
    [
        ("section 3, next: the table", "section 3, next: the table", None),
        ("section 3 >fri", "section 3", date(2026, 11, 27)),
        ("section 3 > tomorrow", "section 3", date(2026, 11, 25)),
        (">30 nov", "", date(2026, 11, 30)),
        ("section 3 >today", "section 3", None),
        ("a >b", "a >b", None),
        ("a>fri", "a>fri", None),
        ("mail > reply >mon", "mail > reply", date(2026, 11, 30)),
        ("see >2020-01-01", "see >2020-01-01", None),
        ("", "", None),
    ],
)
def test_a_day_at_the_end_says_when_the_rest_comes_back(text: str, note: str, on: date | None) -> None:
    assert read_parking(text, TODAY) == Parking(note, on)


@given(st.text(max_size=60))
def test_no_word_of_the_note_is_lost(text: str) -> None:
    read = read_parking(text, TODAY)
    assert read.on is None or read.on > TODAY
    if read.on is None and ">" not in text:
        assert read.note.split() == read_parking(read.note, TODAY).note.split()
