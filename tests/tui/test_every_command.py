"""Every command is pressed where it works: what it does to the file, and that one undo takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coachtui.services import sprints
from coachtui.tui import commands
from coachtui.tui.drawing import timeline
from tests.store.helpers import dump
from tests.tui.conftest import at

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

pytestmark = pytest.mark.painted

WAYS: dict[str, tuple[str, ...]] = {
    commands.EVERYWHERE: ("2",),
    commands.PANES: ("2",),
    "today": ("1",),
    "queue": ("2",),
    "snooze": ("2", "s"),
    "cards": ("2", "T"),
    "plan": ("P",),
    "wrap": ("W",),
    "board": ("P",),
    "line": ("i",),
    "list": ("?",),
    "promises": ("L",),
    "recap": ("w",),
    "sheet": ("w",),
}
"""The keys that lead from the panes to where a context's commands work."""

ELSEWHERE = {
    "meetings": "test_convening",
    "meeting": "test_convening",
    "series": "test_convening",
    "another time": "test_convening",
    "actions": "test_convening",
    "away": "test_away",
    "lane": "test_backlog",
    "forecast": "test_planning",
    "review": "test_reviewing",
    "minutes": "test_minutes",
}
"""Contexts that need a day of their own, and the tests that press their keys."""

NOT_HERE = {
    "quit": "test_q_leaves_with_success",
    "suspend": "test_it_can_be_put_to_sleep_and_brought_back",
    "editor": "test_the_editor_gets_the_line_alone_and_its_text_is_understood",
    "demo": "test_a_screen_with_work_on_it_is_not_left_for_the_demo_day",
    "palette": "test_the_palette_carries_out_a_command",
}
"""Commands that leave the screen to another program, and the tests that press their keys."""

TYPED = {
    "capture": "Zoe: one more thing 5m",
    "capture-here": "Zoe: one more thing 5m",
    "capture-anywhere": "Zoe: one more thing 5m",
    "card-capture": "Zoe: one more thing 5m",
    "sprint": "where I was",
    "park": "where I was",
    "begin": "where I was",
    "card-do": "where I was",
    "add-block": "15:00 15m Call the bank",
    "rename": " again",
    "edit": " again",
    "card-edit": " again",
    "give": "Raj",
    "card-give": "Raj",
    "wrap-give": "Raj",
    "decline": "no time",
    "card-decline": "no time",
    "snooze-pick": "fri 9:30",
    "filter": "invoice",
    "plan-write": "Read the tax letter 30m",
    "plan-rhythm": "09:00-17:00 sprint 45 buffer 15 every 2",
    "wrap-note": "too many questions",
    "wrap-first": "Client proposal 45m",
}
"""What is typed into the line that a command asks for."""

BEFORE: dict[str, tuple[str, ...]] = {
    "redo": ("u",),
    "card-redo": ("u",),
    "earlier": ("]", "item-3"),
    "line-earlier": ("item-2",),
    "line-later": ("item-1",),
    "plan-must": ("a", "text:Read the tax letter 30m", "enter", "enter"),
    "board-save": ("a", "text:Read the tax letter 30m", "enter", "enter"),
    "submit": ("text:Zoe: one more thing 5m",),
}
"""What comes right before a command: keys, a row, or "text:" and what is written."""

CHANGES = frozenset((
    "capture", "capture-here", "capture-anywhere", "card-capture", "submit", "sprint", "finish",
    "shorter", "longer", "park", "undo", "redo", "signals", "add-block", "later-block",
    "earlier-block", "rename", "remove", "done", "later", "earlier", "line-later", "line-earlier",
    "urgent", "more-urgent", "less-urgent", "give", "begin", "edit", "decline", "drop",
    "snooze-today", "snooze-tomorrow", "snooze-monday", "snooze-pick", "card-do", "card-done",
    "card-later", "card-urgent", "card-more-urgent", "card-less-urgent", "card-give",
    "card-decline", "card-drop", "card-edit", "card-undo", "card-redo", "plan-rhythm", "plan-buffers",
    "board-save",
))  # fmt: skip
"""Commands that change the file; all others must leave it as it is."""


def test_every_context_is_pressed_somewhere() -> None:
    assert WAYS.keys() | ELSEWHERE.keys() == set(commands.CONTEXTS)
    folder = Path(__file__).parent
    assert all((folder / f"{name}.py").is_file() for name in ELSEWHERE.values())
    tests = "".join(one.read_text("utf-8") for one in folder.glob("test_*.py"))
    assert all(f"def {name}(" in tests for name in NOT_HERE.values())


@pytest.mark.parametrize("context", WAYS)
async def test_every_command_does_to_the_file_what_it_says_and_undo_takes_it_back(
    opened: Opened, planned: Desk, clock: Clock, context: str
) -> None:
    if context == "wrap":
        clock.now = at("17:00")
    else:
        sprints.start(planned)
    start = dump(planned.store)
    async with opened() as session:
        for command in commands.within(context):
            if command.id in NOT_HERE:
                continue
            await home(session)
            await reach(session, context, command.id)
            before = dump(planned.store)
            await session.press(command.keys[0])
            if command.id == "plan-rhythm":
                await session.press("ctrl+u")
            if text := TYPED.get(command.id):
                await session.write(text)
                await session.press("enter")
            assert (dump(planned.store) != before) == (command.id in CHANGES), command.id
            await home(session)
            if command.id == "signals":
                await session.press(command.keys[0], command.keys[0])
            await back(session, planned, start)
            assert without_settings(dump(planned.store)) == without_settings(start), command.id


async def reach(session: Session, context: str, command: str) -> None:
    """Go where the command works, on a row that it can be about."""
    if context == "today":
        await session.press("1")
        title = "Client proposal" if command == "earlier-block" else "Hiring loop notes"
        (block,) = (one for one in session.screen.snapshot.blocks if one.title == title)  # type: ignore[union-attr]
        session.screen.today.rows.highlight(timeline.key(block))
    else:
        await session.press("2")
        session.screen.queue.rows.highlight("item-3")
    await session.settle()
    way = WAYS[context]
    if context != "today":
        await session.press(*way)
    for step in BEFORE.get(command, ()):
        if step.startswith("item-"):
            session.screen.queue.rows.highlight(step)
            await session.settle()
        elif step.startswith("text:"):
            await session.write(step.removeprefix("text:"))
        else:
            await session.press(step)


async def home(session: Session) -> None:
    """Back to the panes, with no line open."""
    for _ in range(6):
        if session.app.screen is session.screen and not session.screen.prompt.is_open:
            break
        await session.press("escape")
    session.screen.remove_class("-zoom")
    session.screen.queue.only = ""
    session.screen.queue.unmark()
    session.screen.notes.lines.clear()
    assert session.app.screen is session.screen


async def back(session: Session, desk: Desk, start: object) -> None:
    """Take back, or do again, what was changed since the start."""
    for key in ("U", "u", "u", "u"):
        if without_settings(dump(desk.store)) == without_settings(start):
            return
        await session.press(key)


def without_settings(rows: object) -> object:
    """The rows but those that undo knows nothing of."""
    assert isinstance(rows, dict)
    return {name: those for name, those in rows.items() if name != "setting"}
