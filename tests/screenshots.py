"""Makes the pictures of the README from the demo day: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from coachtui.tui import demo
from coachtui.tui.app import CoachApp
from coachtui.tui.engine import Engine
from tests.tui.conftest import Session, key_event

if TYPE_CHECKING:
    from collections.abc import Mapping

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


SHOTS = (
    Shot("dashboard-80x24", (80, 24)),
    Shot("dashboard-160x48", (160, 48)),
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
    Shot("wrap-up", (80, 24), ("f", "W", "t", "b", "d")),
    Shot("light", (100, 30), (), {"theme": "coachtui-light"}),
    Shot("ascii", (80, 24), (), {"ascii_only": True}),
)


async def taken(shot: Shot, folder: Path) -> str:
    """The picture as SVG; the same on every machine."""
    open_desk = demo.opens_in(folder, ZONE, stands=True)
    engine = Engine(open_desk, period=3600.0)
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
