"""Screens that are read: looking back by day, week and month; everything by key, and back with Esc."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.recap import Scale
from coachtui.services import queue, sprints
from coachtui.services.capture import capture
from coachtui.services.snapshot import take
from coachtui.tui.screens.recap import RecapScreen
from tests.tui.conftest import TODAY, at, work_in

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)], ids=str)


@pytest.fixture
def worked(planned: Desk, clock: Clock) -> Desk:
    """17:05: one sprint took five minutes more, one interruption is dealt with."""
    clock.now = at("09:00")
    sprints.start(planned)
    clock.now = at("09:50")
    sprints.finish(planned)
    clock.now = at("10:40")
    queue.finish(planned, [take(planned).items[0].id], 12)
    clock.now = at("17:05")
    return planned


def screen(session: Session) -> RecapScreen:
    found = session.app.screen
    assert isinstance(found, RecapScreen)
    return found


@SIZES
async def test_the_day_is_looked_back_at_and_nothing_is_changed(
    opened: Opened, worked: Desk, size: tuple[int, int]
) -> None:
    before = work_in(worked.store)
    async with opened(size) as session:
        await session.press("w")
        assert "LOOK BACK  Tue 24 Nov 2026" in session.text
        assert "1/4" in session.text
        await session.press("j", "k", "ctrl+d", "ctrl+u", "escape")
        assert session.app.screen is session.screen
        assert work_in(worked.store) == before


async def test_day_week_and_month_before_and_after_are_one_key_each(opened: Opened, worked: Desk) -> None:
    async with opened((100, 40)) as session:
        await session.press("w", "w")
        assert "week of 23 Nov 2026" in session.text
        assert "By weekday" in session.text
        await session.press("[")
        assert "week of 16 Nov 2026" in session.text
        assert "nothing was planned" in session.text
        await session.press("m")
        assert "LOOK BACK  Nov 2026" in session.text
        await session.press("[", "]")
        assert screen(session).scale is Scale.MONTH
        assert screen(session).on.month == 11
        await session.press("]")
        assert "still to come" in session.text
        await session.press("t", "d")
        assert "Tue 24 Nov 2026" in session.text
        await session.press("left")
        assert "Mon 23 Nov 2026" in session.text


async def test_the_log_of_the_day_is_copied_as_markdown(opened: Opened, worked: Desk) -> None:
    async with opened() as session:
        await session.press("w", "y")
        assert session.app.clipboard.startswith("# Tue 24 Nov 2026\n")
        assert "copied as Markdown: # Tue 24 Nov 2026" in session.text


async def test_what_another_terminal_does_is_seen_and_undo_works_here(opened: Opened, worked: Desk) -> None:
    async with opened((100, 40)) as session:
        await session.press("w")
        arrived = screen(session).recap
        assert arrived is not None
        capture(worked, "Zoe: now 5m")
        session.engine.look()
        await session.settle()
        fresh = screen(session).recap
        assert fresh is not None
        assert fresh.total.arrived == arrived.total.arrived + 1
        await session.press("u")
        await session.settle()
        assert "undone: " in session.text
        again = screen(session).recap
        assert again is not None
        assert again.total.arrived == arrived.total.arrived


async def test_ascii_and_help_and_a_paste(opened: Opened, worked: Desk) -> None:
    async with opened(ascii_only=True) as session:
        await session.press("w", "w")
        assert "###" in session.text
        assert session.text.isascii()
        await session.press("?")
        assert "While looking back" in session.text
        await session.press("escape")
        await session.write("Bob: from the clipboard")
        assert session.app.screen is session.screen
        assert session.screen.prompt.text == "Bob: from the clipboard"


async def test_yesterday_is_there_after_the_night(opened: Opened, worked: Desk, clock: Clock) -> None:
    clock.now = at("09:00", TODAY + timedelta(days=1))
    async with opened((100, 40)) as session:
        await session.press("w", "[")
        assert "Tue 24 Nov 2026" in session.text
        assert "Bob: invoice question  12m" in session.text


async def test_the_widest_screen_says_when_they_came_today_and_who_asks_most(
    opened: Opened, worked: Desk, clock: Clock
) -> None:
    async with opened((220, 60)) as session:
        clock.now = at("17:06")
        session.engine.look()
        await session.settle()
        rows = session.text.splitlines()
        (first,) = (row for row in rows if "Interruptions by hour" in row)
        column = first.index(" 10 ") + 2
        assert rows[rows.index(first) + 1][column] == "4"
        assert "Top of this week" in session.text
        assert "Bob 1" in session.text
