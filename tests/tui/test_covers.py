"""What covers the panes leaves them as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.tui import keymaps
from coachtui.tui.screens.sheet import Sheet
from coachtui.tui.settings import Settings
from coachtui.tui.widgets.lines import Lines
from tests.tui.test_demo_day import toured

if TYPE_CHECKING:
    from pathlib import Path

    from coachtui.services.desk import Desk
    from coachtui.tui.widgets.rows import Rows
    from tests.tui.conftest import Opened, Session

SHEETS = ("A", "B", "F", "L", "M", "w")
"""Keys that open what is read over the panes."""


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_panes_are_as_before_when_what_covered_them_is_closed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with toured(tmp_path, size) as session:
        await session.press("Q", "escape")
        before = session.text.splitlines()[:-2]
        opened = 0
        for key in ("P", "W", "T", "M", "R", "A", "L", "c", "B", "F", "w", "f1"):
            await session.press(key)
            if session.app.screen is not session.screen:
                opened += 1
                await session.press("escape")
            assert session.app.screen is session.screen, key
            assert session.text.splitlines()[:-2] == before, key
        assert opened >= 9


def rows(session: Session) -> Rows:
    screen = session.app.screen
    assert isinstance(screen, Sheet)
    return screen.rows


@pytest.mark.parametrize("key", SHEETS)
async def test_every_sheet_is_moved_through_by_the_keys_of_the_panes(tmp_path: Path, key: str) -> None:
    async with toured(tmp_path, (80, 12)) as session:
        await session.press("Q", key)
        page = rows(session)
        first, top = page.cursor, page.scroll_offset.y
        for there, back in (("j", "k"), ("ctrl+d", "ctrl+u"), ("G", "g")):
            await session.press(there)
            assert (page.cursor, page.scroll_offset.y) != (first, top), there
            await session.press(back)
            assert (page.cursor, page.scroll_offset.y) == (first, top), back


@pytest.mark.parametrize("key", SHEETS)
async def test_undo_and_redo_work_on_every_sheet_and_are_answered_there(tmp_path: Path, key: str) -> None:
    async with toured(tmp_path, (80, 24)) as session:
        await session.press("Q", key)
        screen = session.app.screen
        for press, said in (("u", "undone"), ("U", "redone")):
            await session.press(press)
            assert said in session.text.lower()
            assert session.app.screen is screen


@pytest.mark.parametrize("key", SHEETS)
async def test_a_preset_has_one_key_for_undo_wherever_undo_is(tmp_path: Path, key: str) -> None:
    keys, _ = keymaps.made("superhuman", {})
    async with toured(tmp_path, (80, 24), Settings(keys=keys)) as session:
        await session.press("Q", key, "z")
        assert "undone" in session.text.lower()


async def test_what_is_said_names_the_keys_that_one_has(tmp_path: Path) -> None:
    keys, _ = keymaps.made("superhuman", {"down": "ctrl+x"})
    async with toured(tmp_path, (80, 24), Settings(keys=keys)) as session:
        assert "t a tour in seven keys" in session.text
        await session.press("Q", "2", "e")
        assert "z undo" in session.text
        await session.press("1")
        session.screen.action_command("done")
        await session.settle()
        assert "press 2, then ctrl+x or k" in session.text
        await session.press("t")
        assert "Press c, type" in session.text


async def test_the_panes_are_as_before_when_there_are_no_minutes_to_cover_them(
    opened: Opened, planned: Desk
) -> None:
    async with opened() as session:
        before = session.text.splitlines()[:-2]
        await session.press("M")
        assert session.app.screen is session.screen
        assert session.text.splitlines()[:-2] == before
        assert "there are no minutes yet: review a meeting that has begun" in session.said


async def test_no_sentence_of_the_usual_ways_is_cut_at_80_columns(tmp_path: Path) -> None:
    """What is said above, below and in the frames; rows of a list may end where their column does."""
    ways = (
        "t", "i", *"Bob: a question 5m", "enter", "2", "d", "]", "u", "U", "s", "2", "u", "space",
        *"the table is next", "enter", "space", "f1", "escape", "c", "escape", "enter", "escape",
        "T", "j", "k", "@", "escape", "escape", "P", "a", "escape", "escape", "L", "j", "t", "escape",
        "F", "escape", "B", "j", "escape", "w", "w", "m", "escape", "W", "escape", "A", "d", "u", "escape",
        "3", "c", "enter", "escape", "j", "j", "R", "escape", "M", "escape", "1", "j", "enter", "f", "u",
    )  # fmt: skip
    async with toured(tmp_path) as session:
        for at, key in enumerate(ways):
            await session.press("space" if key == " " else key)
            screen = session.app.screen
            said = [
                *(one.text for one in screen.query(Lines) if one.id in ("head", "hint", "message", "said")),
                *(str(one.border_title or "") for one in screen.query("*")),
            ]
            cut = [one for one in said if "…" in one]
            assert not cut, (ways[: at + 1], cut)
