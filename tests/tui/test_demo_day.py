"""The demo day: in a file that is thrown away, its clock runs, and a tour asks for the real keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coachtui.tui import app as apps
from coachtui.tui import demo, opening
from coachtui.tui.engine import Engine
from coachtui.tui.screens.days import DEMO, TOUR
from coachtui.tui.settings import Settings
from coachtui.tui.tour import STEPS, Tour
from tests.tui.conftest import PARIS, Inbox, Session

if TYPE_CHECKING:
    from pathlib import Path

    from coachtui.services.desk import Desk
    from tests.tui.conftest import Inbox, Opened


@asynccontextmanager
async def toured(
    folder: Path, size: tuple[int, int] = (80, 24), settings: Settings | None = None
) -> AsyncIterator[Session]:
    """The demo day at its 10:21, in a folder of the test."""
    open_desk = demo.opens_in(folder, PARIS, stands=True)
    engine = Engine(open_desk, period=3600.0)
    engine._inbox = Inbox()
    app = apps.CoachApp(engine, engine.start(), settings=settings or Settings(), tour=Tour())
    other = open_desk()
    try:
        async with app.run_test(size=size) as pilot:
            session = Session(app, engine, pilot, other)
            await session.settle()
            yield session
    finally:
        other.store.close()
        engine.close()


def test_its_clock_runs_from_10_21_on(tmp_path: Path) -> None:
    desk = demo.opens_in(tmp_path, PARIS)()
    now = desk.now().astimezone(PARIS)
    desk.store.close()
    assert f"{now:%Y-%m-%d %H:%M}" == "2026-11-24 10:21"
    again = demo.opens_in(tmp_path, PARIS)()
    again.store.close()
    assert timedelta() <= again.now() - now < timedelta(minutes=1)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=str)
async def test_the_tour_asks_for_seven_keys_and_blocks_none(tmp_path: Path, size: tuple[int, int]) -> None:
    async with toured(tmp_path, size) as session:
        assert "DEMO  nothing here is kept" in session.text
        await session.press("t", "j")
        assert "DEMO 1/7" in session.text
        await session.press("i")
        assert "DEMO 2/7" in session.screen.hint.text
        await session.write("Bob: a question 5m")
        await session.press("enter", "2", "d")
        assert "DEMO 3/7" in session.text
        await session.press("]", "u", "space")
        assert "DEMO 6/7" in session.screen.hint.text
        await session.press("enter", "?")
        assert "DEMO 7/7" in session.screen.hint.text
        await session.press("escape")
        assert STEPS[-1].text.split("{")[0] in session.text


async def test_the_tour_is_read_whole_at_every_size_and_after_every_resize(tmp_path: Path) -> None:
    async with toured(tmp_path, (160, 48)) as session:
        await session.press("t")
        for size in ((60, 15), (79, 23), (220, 60), (60, 15)):
            await session.pilot.resize_terminal(*size)
            await session.settle()
            said = " ".join(session.screen.hint.text.split())
            assert said == "DEMO 1/7 Bob has a minute? Press i, type `Bob: a question 5m` and Enter."
            assert "? all keys" in session.text


async def test_after_the_tour_has_begun_t_jumps_to_now_again(tmp_path: Path) -> None:
    async with toured(tmp_path) as session:
        await session.press("2", "t")
        assert session.screen.active.NAME == "Queue"
        await session.press("t")
        assert session.screen.active.NAME == "Today"


@pytest.mark.parametrize(("key", "status"), [("o", DEMO), ("t", TOUR)])
async def test_the_empty_screen_leads_to_the_demo_day(opened: Opened, key: str, status: int) -> None:
    async with opened() as session:
        assert "look at a full demo day" in session.text
        await session.press(key)
        assert session.app.return_value == status


async def test_a_screen_with_work_on_it_is_not_left_for_the_demo_day(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("o")
        assert "coachtui demo" in session.said


def test_the_demo_day_comes_between_the_empty_screen_and_itself_and_its_file_is_gone(
    open_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, bool]] = []
    statuses = iter([TOUR, 0, 0])

    def left(self: apps.CoachApp, **_: Any) -> int:
        shown.append((self._engine.path, self._dashboard.tour is not None))
        return next(statuses)

    monkeypatch.setattr(apps.CoachApp, "run", left)
    assert opening.run(open_desk, ascii_only=False) == 0
    assert [is_demo for _, is_demo in shown] == [False, True, False]
    assert shown[0][0] == shown[2][0] != shown[1][0]
    from pathlib import Path

    assert not Path(shown[1][0]).parent.exists()
