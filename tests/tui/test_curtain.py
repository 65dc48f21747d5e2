"""What Enter closes and what is answered are painted together, and nobody waits for a slow answer to see."""

from __future__ import annotations

import pytest

from coachtui.services.desk import Desk
from coachtui.tui import curtain
from tests.tui.conftest import Opened, Session


def paintings(session: Session) -> list[tuple[bool, int]]:
    """Of each layout that is painted from now on: whether the line is open, and how many items wait."""
    screen, seen = session.screen, list[tuple[bool, int]]()

    def note(_: object) -> None:
        assert screen.snapshot is not None
        seen.append((screen.prompt.is_open, len(screen.snapshot.items)))

    screen.screen_layout_refresh_signal.subscribe(screen, note, immediate=True)
    return seen


async def first(session: Session, seen: list[tuple[bool, int]]) -> tuple[bool, int]:
    """The first of the paintings, which comes with the next frame of the screen."""
    for _ in range(500):
        if seen:
            break
        await session.pilot.pause(0.01)
    return seen[0]


async def test_the_line_closes_and_the_promise_comes_in_one_painting(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curtain, "MOMENT", 600.0)  # so that no busy machine answers too late for this
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo 5m")
        seen = paintings(session)
        await session.press("enter")
        assert "Sam: logo" in session.said
        assert await first(session, seen) == (False, 5)


async def test_what_comes_after_a_refusal_is_painted(
    opened: Opened, planned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curtain, "MOMENT", 600.0)
    async with opened() as session:
        await session.press("U")
        assert "othing to redo" in session.said
        seen = paintings(session)
        await session.press("z")
        assert await first(session, seen) == (False, 4)


async def test_the_line_is_seen_to_close_also_while_the_answer_waits(opened: Opened, planned: Desk) -> None:
    async with opened() as session:
        await session.press("i")
        await session.write("Sam: logo 5m")
        seen = paintings(session)
        with planned.store.change():
            await session.pilot.press("enter")
            assert await first(session, seen) == (False, 4)
        await session.settle()
        assert "Sam: logo" in session.said
