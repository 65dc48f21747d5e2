"""The day is planned on the screen: previewed, edited by keys, kept by ctrl+s as one step of undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.services.history import undo
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.rhythms import week
from coachtui.services.snapshot import take
from coachtui.tui.screens.planning import PlanScreen
from tests.store.helpers import dump
from tests.tui.conftest import TODAY, at, type_fast, type_in_a_row

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from coachtui.services.drafting import PlanView
    from tests.tui.conftest import Clock, Opened, Session

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)], ids=str)
HOSTILE = "[/b] [@click=app.quit]x[/] \u202eevil\u200d 日本語の長い題名"


def screen(session: Session) -> PlanScreen:
    found = session.app.screen
    assert isinstance(found, PlanScreen)
    return found


def view(session: Session) -> PlanView:
    found = screen(session).view
    assert found is not None
    return found


def sprints(desk: Desk) -> list[str]:
    return [one.title for one in take(desk).blocks if one.kind is BlockKind.SPRINT]


@pytest.fixture
def leftover(desk: Desk, clock: Clock) -> Desk:
    """Yesterday left two tasks; today is not planned."""
    clock.now = at("08:00", TODAY - timedelta(days=1))
    plan(desk, f"Runbook 30m\nInvoice template 20m !\n{HOSTILE} 25m\n")
    clock.now = at("08:30")
    return desk


@SIZES
async def test_digits_take_leftovers_in_and_ctrl_s_plans_the_day_as_one_step(
    opened: Opened, leftover: Desk, size: tuple[int, int]
) -> None:
    before = dump(leftover.store)
    async with opened(size) as session:
        await session.press("P")
        assert "From previous days" in session.text
        assert [one.title for one in view(session).offered][1:] == ["Invoice template", "Runbook"]
        await session.press("2", "3", "ctrl+s")
        assert not isinstance(session.app.screen, PlanScreen)
        assert sprints(leftover) == ["Invoice template", "Runbook"]
        assert "planned today: 2 sprints 50m" in session.said
        await session.press("u")
        assert dump(leftover.store) == before


async def test_a_hostile_title_is_only_text_and_stays_the_same_task(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "1")
        assert "[/b] [@click=app.quit]x[/]" in session.text
        assert "\u202e" not in session.text
        await session.press("!", "ctrl+s")
        assert len(sprints(leftover)) == 1
        (count,) = leftover.store.query("select count(*) from task")
        assert count[0] == 3


async def test_the_day_as_it_would_be_follows_every_change_and_keeps_nothing(
    opened: Opened, leftover: Desk
) -> None:
    before = dump(leftover.store)
    async with opened() as session:
        await session.press("P", "2")
        planned = view(session).planned
        assert planned is not None
        assert [one.title for one in planned.snapshot.blocks if one.title] == ["Invoice template"]
        await session.press("2")
        assert view(session).draft.lines == ()
        assert dump(leftover.store) == before


async def test_typed_lines_are_taken_in_until_one_is_empty(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "a")
        for text in ("Client proposal 90m !", "11:00-11:30 Sync: numbers @Ana", "12:00-13:00 break Lunch"):
            await session.write(text)
            await session.press("enter")
        await session.press("enter")
        assert not screen(session).prompt.is_open
        await session.press("ctrl+s")
        assert text_of(leftover) == (
            "Client proposal 90m !\n11:00-11:30 Sync: numbers @Ana\n12:00-13:00 break Lunch\n"
        )


async def test_a_line_that_is_not_clear_stays_in_its_field_and_says_why(
    opened: Opened, leftover: Desk
) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("11:00-11:00 Sync")
        await session.press("enter")
        assert screen(session).prompt.text == "11:00-11:00 Sync"
        assert '"11:00-11:00" ends where it starts' in session.text
        await session.press("escape")
        assert view(session).draft.lines == ()
        await session.press("a")
        assert screen(session).prompt.text == "11:00-11:00 Sync"


async def test_escape_keeps_the_draft_and_nothing_else(opened: Opened, leftover: Desk) -> None:
    before = dump(leftover.store)
    async with opened() as session:
        await session.press("P", "2", "escape", "P")
        assert view(session).draft.lines == ("Invoice template 20m !",)
        assert dump(leftover.store) == before


async def test_musts_are_turned_and_lines_taken_out(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "2", "3", "!")
        lines = view(session).draft.lines
        assert [line.endswith("!") for line in lines] in ([True, True], [False, False])
        await session.press("x", "x", "x")
        assert view(session).draft.lines == ()
        assert "no line to take out" in session.text


async def test_a_planned_day_is_edited_and_saving_it_unchanged_changes_nothing(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("08:00")
    before = dump(planned.store)
    async with opened() as session:
        await session.press("P")
        assert "Draft board deck 90m !" in session.text
        await session.press("ctrl+s")
        assert dump(planned.store) == before
        await session.press("P", "j", "x", "ctrl+s")
        assert "Hiring loop notes" not in sprints(planned)
        undo(planned)
        assert dump(planned.store) == before


async def test_a_meeting_of_the_day_is_not_taken_out_by_planning(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("P", "j", "j", "j", "x")
        assert "meetings and breaks of the day stay" in session.text


async def test_what_does_not_fit_is_said_with_its_minutes(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "a")
        await session.write("Write the book 20h")
        await session.press("enter", "enter")
        assert "does not fit: Write" in session.text


async def test_another_day_can_be_planned(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "]", "2", "ctrl+s")
        assert text_of(leftover, TODAY + timedelta(days=1)) == "Invoice template 20m !\n"
        await session.press("P", "[")
        assert "that day is over" in session.text


async def test_after_hours_the_next_working_day_is_planned(
    opened: Opened, leftover: Desk, clock: Clock
) -> None:
    clock.now = at("19:00")
    async with opened() as session:
        await session.press("P")
        assert "Wed 25 Nov" in session.text


async def test_the_rhythm_of_the_weekday_is_shown_and_set(opened: Opened, leftover: Desk) -> None:
    async with opened((160, 48)) as session:
        await session.press("P", "r")
        assert screen(session).prompt.text.startswith("09:00-17:30 sprint 45 buffer 15 every 2")
        await session.press("ctrl+u")
        await session.write("10:00-16:00 sprint 25 buffer 5 every 3")
        await session.press("enter")
        assert "10:00-16:00, 25m sprints, 5m buffer every 3, 30m at the end (reserve 15m)" in session.text
        rhythm = week(leftover)[TODAY.weekday()]
        assert (rhythm.sprint, rhythm.buffer, rhythm.every) == (25, 5, 3)
        await session.press("r", "ctrl+u")
        await session.write("sprint none")
        await session.press("enter")
        assert "sprint how much?" in session.text


async def test_an_interruption_is_captured_while_planning(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P", "f2")
        await session.write("Bob: contract 5m")
        await session.press("enter")
        assert session.queue() == ["contract"]
        await session.press("2")
        assert view(session).draft.lines == ("Invoice template 20m !",)


async def test_a_paste_is_a_line_and_no_command(opened: Opened, leftover: Desk) -> None:
    async with opened() as session:
        await session.press("P")
        await session.write("x23 quarterly")
        assert screen(session).prompt.text == "x23 quarterly"
        assert view(session).draft.lines == ()


async def test_the_buffer_of_a_new_file_is_said_to_be_a_default(opened: Opened, clock: Clock) -> None:
    """Nothing is stated as learnt from days that nobody has logged."""
    clock.now = at("08:30")
    async with opened(size=(160, 48)) as session:
        await session.press("P", "a")
        await session.press(*"Deck", "space", *"45m")
        await session.press("enter", "escape")
        assert "until ten days are logged (0 so far)" in session.text
        assert "8 days of 10" not in session.text
        await session.press("escape", "F")
        assert "25–30 % of planned work" in session.text
        assert "8 days of 10" not in session.text


async def test_a_text_that_comes_at_once_is_a_line_of_the_plan_and_no_command(
    opened: Opened, leftover: Desk
) -> None:
    async with opened() as session:
        await session.press("P")
        before = view(session).draft
        type_fast(session.app, "23 x rays⏎and more")
        await session.settle()
        assert view(session).draft == before
        assert screen(session).prompt.text == "23 x rays and more"
        assert "Add to the plan" in session.text


@pytest.mark.parametrize("text", ["23x!-2 rays", "2x3rays"], ids=["keys", "a key that opens a line"])
async def test_keys_that_nobody_presses_so_fast_are_taken_back_and_offered_as_a_line(
    opened: Opened, leftover: Desk, text: str
) -> None:
    async with opened() as session:
        await session.press("P", "2")
        before = view(session).draft
        session.screen.guard.reset()
        await type_in_a_row(session, text)
        await session.settle()
        assert view(session).draft == before
        assert screen(session).prompt.text == text
        assert "Add to the plan" in session.text


async def test_whoever_types_at_once_after_the_key_that_adds_a_line_loses_no_letter(
    opened: Opened, leftover: Desk
) -> None:
    async with opened() as session:
        await session.press("P")
        session.screen.guard.reset()
        type_fast(session.app, "aTidy desk 20m⏎")
        await session.settle()
        assert view(session).draft.lines == ("Tidy desk 20m",)
