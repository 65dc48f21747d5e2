"""A rhythm is one line, which reads back as it was."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.errors import CoachError
from coachtui.domain.rhythm import Rhythm
from coachtui.domain.rhythm_text import parse_rhythm, rhythm_line

TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
RHYTHMS = st.builds(
    Rhythm,
    working=st.just(True),
    breaks=st.just(()),
    opens=TIMES,
    closes=TIMES,
    sprint=st.integers(5, 240),
    buffer=st.integers(1, 240),
    every=st.integers(1, 20),
    end_buffer=st.integers(60, 240),
    reserve=st.integers(0, 60),
    meeting_buffer=st.integers(0, 120),
).filter(lambda one: one.opens < one.closes)


@given(RHYTHMS)
def test_a_rhythm_reads_back_as_it_was(rhythm: Rhythm) -> None:
    assert parse_rhythm(rhythm_line(rhythm), Rhythm()) == rhythm


def test_what_a_line_does_not_say_stays() -> None:
    assert parse_rhythm("sprint 25m", Rhythm(every=3)) == Rhythm(every=3, sprint=25)
    assert parse_rhythm("off", Rhythm()) == Rhythm(working=False)
    assert parse_rhythm("22:00-06:00", Rhythm()).closes == time(6)
    assert parse_rhythm("10:00-16:00", Rhythm(working=False)).working


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sprint", "sprint how much"),
        ("sprint x", "sprint how much"),
        ("sprint 1", "between 5 and 240"),
        ("reserve 99", "not larger"),
        ("lunch 30", "no part of a rhythm"),
        ("9:00-9:00", "ends where it starts"),
        ("sprint ٤٥", "sprint how much"),
    ],
)
def test_what_is_not_clear_is_refused_in_one_line(line: str, said: str) -> None:
    with pytest.raises(CoachError, match=said) as refused:
        parse_rhythm(line, Rhythm())
    assert "\n" not in str(refused.value)
