"""Every time that a person sees, worded for the user's clock."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachtui.domain.day import clock_changes, day_span
from coachtui.domain.wall import Wall
from tests.domain.test_moment import BERLIN, NOW, local


@pytest.mark.parametrize(("clock24", "clock", "width"), [(True, "13:05", 5), (False, "1:05pm", 7)])
def test_a_wall_has_a_clock_of_24_hours_or_of_12(clock24: bool, clock: str, width: int) -> None:
    wall = Wall(BERLIN, clock24)
    assert wall.clock(local("2026-11-24T13:05")) == clock
    assert wall.moment(local("2026-11-24T13:05"), NOW) == f"{clock} today"
    assert wall.width == width >= len(clock)


@pytest.mark.parametrize(
    ("instant", "earliest", "latest"),
    [
        ("2026-11-25T04:00", "tomorrow", "04:00 tomorrow"),
        ("2026-11-28T00:00", "Sat 28 Nov 00:00", "Fri 27 Nov"),
        ("2026-11-25T00:00", "00:00 tonight", "today"),
        ("2026-11-24T16:00", "16:00 today", "16:00 today"),
    ],
)
def test_a_whole_day_is_named_by_its_day(instant: str, earliest: str, latest: str) -> None:
    wall = Wall(BERLIN)
    assert wall.earliest(local(instant), NOW) == earliest
    assert wall.latest(local(instant), NOW) == latest


@pytest.mark.parametrize(
    ("zone", "on", "wall"),
    [
        ("Europe/Berlin", date(2026, 10, 24), ["02:00"]),
        ("Europe/Berlin", date(2026, 3, 28), ["03:00"]),
        ("Europe/Berlin", date(2026, 11, 24), []),
        ("America/New_York", date(2026, 10, 31), ["01:00"]),
        ("America/Santiago", date(2026, 9, 5), ["01:00"]),
        ("Australia/Lord_Howe", date(2026, 4, 4), ["01:30"]),
    ],
)
def test_the_minute_is_found_at_which_the_clocks_change(zone: str, on: date, wall: list[str]) -> None:
    found = clock_changes(day_span(on, ZoneInfo(zone)), ZoneInfo(zone))
    assert [Wall(ZoneInfo(zone)).clock(at) for at in found] == wall
    for at in found:
        before, after = (one.astimezone(ZoneInfo(zone)) for one in (at - timedelta(minutes=1), at))
        assert before.utcoffset() != after.utcoffset()
