"""The third pane as pictures in each of its states, and hostile text in every field that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from coachtui.domain.text import NOTE_LIMIT
from coachtui.services import holding, meetings, reviews
from tests.tui.conftest import at, on_screen
from tests.tui.test_pictures import picture

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened

__all__ = ["picture"]

SIZES = ((80, 24), (160, 48), (220, 60))

TEXT = """\
title: Budget sync
when: 11:00-11:30
purpose: agree the Q4 budget
goal: a signed budget
facilitator: Ana (decides)
note-taker: Lee
attendees: Raj, Kim (optional)
rules:
- phones away
agenda:
- Headcount 10m @Raj decides @Ana => what we can hire
- Vendors 10m @Raj => what we can spend
"""

LAST = """\
Q3 closed 2% under plan
= freeze contractor spend until January

partly: headcount numbers were missing

Raj: headcount table by thu => linked in wiki
me: reply to auditor by wed => mail sent

Raj: tooling renewal

2026-11-26 11:00 facilitator Ana with Raj
"""


def at_state(desk: Desk, clock: Clock, state: str) -> None:
    """Live the day up to a state of its meeting."""
    meetings.cancel(desk, meetings.closest(desk))
    if state == "empty":
        return
    number = meetings.add(desk, TEXT).meeting.id
    if state == "before":
        return
    clock.now = at("11:00")
    holding.start(desk, number)
    for minute, line in ((3, "Q3 closed 2% under plan"), (7, "= freeze spend"), (9, "! Raj: table by fri")):
        clock.now = at(f"11:{minute:02}")
        holding.note(desk, line, number)
    clock.now = at("11:12")
    if state == "running":
        return
    clock.now = at("11:38")
    if state == "overrun":
        return
    holding.end(desk, number)
    if state == "promised":
        reviews.begin(desk, number)
        reviews.read(desk, number, LAST)
        reviews.close(desk, number)
        meetings.add(desk, "16:00-16:30 Budget sync: agree the rest @Ana @Raj")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("state", ["empty", "before", "running", "overrun", "waiting", "promised"])
async def test_the_meetings(
    opened: Opened,
    planned: Desk,
    clock: Clock,
    picture: SnapshotAssertion,
    state: str,
    size: tuple[int, int],
) -> None:
    at_state(planned, clock, state)
    async with opened(size=size) as session:
        await session.press("3")
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("state", ["before", "overrun", "waiting"])
async def test_the_meetings_in_ascii_and_unfocused(
    opened: Opened, planned: Desk, clock: Clock, picture: SnapshotAssertion, state: str
) -> None:
    at_state(planned, clock, state)
    async with opened(ascii_only=True) as session:
        await session.press("1")
        assert on_screen(session.app).isascii()
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


@pytest.mark.parametrize("keys", ["c", "A"])
async def test_what_covers_the_panes(
    opened: Opened, planned: Desk, clock: Clock, picture: SnapshotAssertion, keys: str
) -> None:
    if keys == "A":
        at_state(planned, clock, "promised")
    async with opened() as session:
        await session.press("3", *keys)
        await session.pilot.pause()
        assert session.app.export_screenshot() == picture


HOSTILE = (
    "[/b] [@click=app.quit]x[/] $error",
    "esc \x1b]52;c;aGk=\x07 \x1b[2J end",
    "\u202eright to left\u200d 日本語の長い題名 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "long " * 20_000,
)


@pytest.mark.parametrize("size", [*SIZES, (60, 20)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("words", HOSTILE, ids=["markup", "escape", "bidi", "100000"])
async def test_hostile_text_in_every_field_only_shows(
    opened: Opened, planned: Desk, clock: Clock, words: str, size: tuple[int, int]
) -> None:
    meetings.cancel(planned, meetings.closest(planned))
    number = meetings.add(planned, TEXT).meeting.id
    name = "".join(letter for letter in words if letter not in "<>(),;:[]@$\x1b\x07")[:60]
    for line in (
        f"title: {words}",
        f"purpose: {words}",
        f"goal: {words}",
        f"rules: {words}",
        f"agenda 1: {words} 10m => {words}",
        f"attendees: {name}",
    ):
        meetings.set_line(planned, number, line)
    clock.now = at("11:00")
    holding.start(planned, number)
    for sign in ("", "= ", "? ", "! "):
        holding.note(planned, f"{sign}{words[:NOTE_LIMIT]}", number)
    clock.now = at("11:29")
    async with opened(size=size) as session:
        for keys in ("3", "z", "z", "c", "q", "A", "q", "n"):
            await session.press(keys)
            lines = on_screen(session.app).splitlines()
            assert len(lines) == size[1]
            assert {cell_len(line) for line in lines} == {size[0]}
            assert not [letter for letter in "".join(lines) if letter in "\x1b\x07\u202e\u200d"]
        await session.press("escape", "s")
        reviews.begin(planned, number)
        reviews.read(
            planned, number, f"{words}\n\nno: {words}\n\nme: {words} by fri => {words}\n\nme: {words}\n"
        )
        session.engine.look()
        await session.settle()
        assert {cell_len(line) for line in on_screen(session.app).splitlines()} == {size[0]}
