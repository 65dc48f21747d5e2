"""The review is offered when its meeting ends: quietly, once, and never over what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.services import holding, meetings, reviews
from coachtui.tui.screens.dashboard import Dashboard
from tests.tui.conftest import at
from tests.tui.reviewing import MEETING, screen

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session


@pytest.fixture
def running(desk: Desk, clock: Clock) -> Desk:
    """A meeting that has run for twenty minutes."""
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:00")
    holding.start(desk)
    clock.now = at("11:20")
    return desk


async def pass_time(session: Session, clock: Clock, wall: str) -> None:
    """Let the clock go on, and the dashboard see it."""
    clock.now = at(wall)
    session.engine.look()
    await session.settle()


async def test_in_the_last_five_minutes_the_review_is_offered_everywhere_but_over_the_work(
    opened: Opened, running: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await pass_time(session, clock, "11:24")
        assert "review" not in session.text.splitlines()[1]
        focus = session.app.focused
        await pass_time(session, clock, "11:25")
        assert "║M1 review R" in session.text.splitlines()[1]
        assert "M1 5m left: R review" in session.text
        assert "M1 Budget sync ends in 5m: R reviews it" in session.said
        assert session.app.focused is focus
        session.screen.message.say("something else")
        await pass_time(session, clock, "11:27")
        assert "something else" in session.said
        await session.press("R")
        assert "3m left" in session.text
        assert screen(session).view is not None


async def test_once_it_is_over_it_is_said_once_more(opened: Opened, running: Desk, clock: Clock) -> None:
    async with opened() as session:
        await pass_time(session, clock, "11:26")
        holding.end(running)
        await pass_time(session, clock, "11:28")
        assert "M1 Budget sync is over: R reviews it" in session.said
        assert "1 review waits: R" in session.text
        session.screen.message.say("something else")
        await pass_time(session, clock, "11:40")
        assert "something else" in session.said
        assert "║M1 review R" in session.text.splitlines()[1]
        await pass_time(session, clock, "13:00")
        assert "M1 review" not in session.text.splitlines()[1]
        assert "1 review waits: R" in session.text


async def test_while_a_line_is_typed_the_offer_waits(opened: Opened, running: Desk, clock: Clock) -> None:
    async with opened() as session:
        await session.press("i", *"Bob")
        await pass_time(session, clock, "11:26")
        assert "R reviews it" not in session.said
        assert session.screen.prompt.text == "Bob"
        await session.press("escape")
        await pass_time(session, clock, "11:27")
        assert "M1 Budget sync ends in 3m: R reviews it" in session.said


async def test_a_meeting_that_nobody_began_ends_by_the_clock_too(
    opened: Opened, desk: Desk, clock: Clock
) -> None:
    clock.now = at("09:00")
    meetings.add(desk, MEETING)
    clock.now = at("11:20")
    async with opened() as session:
        await pass_time(session, clock, "11:26")
        assert "R reviews it" in session.said


async def test_what_waited_before_is_not_said_at_the_start(
    opened: Opened, running: Desk, clock: Clock
) -> None:
    clock.now = at("11:40")
    holding.end(running)
    async with opened() as session:
        await pass_time(session, clock, "11:41")
        assert "R reviews it" not in session.said
        assert "1 review waits: R" in session.text


async def test_enter_on_the_meeting_that_waits_opens_its_review(
    opened: Opened, running: Desk, clock: Clock
) -> None:
    holding.end(running)
    clock.now = at("11:40")
    async with opened() as session:
        await session.press("3", "enter")
        assert screen(session).view is not None
        await session.press("escape")
        assert isinstance(session.app.screen, Dashboard)
        reviews.read(running, 1, "\nyes\n")
        reviews.close(running, 1)
        await pass_time(session, clock, "11:42")
        assert "review waits" not in session.text
