"""Pastes of several lines, and texts that come by accident: no line of them is lost or run into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.services import holding, meetings
from coachtui.services.snapshot import take
from coachtui.tui.screens.planning import PlanScreen
from coachtui.tui.widgets.prompt import MOST_LINES
from tests.store.helpers import dump
from tests.tui.conftest import at, type_fast

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

DAY = """\
# what must be done
- [ ] Tax letter 30m !
- [x] Call the bank 10m
16:00-16:30 Sync: agree @Ana

Read the contract 45m
"""


def plan(session: Session) -> PlanScreen:
    """The plan on the screen."""
    assert isinstance(session.app.screen, PlanScreen)
    return session.app.screen


def drafted(session: Session) -> tuple[str, ...]:
    """The lines of the plan on the screen."""
    view = plan(session).view
    assert view is not None
    return view.draft.lines


@pytest.mark.parametrize("opening", [("P",), ("P", "a")], ids=["on the board", "into the line"])
async def test_a_day_that_is_pasted_into_the_plan_is_one_line_each_as_a_plan_file_is_read(
    opened: Opened, planned: Desk, opening: tuple[str, ...]
) -> None:
    async with opened() as session:
        await session.press("P")
        before = drafted(session)
        await session.press("escape", *opening)
        await session.write(DAY)
        added = drafted(session)[len(before) :]
        assert added == ("- [ ] Tax letter 30m !", "16:00-16:30 Sync: agree @Ana", "Read the contract 45m")
        assert plan(session).prompt.text == ""


async def test_a_pasted_line_that_cannot_be_read_waits_in_the_field_and_the_others_behind_it(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        before = drafted(session)
        await session.write("Tax letter 30m\n16:00-15:00 Sync\nRead the contract 45m\nCall the bank 10m")
        assert drafted(session)[len(before) :] == ("Tax letter 30m",)
        assert plan(session).prompt.text == "16:00-15:00 Sync"
        assert "then 2 more pasted lines" in session.text
        await session.press("ctrl+u")
        await session.write("16:00-16:30 Sync: agree")
        await session.press("enter")
        assert drafted(session)[len(before) + 2 :] == ("Read the contract 45m", "Call the bank 10m")


async def test_pasted_lines_that_still_wait_when_esc_is_pressed_can_be_recalled(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("16:00-15:00 Sync\nRead the contract 45m\nCall the bank 10m")
        await session.press("escape", "a")
        assert plan(session).prompt.text == "16:00-15:00 Sync"
        await session.press("up")
        assert plan(session).prompt.text == "Read the contract 45m"
        await session.press("up")
        assert plan(session).prompt.text == "Call the bank 10m"


async def test_pasted_lines_join_what_is_typed_around_them(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("P", "a", *"Tax")
        before = drafted(session)
        await session.write(" letter 30m\nCall the bank 10m")
        assert drafted(session)[len(before) :] == ("Tax letter 30m", "Call the bank 10m")


async def test_more_lines_than_any_list_has_are_refused_and_say_so(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("P", "a")
        before = drafted(session)
        await session.write("Tax letter 30m\n" * (MOST_LINES + 1))
        assert drafted(session) == before
        assert "nothing is pasted" in session.text


async def test_each_pasted_line_is_a_meeting(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("3", "a")
        await session.write("16:00-16:30 Sync: agree @Ana\n16:30-17:00 Retro: learn @Raj")
        titles = [one.title for one in take(planned).blocks if one.kind == "meeting"]
        assert titles == ["Budget sync", "Sync", "Retro"]


async def test_each_pasted_line_is_a_note(opened: Opened, planned: Desk, clock: Clock) -> None:
    clock.now = at("11:01")
    number = meetings.closest(planned)
    holding.start(planned, number)
    async with opened() as session:
        await session.press("m")
        await session.write("= freeze spend\nRaj: table by fri\n? who pays")
        notes = [one.text for one in meetings.show(planned, number).notes]
        assert notes == ["freeze spend", "Raj: table by fri", "who pays"]


async def test_an_interruption_stays_one_line_whatever_is_pasted(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: invoice\nnumber 7")
        assert session.screen.prompt.text == "Bob: invoice number 7"


async def test_a_text_that_came_by_accident_is_a_draft_after_esc_as_it_is_said(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        type_fast(session.app, "dinner at eight")
        await session.settle()
        assert "enter takes it, esc keeps it as a draft" in session.text
        await session.press("escape", "i")
        assert session.screen.prompt.text == "dinner at eight"


async def test_a_text_that_came_by_accident_does_not_cost_the_draft_that_was_there(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Bob: half a tho")
        await session.press("escape")
        await session.write("dinner at eight")
        await session.press("escape", "i", "up")
        assert session.screen.prompt.text == "Bob: half a tho"


async def test_a_recalled_line_that_is_left_costs_no_draft(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Ana: NDA 2m")
        await session.press("enter", "i")
        await session.write("Bob: half a tho")
        await session.press("up", "escape", "i")
        assert session.screen.prompt.text == "Bob: half a tho"


@pytest.mark.parametrize("key", ["e", "D", "@"])
async def test_what_is_typed_where_no_draft_is_kept_can_be_recalled_after_esc(
    opened: Opened, planned: Desk, key: str
) -> None:
    async with opened() as session:
        await session.press("2", key, "ctrl+u")
        await session.write("a long reason")
        await session.press("escape")
        assert "not entered: ↑ brings it back in any line" in session.text
        await session.press(key, "up")
        assert session.screen.prompt.text == "a long reason"


async def test_what_is_typed_where_no_draft_is_kept_can_be_recalled_by_the_next_dashboard(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("2", "D")
        await session.write("a long reason")
    async with opened() as session:
        await session.press("i", "up")
        assert session.screen.prompt.text == "a long reason"


async def test_declining_without_a_reason_is_an_answer_and_esc_is_none(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        before = dump(planned.store)
        await session.press("2", "D", "escape")
        assert dump(planned.store) == before
        await session.press("D", "enter")
        assert len(session.queue()) == 3
        assert "declined" in session.said
        await session.press("u")
        assert dump(planned.store) == before
