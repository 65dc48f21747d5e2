"""The day is closed on the screen: one key for every open thing, ctrl+s as one step of undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.services import sprints, wrapup
from coachtui.services.plan_text import text_of
from coachtui.store import backlog
from coachtui.tui.screens.wrapping import WrapScreen
from tests.tui.conftest import TODAY, at, type_fast, type_in_a_row, work_in

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)], ids=str)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def evening(planned: Desk, clock: Clock) -> Desk:
    """17:05 of the planned day: four interruptions and three tasks are open."""
    clock.now = at("17:05")
    return planned


@SIZES
async def test_a_usual_day_is_closed_with_eight_keys_and_one_undo_gives_it_back(
    opened: Opened, evening: Desk, size: tuple[int, int]
) -> None:
    before = work_in(evening.store)
    keys = ["W", "d", "t", "b", "x", "t", "d", "ctrl+s"]
    async with opened(size) as session:
        await session.press(*keys)
        assert not isinstance(session.app.screen, WrapScreen)
        assert session.said.startswith(" ✓ Tuesday is closed: 2 tomorrow")
        assert len(wrapup.look(evening).things) == 1
        assert text_of(evening, TOMORROW) == "Draft board deck 90m !\n"
        await session.press("u")
        assert work_in(evening.store) == before


async def test_nothing_is_decided_by_itself(opened: Opened, evening: Desk) -> None:
    things = [one.key for one in wrapup.look(evening).things]
    async with opened() as session:
        await session.press("W")
        assert "7 of 7 still to decide" in session.text
        await session.press("ctrl+s")
        assert [one.key for one in wrapup.look(evening).things] == things
        assert "7 still open" in session.said


async def test_escape_keeps_the_decisions_for_the_next_time(opened: Opened, evening: Desk) -> None:
    before = work_in(evening.store)
    async with opened() as session:
        await session.press("W", "d", "x", "k", "-", "escape", "W")
        assert "6 of 7 still to decide" in session.text
        assert work_in(evening.store) == before


async def test_a_thing_is_given_to_a_name(opened: Opened, evening: Desk) -> None:
    async with opened() as session:
        await session.press("W", "@")
        await session.write("Mia [/b]")
        await session.press("enter")
        assert "@ Mia [/b]" in session.text
        await session.press("ctrl+s")
    (row,) = evening.store.query(
        "select name from interruption join person on person.id = given_to where state = 'given'"
    )
    assert row[0] == "Mia [/b]"


async def test_the_day_gets_a_line_and_tomorrow_its_first_sprint(opened: Opened, evening: Desk) -> None:
    async with opened() as session:
        await session.press("W", "n")
        await session.write("quiet, two sprints too long")
        await session.press("enter", "f")
        await session.write("Taxes 30m")
        await session.press("enter", "ctrl+s")
    with evening.store.read() as db:
        assert backlog.note_of(db, TODAY) == "quiet, two sprints too long"
    assert text_of(evening, TOMORROW) == "Taxes 30m\n"


async def test_the_first_sprint_that_goes_to_tomorrow_is_its_first(opened: Opened, evening: Desk) -> None:
    async with opened() as session:
        await session.press("W", "j", "j", "j", "j", "j", "t")
        assert "Hiring loop notes" in session.text.split("first on")[1]
        await session.press("ctrl+s")
    assert wrapup.look(evening).first == "Hiring loop notes"


async def test_a_sprint_that_runs_is_finished_first(opened: Opened, planned: Desk) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("W")
        assert not isinstance(session.app.screen, WrapScreen)
        assert "finish it or park it first" in session.said


async def test_an_empty_day_can_be_closed(opened: Opened, desk: Desk) -> None:
    async with opened() as session:
        await session.press("W", "t")
        assert "nothing is open today" in session.text
        await session.press("ctrl+s")
        assert "Tuesday is closed" in session.said


async def test_a_text_that_comes_at_once_decides_nothing_and_is_the_line_about_the_day(
    opened: Opened, evening: Desk
) -> None:
    async with opened() as session:
        await session.press("W", "d")
        type_fast(session.app, "bad Tax day⏎")
        await session.settle()
        assert "6 of 7 still to decide" in session.text
        assert session.app.screen.prompt.text.strip() == "bad Tax day"  # type: ignore[attr-defined]  # a board


async def test_decisions_that_nobody_makes_so_fast_are_taken_back(opened: Opened, evening: Desk) -> None:
    async with opened() as session:
        await session.press("W", "d")
        session.screen.guard.reset()
        await type_in_a_row(session, "bdTxtd")
        assert "6 of 7 still to decide" in session.text
        assert session.app.screen.prompt.text == "bdTxtd"  # type: ignore[attr-defined]  # a board
