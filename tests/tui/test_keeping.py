"""The dashboard looks after the file by itself: beside all else, once a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.store.backup import daily_backups
from coachtui.tui import app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Clock, Opened, Session


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "KEEPING_AFTER", 0.001)


async def kept(session: Session) -> None:
    """Waits until the file was looked after, and the screen says what there is to say."""
    await session.pilot.pause(0.01)
    await session.app.workers.wait_for_complete()
    await session.settle()


async def test_a_copy_is_made_on_every_day_that_the_dashboard_sees(
    opened: Opened, clock: Clock, tmp_path: Path
) -> None:
    async with opened() as session:
        await kept(session)
        assert len(daily_backups(tmp_path / "coach.db")) == 1
        clock.now += timedelta(days=1)
        session.engine.look()
        await session.settle()
        await kept(session)
        assert len(daily_backups(tmp_path / "coach.db")) == 2


async def test_a_copy_that_cannot_be_made_is_told_in_one_line(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    async with opened(size=(160, 48)) as session:
        await kept(session)
        assert "today's copy of the file was not made" in session.said
