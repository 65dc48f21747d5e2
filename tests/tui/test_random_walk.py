"""Any keys and pastes in any order, over a busy day with hostile titles: nothing raised, nothing broken."""

from __future__ import annotations

import random
from itertools import pairwise
from unicodedata import category

import pytest
from textual.events import Paste, Resize
from textual.geometry import Size

from coachtui.domain.block import BlockKind
from coachtui.services.capture import capture
from coachtui.services.desk import Desk
from coachtui.services.history import redo, undo
from coachtui.services.snapshot import take
from coachtui.store.doctor import examine
from coachtui.store.file import Store
from coachtui.tui import commands
from tests.store.helpers import dump
from tests.tui.conftest import Opened, Session, key_event

pytestmark = pytest.mark.painted

HOSTILE = (
    "[/b] [@click=app.quit]x",
    "\x1b]52;c;aGk=\x07\x1b[2Jclip",
    "👨\u200d👩\u200d👧 日本語 \u202eabc",
    "Ana: " + "x" * 2000,
    "$t {0} %s \\ ' \" -- note",
    "é\u0301" * 40,
    "\ud800 \x00 \x9b1m",
)
"""What a title may be."""

PASTES = (*HOSTILE, "Bob: contract 10m !", "12:30 45m Call", "a\nb\r\nc", "q", "")
"""What arrives at once."""

LEAVING = frozenset({"q", "ctrl+c", "ctrl+q", "ctrl+z"})
"""Keys that would end the walk, or put it to sleep."""

KEYS = sorted(
    {key for command in commands.COMMANDS for key in command.keys}
    | {
        "backspace",
        "delete",
        "ctrl+a",
        "ctrl+k",
        "ctrl+w",
        "ctrl+v",
        "0",
        "5",
        "é",
        "界",
        "Z",
        "ctrl+x",
        "f12",
    }
    - LEAVING
)

SIZES = ((80, 24), (160, 48), (220, 60), (60, 14), (30, 8), (1, 1))


async def walk(session: Session, steps: int, seed: int) -> None:
    """Presses, pastes and resizes; the file and the screen are looked at every hundred steps."""
    dice = random.Random(seed)
    for number in range(steps):
        what = dice.random()
        if what < 0.1:
            await press_and_take_back(session, dice.choice(KEYS))
        elif what < 0.9:
            if dice.random() < 0.8:
                session.screen.guard.reset()
            session.app.post_message(key_event(dice.choice(KEYS)))
        elif what < 0.97:
            session.app.post_message(Paste(dice.choice(PASTES)))
        elif what < 0.99:
            size = Size(*dice.choice(SIZES))
            session.app.post_message(Resize(size, size))
        else:
            await session.settle()
        await session.pilot.pause(0)
        if number % 100 == 99:
            await session.settle()
            assert_whole(session)


async def press_and_take_back(session: Session, key: str) -> None:
    """Whatever a key writes, one undo gives back an equal file, and one redo does it again."""
    await session.settle()
    store = session.desk.store
    before, newest = dump(store), newest_intention(store)
    await session.press(key)
    if newest_intention(store) != newest:
        after = dump(store)
        undo(session.desk)
        assert dump(store) == before, key
        redo(session.desk)
        assert dump(store) == after, key
        session.engine.look()
        await session.settle()


def newest_intention(store: Store) -> int:
    """The number of the last thing that was written."""
    row = store.one("select coalesce(max(id), 0) from intention")
    return int(row[0]) if row else 0


def assert_whole(session: Session) -> None:
    """What is true after any key."""
    assert session.app.return_code is None, "it is still there"
    assert {letter for letter in session.text if category(letter) in ("Cc", "Cs")} <= {"\n"}
    assert all(finding.ok for finding in examine(session.desk.store) if "backup" not in finding.text)
    day = take(session.desk)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(day.blocks))
    for group in day.queue:
        running = any(item.state == "doing" for item in group.items)
        assert group.starts_at is None or running or group.used <= group.capacity
    buffers = [block for block in day.blocks if block.kind is BlockKind.BUFFER]
    assert all(0 <= block.free_minutes <= block.minutes for block in buffers)


LONG = [pytest.param(5_000, seed, id=f"long {seed}", marks=pytest.mark.benchmark) for seed in range(2, 6)]
"""Twenty thousand keys, for `pytest -m benchmark`."""


@pytest.mark.parametrize(("number", "seed"), [pytest.param(200, 1, id="short"), *LONG])
async def test_a_random_walk_raises_nothing_breaks_nothing_and_can_be_left(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch, number: int, seed: int
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    for line in HOSTILE:
        capture(planned, line)
    async with opened(size=(100, 30)) as session:
        await walk(session, number, seed)
        for _ in range(20):
            turn_back(session.desk)
        for _ in range(12):
            await session.press("escape")
        assert session.app.screen is session.screen
        await session.press("q")
        while session.app.return_code is None:
            await session.pilot.pause(0.02)
        assert session.app.return_code == 0


def turn_back(desk: Desk) -> None:
    """Takes one step back, forward and back again, where there is one: it leads to the same day."""
    if take(desk).undo:
        undo(desk)
        after = take(desk)
        redo(desk)
        undo(desk)
        assert take(desk) == after
