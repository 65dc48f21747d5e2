"""A meeting that nobody ended: asked once, on return and on opening, and answered by one line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.services import holding, meetings
from coachtui.services.meeting_overview import overview
from tests.tui.conftest import TODAY, at, work_in

if TYPE_CHECKING:
    from pathlib import Path

    from coachtui.services.desk import Desk
    from coachtui.services.meeting_views import MeetingView
    from tests.tui.conftest import Clock, Opened, Session

ASKED = "was due until 11:30 today: Z says when it ended; Budget sync"


def held(desk: Desk) -> MeetingView:
    """The one meeting of today."""
    return overview(desk).meetings[0]


def begin(desk: Desk, clock: Clock) -> None:
    """The meeting of the planned day runs since eleven."""
    clock.now = at("11:00")
    holding.start(desk)


async def sleep(session: Session, clock: Clock, wall: str) -> None:
    """The lid is closed, and opened again at a time."""
    session.engine.look()
    await session.settle()
    clock.now = at(wall)
    session.engine.look()
    await session.settle()


async def test_on_return_it_is_asked_once_when_it_ended_and_one_line_answers(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    async with opened(size=(110, 30)) as session:
        await sleep(session, clock, "15:52")
        assert ASKED in session.text
        assert "Z was away" in session.screen.footer.text
        before = work_in(planned.store)
        await session.press("Z")
        assert "Budget sync ended at" in session.text
        assert session.screen.prompt.text == "11:30"
        await session.press("enter")
        assert "ended 11:30" in session.said
        assert held(planned).borrowed == 0
        assert ASKED not in session.text
        await session.press("u")
        assert work_in(planned.store) == before
        await sleep(session, clock, "16:20")
        assert ASKED not in session.text


async def test_a_dashboard_that_is_opened_the_next_day_asks_and_shows_the_day_of_today(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    clock.now = at("09:00") + timedelta(days=1)
    meetings.add(planned, "14:00-14:30 Standup: agree the day @Ana")
    async with opened(size=(110, 30)) as session:
        await session.settle()
        assert "was due until 11:30 yesterday: Z says when it ended; Budget sync" in session.text
        assert "not ended" in session.text
        assert "M1 at 14:00" in session.text
        await session.press("Z", "ctrl+u")
        await session.write("11:40")
        await session.press("enter")
        assert "ended 11:40, 10m late: 20m of the others' time borrowed" in session.said
        assert not overview(planned).waiting[0].is_unended


async def test_a_time_that_cannot_be_is_given_back_with_the_reason(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    clock.now = at("15:00")
    async with opened(size=(110, 30)) as session:
        await session.press("Z", "ctrl+u")
        await session.write("16:00")
        await session.press("enter")
        assert "16:00 is still to come" in session.text
        assert session.screen.prompt.text == "16:00"
        assert held(planned).is_running


async def test_the_key_that_ends_a_meeting_asks_for_the_time_once_it_is_long_over(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    clock.now = at("11:25")
    async with opened() as session:
        await session.press("3")
        clock.now = at("11:41")
        session.engine.look()
        await session.settle()
        await session.press("s")
        assert "Budget sync ended at" in session.text
        await session.press("escape")
        assert held(planned).is_running
        await session.press("s", "enter")
        assert not held(planned).is_running


async def test_what_ended_meanwhile_is_not_asked_about_any_more(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    clock.now = at("15:00")
    async with opened(size=(110, 30)) as session:
        assert ASKED in session.text
        holding.end(planned)
        session.engine.look()
        await session.settle()
        assert ASKED not in session.text
        assert held(planned).on == TODAY


async def test_an_end_that_was_said_much_too_late_is_asked_for_again(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    begin(planned, clock)
    clock.now = at("13:00")
    holding.end(planned)
    async with opened() as session:
        await session.press("3", "s")
        assert session.screen.prompt.text == "13:00"
        await session.press("ctrl+u")
        await session.write("11:32")
        await session.press("enter")
        assert "ended 11:32, 2m late" in session.said
        assert held(planned).late == 2


async def test_a_cancelled_meeting_is_told_to_those_who_have_an_address(
    opened: Opened, planned: Desk, tmp_path: Path
) -> None:
    meetings.set_line(planned, held(planned).id, "attendees: Ana <ana@example.org>")
    async with opened() as session:
        await session.press("3", "x")
        assert "esc: tell nobody" in session.text
        assert session.screen.prompt.text == "budget-sync-cancelled.eml"
        await session.press("ctrl+u")
        await session.write(str(tmp_path / "gone.ics"))
        await session.press("enter")
        assert "written:" in session.said
        assert b"METHOD:CANCEL" in (tmp_path / "gone.ics").read_bytes()
        await session.press("u", "x", "escape")
        assert overview(planned).meetings == ()
