"""What breaks a sprint is written at once; where one was is asked afterwards, and nothing waits for it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError
from coachtui.services import sprints
from coachtui.services.history import latest
from coachtui.services.snapshot import take
from coachtui.tui import intentions
from coachtui.tui.guard import AT_ONCE
from tests.tui.conftest import at, key_event, work_in
from tests.tui.terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coachtui.services.day_views import RunningView
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from tests.tui.conftest import Clock, Opened, Session

LINE = "Zoe: server down 10m !!"


def paused(desk: Desk) -> RunningView:
    """The sprint that waits."""
    found = take(desk).paused or take(desk).running
    assert found is not None
    assert found.is_paused
    return found


def paused_or_none(desk: Desk) -> RunningView | None:
    """The sprint that waits, where one does."""
    return take(desk).paused


def burst(session: Session, keys: Sequence[str], start: float = 100.0, apart: float = 0.001) -> float:
    """Keys of one read, in the order of a terminal; the time of the last."""
    for number, key in enumerate(keys):
        event = key_event(key)
        event.time = start + number * apart
        session.app.post_message(event)
    return start + (len(keys) - 1) * apart


async def broken(session: Session) -> None:
    """An interruption that cannot wait is entered."""
    await session.press("i")
    await session.write(LINE)
    await session.press("enter")


async def test_the_first_enter_writes_the_interruption_and_stops_the_sprint(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    sprints.start(planned)
    clock.now = at("10:25")
    async with opened() as session:
        await broken(session)
        assert "server down" in session.queue()
        left = paused(planned).remaining
        clock.now = at("10:28")  # whoever thinks about the note takes nothing from the sprint
        await session.write("slide 4")
        await session.press("enter")
        assert (paused(planned).resume, paused(planned).remaining) == ("slide 4", left)
        assert "where you were: slide 4" in session.said


async def test_the_note_is_one_step_and_what_broke_the_sprint_is_another(
    opened: Opened, planned: Desk
) -> None:
    sprints.start(planned)
    before = work_in(planned.store)
    async with opened() as session:
        await broken(session)
        await session.write("slide 4")
        await session.press("enter", "u")
        assert "undone: note where you were in S2" in session.said
        assert "server down" in session.queue()
        assert paused(planned).resume == ""
        await session.press("u")
        assert "undone: capture Zoe: server down" in session.said
        assert work_in(planned.store) == before


@pytest.mark.parametrize("way", ["enter", "escape"])
async def test_without_a_note_the_screen_says_that_the_sprint_waits_without_one(
    opened: Opened, planned: Desk, way: str
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await broken(session)
        assert "it waits already" in session.text
        await session.press(way)
        assert not session.screen.prompt.is_open
        assert paused(planned).resume == ""
        assert "waits without a note" in session.text
        assert latest(planned).startswith("capture")


async def test_what_is_typed_as_the_note_when_esc_is_pressed_is_the_note(
    opened: Opened, planned: Desk
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("space")
        await session.write("slide 4")
        assert "esc take it too" in session.text
        await session.press("escape")
        assert paused(planned).resume == "slide 4"
        assert "where you were: slide 4" in session.said


@pytest.mark.parametrize("keys", [("P",), ("?",), ("A",), ("F",)])
async def test_from_inside_a_dialog_the_note_is_asked_above_it_and_the_answer_is_said(
    opened: Opened, planned: Desk, keys: tuple[str, ...]
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press(*keys)
        dialog = session.app.screen
        assert dialog is not session.screen
        await session.press("f2")
        await session.write(LINE)
        await session.press("enter")
        assert take(planned).running is not None
        assert paused(planned).resume == ""
        assert "Where were you?" in session.text
        await session.write("slide 4")
        await session.press("enter")
        assert session.app.screen is dialog
        assert paused(planned).resume == "slide 4"
        assert keys == ("?",) or "where you were: slide 4" in session.text


async def test_a_note_above_a_dialog_can_be_left_empty(opened: Opened, planned: Desk) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("P", "f2")
        await session.write(LINE)
        await session.press("enter", "escape")
        assert "waits without a note" in session.text
        await session.press("escape")
        assert session.app.screen is session.screen
        assert not session.screen.prompt.is_open


async def test_where_the_interruption_is_refused_no_note_is_asked_and_the_line_is_back(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(desk: Desk) -> Outcome:
        raise CoachError("no room for that")

    sprints.start(planned)
    async with opened() as session:
        monkeypatch.setattr(intentions, "captured", lambda *_: refusing)
        await broken(session)
        assert not paused_or_none(planned)
        assert session.screen.prompt.text == LINE
        assert session.screen.prompt.purpose.id == "capture"
        assert "no room for that" in session.text


def test_killed_while_it_asks_where_one_was_everything_is_in_the_file(tmp_path: Path) -> None:
    with closing(Terminal(tmp_path)) as terminal:
        terminal.sees("all keys")
        terminal.command("plan", "--date", "2026-11-24", "-", reads="Draft board deck 90m\n")
        terminal.sees("Draft board deck")
        terminal.command("start")
        terminal.sees("left")
        terminal.press("i")
        terminal.sees("take it")
        terminal.press("\x1b[200~Zoe: server down 10m !!\x1b[201~")
        terminal.sees("breaks the sprint")
        terminal.press("\r")
        terminal.sees("Where were you?")
        terminal.press("slide 4")
        terminal.sees("4")
        terminal.rest(1.3)
        terminal.process.kill()
        terminal.process.wait()
        assert "server down" in terminal.command("queue").stdout
        assert "paused" in terminal.command("today").stdout
    with closing(Terminal(tmp_path)) as again:
        again.sees("where you were: slide 4")


async def test_keys_right_behind_enter_are_no_part_of_the_line(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("1", "i")
        burst(session, [*"batch j", "enter", *"2j"])
        await session.settle()
        assert "batch j" in session.queue()
        assert session.screen.active.NAME == "Queue"
        assert not session.screen.prompt.is_open


@pytest.mark.parametrize("behind", ["ctrl+u", "ctrl+w", "backspace"])
async def test_a_key_that_deletes_right_behind_enter_takes_nothing_from_the_line(
    opened: Opened, planned: Desk, behind: str
) -> None:
    async with opened() as session:
        await session.press("1", "i")
        burst(session, [*"batch j", "enter", behind])
        await session.settle()
        assert "batch j" in session.queue()


async def test_two_lines_of_a_plan_in_one_burst_are_two_lines(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("P", "a")
        burst(session, [*"Tax letter 30m", "enter", *"Call bank 15m", "enter"])
        await session.settle()
        assert "Tax letter 30m" in session.text
        assert "Call bank 15m" in session.text


async def test_a_filter_that_is_typed_in_one_burst_with_enter_is_in_force(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("2", "/")
        burst(session, [*"raj", "enter"])
        await session.settle()
        assert session.screen.queue.only == "raj"


async def test_a_text_in_one_burst_soon_after_p_is_for_the_line_that_p_opened(
    opened: Opened, planned: Desk
) -> None:
    sprints.start(planned)
    async with opened() as session:
        opening = burst(session, ["p"])
        await session.settle()
        burst(session, [*"half of the slides"], opening + 0.2)
        await session.settle()
        assert session.screen.prompt.text == "half of the slides"
        assert session.screen.prompt.purpose.id.startswith("park")
        await session.press("enter")
        assert "parked" in session.said


async def test_a_text_typed_evenly_that_begins_with_p_is_still_offered_whole(
    opened: Opened, planned: Desk
) -> None:
    sprints.start(planned)
    async with opened() as session:
        burst(session, [*"please call"], apart=AT_ONCE * 3)
        await session.settle()
        assert session.screen.prompt.text == "please call"
        assert session.screen.prompt.purpose.id == "capture"


async def test_park_that_is_left_with_esc_parks_nothing_and_keeps_what_is_typed(
    opened: Opened, planned: Desk
) -> None:
    sprints.start(planned)
    async with opened() as session:
        await session.press("p")
        await session.write("half of the slides")
        await session.press("escape")
        running = take(planned).running
        assert running is not None
        assert not running.is_paused
        await session.press("p")
        assert session.screen.prompt.text == "half of the slides"


async def test_a_key_that_was_pressed_on_a_screen_which_is_gone_is_no_command_of_the_one_below(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        await session.press("2", "A")
        dialog = session.app.screen
        session.app.post_message(key_event("d"))
        session.app.call_later(dialog.dismiss, None)
        await session.settle()
        assert session.app.screen is session.screen
        assert len(session.queue()) == 4
