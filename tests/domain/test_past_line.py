from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.day import working_date
from coachtui.domain.past_line import read_past
from coachtui.domain.span import later
from tests.domain.strategies import Moment, moments

BERLIN = ZoneInfo("Europe/Berlin")


def read(line: str, now: str) -> str:
    """What a line says at a wall-clock time, as "25 00:05 15m"."""
    instant = datetime.fromisoformat(now).replace(tzinfo=BERLIN).astimezone(UTC)
    found = read_past(f"{line} Bob: printer", instant, BERLIN, working_date(instant, BERLIN))
    return f"{found.at.astimezone(BERLIN):%d %H:%M} {found.took}m" if found else ""


@pytest.mark.parametrize(
    ("line", "now", "said"),
    [
        ("10:05-10:20", "2026-11-25T10:30", "25 10:05 15m"),
        ("10:05-10:35", "2026-11-25T10:30", ""),
        ("00:05-00:20", "2026-11-25T00:30", "25 00:05 15m"),
        ("23:50-00:10", "2026-11-25T00:30", "24 23:50 20m"),
        ("23:50-00:10", "2026-11-25T08:00", "24 23:50 20m"),
        ("23:20-23:40", "2026-11-25T00:30", "24 23:20 20m"),
        ("22:00-00:40", "2026-11-25T00:30", ""),
        ("10:20-10:05", "2026-11-25T10:30", ""),
        ("10:05", "2026-11-25T10:30", ""),
    ],
)
def test_a_range_is_the_last_one_that_is_over(line: str, now: str, said: str) -> None:
    assert read(line, now) == said


@given(
    moment=moments(),
    minute=st.integers(0, 24 * 60 - 1),
    took=st.integers(1, 11 * 60),
    since=st.integers(0, 3 * 60),
)
def test_what_just_ended_is_read_where_it_was_over_midnight_and_clock_changes(
    moment: Moment, minute: int, took: int, since: int
) -> None:
    start = datetime.combine(moment.on, time(minute // 60, minute % 60), moment.zone).astimezone(UTC)
    end = later(start, took)
    now = later(end, since)
    walls = [at.astimezone(moment.zone) for at in (start, end)]
    assume(not any(wall.fold for wall in walls))
    assume(walls[0].time() != walls[1].time())
    line = "-".join(f"{wall:%H:%M}" for wall in walls)
    found = read_past(f"{line} Bob: printer", now, moment.zone, working_date(now, moment.zone))
    if walls[0].replace(tzinfo=None) < walls[1].replace(tzinfo=None):
        assert found == ("Bob: printer", start, took)
