"""What slips is said before it slips: on opening and as long as it is true (rules 6 and 7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coachtui.exchange.glyphs import ASCII, UNICODE, Glyphs
from coachtui.services import sprints
from coachtui.services.capture import capture
from coachtui.services.panes import whole
from coachtui.services.planning import plan
from coachtui.tui.drawing import header, timeline
from tests.tui.conftest import at

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

TIGHT = """\
Draft board deck 90m !
Hiring loop notes 45m
11:45-17:00 Offsite: agree where we go @Ana
"""
"""Three sprints and half an hour of buffer before a meeting."""


@pytest.fixture
def tight(desk: Desk, clock: Clock) -> Desk:
    """The first sprint runs."""
    clock.now = at("08:00")
    plan(desk, TIGHT)
    clock.now = at("09:00")
    sprints.start(desk)
    return desk


def shown(session: Session) -> str:
    """The pane of the day."""
    snapshot, rows = session.screen.snapshot, session.screen.today.rows
    assert snapshot is not None
    page = timeline.draw(snapshot, rows.size.width, rows.size.height, UNICODE)
    return "\n".join("".join(part for part, _ in page.paint(row)) for row in range(len(page.keys)))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_what_slips_is_said_on_opening_and_as_long_as_it_is_true(
    opened: Opened, tight: Desk, clock: Clock, size: tuple[int, int]
) -> None:
    clock.now = at("10:25")
    async with opened(size=size) as session:
        header = session.screen.now_line
        assert "as it stands S3 Hiring loop notes loses 10m" in session.said
        assert "S3 loses 10m" in header.text
        assert "loses 10m" in shown(session)
        clock.now = at("10:30")
        session.engine.look()
        await session.settle()
        assert "as it stands S3 Hiring loop notes loses 15m" in session.said
        assert "10m" not in session.said
        assert "S3 loses 15m" in header.text
        assert "loses 15m" in shown(session)
        await session.press("u")
        clock.now = at("10:31")
        session.engine.look()
        await session.settle()
        assert "as it stands" not in session.said
        assert "loses" not in session.text


async def test_what_is_said_about_slips_does_not_come_back_over_another_answer(
    opened: Opened, tight: Desk, clock: Clock
) -> None:
    clock.now = at("10:25")
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: quick one 5m >fri")
        await session.press("enter")
        clock.now = at("10:26")
        session.engine.look()
        await session.settle()
        assert "as it stands" not in session.said
        assert "S3 loses 11m" in session.text


def test_what_an_interruption_will_take_is_shown_when_it_begins(tight: Desk, clock: Clock) -> None:
    clock.now = at("09:10")
    capture(tight, "Zoe: fire 60m !!")
    snapshot = whole(tight)
    drawn = "".join(text for text, _ in header.draw(snapshot, 80, 2, UNICODE)[1])
    assert "S3 loses 30m" in drawn


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("cells", [26, 40, 74])
def test_a_sprint_that_loses_all_its_minutes_is_named_although_it_has_no_row(
    tight: Desk, clock: Clock, glyphs: Glyphs, cells: int
) -> None:
    clock.now = at("11:00")
    snapshot = whole(tight)
    page = timeline.draw(snapshot, cells, 15, glyphs)
    text = "\n".join("".join(part for part, _ in page.paint(row)) for row in range(len(page.keys)))
    assert re.search(r"! S3 Hiring.* loses 45m ", text)
