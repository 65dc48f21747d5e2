"""The clock jumps while something runs: asked once, quietly, and answered by two keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coachtui.services import sprints
from coachtui.services.capture import capture
from coachtui.services.snapshot import take
from tests.tui.conftest import at, work_in

if TYPE_CHECKING:
    from coachtui.services.day_views import RunningView
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened, Session

ASKED = "away 10:22–10:52, 30m: Z says what that was; S2 Draft board deck 2/2 ran"


def running(desk: Desk) -> RunningView:
    view = take(desk).running
    assert view is not None
    return view


async def sleep(session: Session, clock: Clock, wall: str) -> None:
    """The lid is closed, and opened again at a time."""
    session.engine.look()
    await session.settle()
    clock.now = at(wall)
    session.engine.look()
    await session.settle()


@pytest.fixture
def begun(planned: Desk, clock: Clock) -> Desk:
    """The second sprint runs since 10:21, and it is 10:22."""
    sprints.start(planned)
    clock.now = at("10:22")
    return planned


@pytest.mark.parametrize(
    ("key", "elapsed", "said"),
    [
        ("s", 31, "10:22–10:52, 30m: counts"),
        ("b", 0, "10:22–10:52, 30m: was a break"),
        ("x", 1, "10:22–10:52, 30m: does not count"),
    ],
)
async def test_on_return_it_is_asked_once_and_two_keys_answer(
    opened: Opened, begun: Desk, clock: Clock, key: str, elapsed: int, said: str
) -> None:
    async with opened(size=(100, 30)) as session:
        await sleep(session, clock, "10:52")
        assert ASKED in session.text
        assert "Z was away" in session.screen.footer.text
        before = work_in(begun.store)
        await session.press("Z")
        await session.pilot.pause(0.35)
        assert "s    work" in session.text
        await session.press(key)
        assert running(begun).elapsed // 60 == elapsed
        assert said in session.said
        assert ASKED not in session.text
        assert "Z was away" not in session.screen.footer.text
        await session.press("u")
        assert work_in(begun.store) == before


async def test_nothing_is_asked_about_a_clock_that_only_goes_on(
    opened: Opened, begun: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await sleep(session, clock, "10:26")
        assert "away" not in session.text
        await session.press("Z")
        assert "the clock did not run without you" in session.said


async def test_without_a_clock_that_runs_nothing_is_asked(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    async with opened() as session:
        await sleep(session, clock, "11:52")
        assert "says what that was" not in session.text
    sprints.start(planned, None)
    sprints.pause(planned)
    async with opened() as session:
        await sleep(session, clock, "13:52")
        assert "says what that was" not in session.text


async def test_the_question_takes_no_focus_and_covers_no_line(
    opened: Opened, begun: Desk, clock: Clock
) -> None:
    async with opened(size=(100, 30)) as session:
        await session.press("i")
        await session.write("Mia: half a l")
        await sleep(session, clock, "10:52")
        assert session.screen.prompt.is_open
        assert session.screen.prompt.text == "Mia: half a l"
        await session.press("Z")
        assert session.screen.prompt.text == "Mia: half a lZ"
        await session.press("escape")
        assert ASKED in session.text


async def test_a_key_that_means_something_else_leaves_the_time_as_it_was(
    opened: Opened, begun: Desk, clock: Clock
) -> None:
    async with opened(size=(100, 30)) as session:
        await sleep(session, clock, "10:52")
        before = work_in(begun.store)
        await session.press("Z", "escape")
        assert work_in(begun.store) == before
        assert ASKED not in session.text
        await session.press("Z", "x")
        assert running(begun).elapsed == 60


async def test_once_the_answer_is_undone_it_is_asked_again(opened: Opened, begun: Desk, clock: Clock) -> None:
    async with opened(size=(100, 30)) as session:
        await sleep(session, clock, "10:52")
        await session.press("Z", "x")
        assert ASKED not in session.text
        await session.press("u")
        assert ASKED in session.text
        assert "Z was away" in session.screen.footer.text
        await session.press("U")
        assert ASKED not in session.text
        await session.press("u", "Z", "b")
        assert "10:22–10:52, 30m: was a break" in session.said
        assert ASKED not in session.text
        await session.press("u", "f")
        assert ASKED not in session.text


async def test_what_is_finished_first_is_not_asked_about_any_more(
    opened: Opened, begun: Desk, clock: Clock
) -> None:
    async with opened(size=(100, 30)) as session:
        await sleep(session, clock, "10:52")
        await session.press("f")
        assert ASKED not in session.text
        assert "Z was away" not in session.screen.footer.text


async def test_a_dashboard_that_is_opened_long_after_the_end_asks_too(
    opened: Opened, begun: Desk, clock: Clock
) -> None:
    clock.now = at("12:10")
    async with opened(size=(110, 30)) as session:
        await session.settle()
        assert "away 10:30–12:10, 1h40m: Z says what that was; S2 Draft board deck 2/2 ran" in session.text
        await session.press("Z", "x")
        assert running(begun).remaining == 0


async def test_of_an_interruption_it_is_asked_by_its_name(opened: Opened, begun: Desk, clock: Clock) -> None:
    capture(begun, "Zoe: server down !!")
    async with opened(size=(110, 30)) as session:
        await sleep(session, clock, "10:52")
        assert ": Z says what that was; Zoe: server down ran" in session.text
        await session.press("Z", "x")
        assert running(begun).elapsed == 0
