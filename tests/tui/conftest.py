"""The demo day as a hand-made snapshot, for what is only drawn; a real file for all that is done."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.interruption import State, Urgency
from coachtui.services.capture import capture
from coachtui.services.day_views import BlockView, QueueGroup, Summary
from coachtui.services.desk import Desk
from coachtui.services.habits import Habits
from coachtui.services.item_views import ItemView, PieceView
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from coachtui.services.views import Snapshot
from coachtui.store.file import Store
from coachtui.tui.app import CoachApp
from coachtui.tui.engine import Engine
from coachtui.tui.screens.dashboard import Dashboard
from tests.store.helpers import dump, new_file

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 11, 24)


def at(clock: str, on: date = TODAY) -> datetime:
    """A wall-clock time in Paris as an instant."""
    return datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=PARIS).astimezone(UTC)


DAY = (
    ("B1", "buffer", "Plan the day", "08:30", "09:00"),
    ("S1", "sprint", "Write Q3 brief", "09:00", "09:45"),
    ("B2", "buffer", "", "09:45", "10:00"),
    ("S2", "sprint", "Draft board deck", "10:00", "10:45"),
    ("B3", "buffer", "", "10:45", "11:00"),
    ("M1", "meeting", "Budget sync", "11:00", "11:30"),
    ("B4", "buffer", "", "11:30", "12:00"),
    ("R1", "break", "Lunch", "12:00", "13:00"),
    ("S3", "sprint", "Hiring loop notes", "13:00", "13:45"),
    ("B5", "buffer", "", "13:45", "14:00"),
    ("S4", "sprint", "Client proposal", "14:00", "14:45"),
    ("B6", "buffer", "", "14:45", "15:00"),
    ("M2", "meeting", "1:1 with Lee", "15:00", "15:45"),
    ("B7", "buffer", "", "15:45", "16:15"),
    ("S5", "sprint", "Code review batch", "16:15", "17:00"),
    ("B8", "buffer", "Wrap-up", "17:00", "17:30"),
)

WAITING = (
    (11, "Bob", "invoice question", 10, Urgency.URGENT, "B3", "10:45"),
    (12, "Ana", "sign NDA", 2, Urgency.URGENT, "B3", "10:55"),
    (13, "Raj", "budget numbers", 20, Urgency.NORMAL, "B4", "11:30"),
    (14, "Kim", "server quote", 5, Urgency.NORMAL, "B6", "14:45"),
)


def item(
    number: int,
    who: str,
    title: str,
    minutes: int,
    urgency: Urgency,
    label: str,
    clock: str,
    on: date = TODAY,
) -> ItemView:
    """A slotted interruption."""
    start = at(clock, on)
    piece = PieceView(1, label, start, start + timedelta(minutes=minutes), 1)
    return ItemView(
        id=number,
        title=title,
        who=who,
        minutes=minutes,
        estimated=number == 14,
        urgency=urgency,
        state=State.SLOTTED,
        arrived_at=at("10:19"),
        pieces=(piece,),
        promise=f"{clock} today",
        why="first buffer with room",
        during="S2 Draft board deck",
    )


def demo_snapshot(now: str = "10:21") -> Snapshot:
    """The day of the mock-ups, a little before its first meeting."""
    present = at(now)
    items = [item(*one) for one in WAITING]
    tomorrow = date(2026, 11, 25)
    lee = item(15, "Lee", "feedback on hiring doc", 30, Urgency.LATER, "B2", "09:45", tomorrow)
    blocks = []
    for number, (label, kind, title, start, end) in enumerate(DAY, 1):
        begins, ends = at(start), at(end)
        over = ends <= present and kind == "sprint"
        running = kind == "sprint" and begins <= present < ends
        blocks.append(
            BlockView(
                id=number,
                label=label,
                kind=BlockKind(kind),
                title=title,
                starts_at=begins,
                ends_at=ends,
                minutes=int((ends - begins).total_seconds() // 60),
                state=BlockState.DONE if over else BlockState.RUNNING if running else BlockState.PLANNED,
                free_minutes=10,
                slots=tuple(one.id for one in items if one.pieces[0].label == label),
                purpose="agree Q4 budget" if label == "M1" else "growth plan" if label == "M2" else "",
                attendees=("Ana", "Raj") if label == "M1" else ("Lee",) if label == "M2" else (),
            )
        )
    by_label = {block.label: block for block in blocks}
    groups = [
        QueueGroup(
            TODAY,
            label,
            by_label[label].starts_at,
            by_label[label].minutes,
            sum(one.minutes for one in items if one.pieces[0].label == label),
            tuple(one for one in items if one.pieces[0].label == label),
        )
        for label in ("B3", "B4", "B6")
    ]
    groups.append(QueueGroup(tomorrow, "B2", at("09:45", tomorrow), 30, 30, (lee,)))
    done = tuple(
        item(number, who, title, 5, Urgency.NORMAL, "B2", "09:45")._replace(
            state=State.DONE, closed_at=at(clock), spent=spent
        )
        for number, who, title, clock, spent in (
            (3, "Ana", "room change", "09:56", 3),
            (2, "Sam", "logo file", "09:50", 6),
            (1, "Kim", "VPN access", "09:45", 12),
        )
    )
    return Snapshot(
        now=present,
        zone=PARIS,
        date=TODAY,
        is_planned=True,
        is_working_day=True,
        blocks=tuple(blocks),
        unplaced=(),
        queue=tuple(groups),
        done=done,
        summary=Summary(5, 1, 2, 0, 225, 180, 37, 98, 0, 5, 67, 3, 21),
        undo="capture Bob: invoice question",
    )


@pytest.fixture
def demo() -> Snapshot:
    return demo_snapshot()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(at("10:21"))


@pytest.fixture
def usual() -> Habits:
    """How the user reads times and weeks; a test says otherwise by a parameter of this name."""
    return Habits()


@pytest.fixture
def open_desk(tmp_path: Path, clock: Clock, usual: Habits) -> Callable[[], Desk]:
    """Opens the test's file, in Paris, at the test's time; each call is another terminal."""
    path = tmp_path / "coach.db"

    def open_() -> Desk:
        if not path.exists():
            new_file(path)
        store = Store.open(path, now=clock())
        store.query("pragma synchronous = off")  # these tests survive no power cut, but are fast
        return Desk(store, clock, PARIS, usual)

    return open_


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Iterator[Desk]:
    """Another terminal on the same file."""
    other = open_desk()
    yield other
    other.store.close()


PLAN = """\
Draft board deck 90m !
Hiring loop notes 45m
Client proposal 45m
11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
"""


class Inbox(queue.SimpleQueue[Any]):
    """What is handed to the engine, counted, so that a test knows when nothing follows any more."""

    handed_in = 0

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        self.handed_in += 1
        super().put(item, block, timeout)


class Session:
    """The dashboard on the test's file, with a second terminal beside it."""

    def __init__(self, app: CoachApp, engine: Engine, pilot: Pilot[int], desk: Desk) -> None:
        self.app = app
        self.engine = engine
        self.pilot = pilot
        self.desk = desk
        """The other terminal."""

    @property
    def screen(self) -> Dashboard:
        return self.app._dashboard

    @property
    def text(self) -> str:
        """What is on the screen."""
        return on_screen(self.app)

    @property
    def said(self) -> str:
        """The message line."""
        return self.screen.message.text

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each after the answer to the one before."""
        for key in keys:
            self.screen.guard.reset()
            self.app.post_message(key_event(key))
            await self.settle()

    async def write(self, text: str) -> None:
        """Put a text into the field that has the focus, as a terminal pastes it."""
        self.app.post_message(Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the engine has answered, also what its answers led to, and the screen shows it."""
        inbox = self.engine._inbox
        assert isinstance(inbox, Inbox)
        for _ in range(10):
            with self.app.batch_update():  # what follows one another is painted once
                await self._travel()
                done = threading.Event()
                inbox.put(lambda _, done=done: done.set())
                handed_in = inbox.handed_in
                assert await asyncio.to_thread(done.wait, 10)
                await self._travel()
            await self._hops()
            if inbox.handed_in == handed_in:
                break

    async def _travel(self) -> None:
        """Let messages go as far as they get without a painted screen."""
        quiet = 0
        for _ in range(1000):
            await asyncio.sleep(0)
            quiet = 0 if self._is_moving else quiet + 1
            if quiet == 5:
                break

    async def _hops(self) -> None:
        """Let messages travel: from the key over the field and the panel to the screen and back."""
        for _ in range(50):
            await self.pilot.pause(0)
            if not self._is_moving:
                return
        raise AssertionError("messages that lead to one another without an end")

    @property
    def _is_moving(self) -> bool:
        """Whether a message waits to be read."""
        return any(pump.message_queue_size for pump in (self.app, *self.app._registry))

    def queue(self) -> list[str]:
        """The titles that wait, as the other terminal sees them."""
        return [item.title for item in take(self.desk).items]


def work_in(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row but what dashboards remember of themselves: what was told, what is typed, their colours."""
    return {table: rows for table, rows in dump(store).items() if table != "setting"}


def type_fast(app: App[int], keys: str) -> None:
    """Keys as they come from the terminal, without waiting for anything; "⏎" is Enter."""
    for letter in keys:
        name = {"⏎": "enter", " ": "space"}.get(letter, letter)
        app.post_message(Key(name, None if letter == "⏎" else letter))


async def type_in_a_row(session: Session, keys: str, seconds: float = 0.03) -> None:
    """Keys that follow one another after so many seconds, each carried out before the next one."""
    began = key_event(keys[0]).time
    for number, letter in enumerate(keys):
        event = key_event(letter)
        event.time = began + number * seconds
        session.app.post_message(event)
        await session.settle()


def key_event(key: str) -> Key:
    """A key as the terminal sends it."""
    if len(key) > 1:
        return Key(key, None)
    return Key(key if key.isalnum() else _character_to_key(key), key)


def on_screen(app: App[int]) -> str:
    """The screen as plain text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def unpainted(screen: Screen[Any]) -> None:
    """What a screen does at a change where nobody looks at it."""
    screen._dirty_widgets.clear()
    screen._compositor._dirty_regions.clear()
    screen.app._update_mouse_over(screen)


@pytest.fixture(autouse=True)
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at a test's terminal, and what is asked for (`on_screen`, a picture) is painted whole.

    A test marked `painted` paints each change, as a real terminal needs it; that takes half as long again.
    """
    if request.node.get_closest_marker("painted") is None:
        monkeypatch.setattr(Screen, "_compositor_refresh", unpainted)


Opened = Callable[..., AbstractAsyncContextManager[Session]]


@pytest.fixture
def opened(open_desk: Callable[[], Desk], desk: Desk) -> Opened:
    """The dashboard on the test's file, at a size and with options of its own."""

    @asynccontextmanager
    async def open_(size: tuple[int, int] = (80, 24), **options: Any) -> AsyncIterator[Session]:
        engine = Engine(open_desk, period=options.pop("period", 3600.0))
        engine._inbox = Inbox()
        app = CoachApp(engine, engine.start(), **options)
        try:
            async with app.run_test(size=size) as pilot:
                session = Session(app, engine, pilot, desk)
                await session.settle()
                yield session
        finally:
            engine.close()

    return open_


@pytest.fixture
def planned(desk: Desk, clock: Clock) -> Desk:
    """A day planned at eight, with four interruptions, at 10:21."""
    clock.now = at("08:00")
    plan(desk, PLAN)
    clock.now = at("10:21")
    for line in (
        "Bob: invoice question 10m !",
        "Ana: sign NDA 2m",
        "Raj: budget numbers 20m",
        "Kim: quote 5m ~",
    ):
        capture(desk, line)
    return desk
