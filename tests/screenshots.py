"""Makes the pictures of the README from the demo day: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch
from zoneinfo import ZoneInfo

from coachtui.domain.day import resolve
from coachtui.domain.review import Accomplished, Step
from coachtui.services import holding, reviews, sprints
from coachtui.services.demo import TODAY, starts_at
from coachtui.services.desk import Desk
from coachtui.tui import demo
from coachtui.tui.app import CoachApp
from coachtui.tui.engine import Engine
from tests.tui.conftest import Inbox, Session, key_event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDER = Path(__file__).parent.parent / "screenshots"
"""Where they are kept."""

ZONE = ZoneInfo("Europe/Paris")


class Shot(NamedTuple):
    """One picture."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    """What is pressed first; a text of several letters is pasted."""
    options: Mapping[str, Any] = MappingProxyType({})
    """How the app is made."""
    lived: Callable[[Desk, Callable[[str], None]], None] | None = None
    """What happens after 10:21, with something that sets the clock; the picture is of the time then."""


def held(desk: Desk, when: Callable[[str], None]) -> None:
    """The Budget sync runs, and three things are noted."""
    when("10:45")
    sprints.finish(desk)
    when("11:00")
    holding.start(desk)
    for clock, note in (
        ("11:03", "Q3 closed 2% under plan"),
        ("11:07", "= freeze contractor spend until January"),
        ("11:09", "? Raj: travel policy"),
    ):
        when(clock)
        holding.note(desk, note)
    when("11:12")


def reviewed(desk: Desk, when: Callable[[str], None]) -> None:
    """The Budget sync is held with notes, and its review is written as far as its actions."""
    when("10:45")
    sprints.finish(desk)
    when("11:00")
    number = holding.start(desk).meeting.id
    when("11:14")
    for note in ("Q3 closed 2% under plan", "vendor list shrinks from 9 to 6"):
        holding.note(desk, note)
    when("11:26")
    holding.note(desk, "= freeze contractor spend until January")
    when("11:30")
    holding.end(desk)
    when("11:32")
    reviews.answer(desk, number, Accomplished.PARTLY, "headcount numbers were missing")
    for line in (
        "Ana: publish the budget by wed => PDF in shared folder",
        "me: brief finance by thu => mail sent, Raj in cc",
    ):
        reviews.say(desk, number, Step.ACTIONS, line)


TYPED = ("R", "text:Raj: hiring plan by fri => linked in wiki")
"""The line that is being typed in the pictures of the review."""

MINUTES = (
    *TYPED,
    "enter",
    "enter",
    "d",
    "k",
    "enter",
    "text:Raj: travel policy",
    "enter",
    "enter",
    "enter",
    "ctrl+s",
)
"""The rest of the review, up to its minutes."""

SHOTS = (
    Shot("dashboard-80x24", (80, 24)),
    Shot("dashboard-160x48", (160, 48)),
    Shot("readiness", (80, 24), ("3", "c")),
    Shot("meeting", (100, 30), ("m", "text:! Raj: headcount table by fri => linked in wiki"), lived=held),
    Shot("capture", (80, 24), ("i", "text:Mia: contract draft 15m !")),
    Shot("triage", (80, 24), ("T",)),
    Shot(
        "resume-card",
        (80, 24),
        (
            "i",
            "text:Zoe: server down 5m !!",
            "enter",
            "text:slide 4: the numbers of Q3, next: the summary",
            "enter",
            "f",
        ),
    ),
    Shot("ledger", (80, 24), (">", ">", ">", ">", "L")),
    Shot("planning", (100, 30), ("P", "]", "1", "3", "a", "text:Client call prep 60m !", "enter", "enter")),
    Shot("review-80x24", (80, 24), TYPED, lived=reviewed),
    Shot("review-160x48", (160, 48), TYPED, lived=reviewed),
    Shot("minutes", (100, 30), MINUTES, lived=reviewed),
    Shot("wrap-up", (80, 24), ("f", "W", "t", "b", "d")),
    Shot("recap", (100, 34), ("w", "w", "[")),
    Shot("backlog", (80, 24), ("B",)),
    Shot("light", (100, 30), (), {"theme": "coachtui-light"}),
    Shot("ascii", (80, 24), (), {"ascii_only": True}),
)


async def taken(shot: Shot, folder: Path) -> str:
    """The picture as SVG; the same on every machine."""
    with patch.dict(os.environ, COACHTUI_NAME="Sam Doe"):
        return await _taken(shot, folder)


async def _taken(shot: Shot, folder: Path) -> str:
    fill = demo.opens_in(folder, ZONE, stands=True)
    at = starts_at(ZONE)

    def open_desk() -> Desk:
        """The demo day, at the time of the picture."""
        return Desk(fill().store, lambda: at, ZONE)

    def when(clock: str) -> None:
        """Set the clock."""
        nonlocal at
        at = resolve(TODAY, time.fromisoformat(clock), ZONE)

    if shot.lived:
        living = open_desk()
        shot.lived(living, when)
        living.store.close()
    engine = Engine(open_desk, period=3600.0)
    engine._inbox = Inbox()
    app = CoachApp(engine, engine.start(), **shot.options)
    desk = open_desk()
    try:
        async with app.run_test(size=shot.size) as pilot:
            session = Session(app, engine, pilot, desk)
            await session.settle()
            for key in shot.keys:
                if key.startswith("text:"):
                    await session.write(key.removeprefix("text:"))
                else:
                    app.post_message(key_event(key))
                    await session.settle()
            await pilot.pause()
            return _without_number(app.export_screenshot(title="coachtui"))
    finally:
        desk.store.close()
        engine.close()


def _without_number(picture: str) -> str:
    """Textual numbers its style classes by chance."""
    return re.sub(r"terminal-\d+-", "terminal-", picture)


def make(shot: Shot) -> str:
    """One picture, taken on a demo day of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(taken(shot, Path(folder)))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in SHOTS:
        (FOLDER / f"{one.name}.svg").write_text(make(one), encoding="utf-8")
