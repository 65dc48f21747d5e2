"""The backlog, the forecast and the end of the day by key; `u` takes each back to the row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.services import lane, wrapup
from coachtui.services.capture import capture
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.rhythms import week
from coachtui.services.snapshot import take
from coachtui.tui.screens.backlog import BacklogScreen
from coachtui.tui.screens.forecast import ForecastScreen
from coachtui.tui.screens.wrapping import WrapScreen
from tests.store.helpers import dump
from tests.tui.conftest import TODAY, at, type_in_a_row

if TYPE_CHECKING:
    from coachtui.services.desk import Desk
    from tests.tui.conftest import Clock, Opened

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)], ids=str)
HOSTILE = "[/b] [@click=app.quit]x[/] 日本語の長い題名"
FRIDAY, MONDAY = TODAY - timedelta(days=4), TODAY - timedelta(days=1)


@pytest.fixture
def morning(desk: Desk, clock: Clock) -> Desk:
    """Tuesday at 8:30: Friday left one task, Monday two."""
    clock.now = at("09:00", FRIDAY)
    plan(desk, f"{HOSTILE} 60m")
    clock.now = at("09:00", MONDAY)
    plan(desk, "Runbook 30m\nInvoice template 20m !")
    clock.now = at("08:30")
    plan(desk, "Deck 90m")
    return desk


def left(desk: Desk) -> list[str]:
    return [one.title for one in lane.look(desk).left]


@SIZES
async def test_what_is_left_waits_behind_a_key_and_the_day_stays_clean(
    opened: Opened, morning: Desk, size: tuple[int, int]
) -> None:
    before = dump(morning.store)
    async with opened(size) as session:
        assert "Runbook" not in session.text
        await session.press("B")
        assert "3 left over; clear back to yesterday" in session.text
        assert "From previous days" in session.text
        assert session.text.index("Invoice template") < session.text.index("[/b] [@click")
        await session.press("escape")
        assert dump(morning.store) == before


@pytest.mark.parametrize(
    ("key", "said", "rest"),
    [
        ("enter", "in spare buffer", 2),
        ("space", "in spare buffer", 2),
        ("t", "Invoice template: tomorrow", 2),
        ("d", "Invoice template: done", 2),
        ("x", "Invoice template: let go", 2),
        ("b", "Invoice template: at rest", 2),
        ("B", "3 from yesterday and before are at rest", 0),
        ("-", "Invoice template: stays as it is", 3),
    ],
)
async def test_one_key_decides_and_u_takes_it_back(
    opened: Opened, morning: Desk, key: str, said: str, rest: int
) -> None:
    before = dump(morning.store)
    async with opened((100, 30)) as session:
        await session.press("B", key)
        assert said in session.text
        assert len(left(morning)) == rest
        assert isinstance(session.app.screen, BacklogScreen)
        if rest < 3:
            await session.press("u")
            assert dump(morning.store) == before
            await session.settle()
            assert "3 left over" in session.text


async def test_a_task_is_given_to_a_name_and_no_name_gives_nothing(opened: Opened, morning: Desk) -> None:
    async with opened() as session:
        await session.press("B", "@", "escape", "@")
        await session.write("Raj")
        await session.press("enter")
        assert "given to Raj" in session.text
        assert "Invoice template" not in left(morning)


async def test_what_rests_is_woken_by_the_same_key(opened: Opened, morning: Desk) -> None:
    async with opened((100, 30)) as session:
        await session.press("B", "b")
        assert "Backlog" in session.text
        await session.press("j", "j", "j")
        await session.press("b")
        assert "awake" in session.text
        assert len(left(morning)) == 3


async def test_what_is_due_soon_is_put_to_rest_and_woken_by_one_key(opened: Opened, morning: Desk) -> None:
    morning.store.query("update task set due = '2026-11-25' where title = 'Runbook'")

    def rests() -> bool:
        return next(one.rests for one in lane.look(morning).tasks if one.title == "Runbook")

    async with opened((100, 30)) as session:
        await session.press("B")
        while "Runbook" not in session.text:
            await session.press("j")
        await session.press("j", "j", "b")
        assert rests()
        await session.press("b")
        assert not rests()


async def test_the_day_says_how_far_back_all_is_clear(opened: Opened, morning: Desk, clock: Clock) -> None:
    async with opened((100, 40)) as session:
        session.engine.look()
        clock.now = at("08:31")
        session.engine.look()
        await session.settle()
        assert "3 left over, clear back to Mon 23 Nov  B" in session.text


async def test_what_was_carried_over_three_times_is_asked_about(
    opened: Opened, desk: Desk, clock: Clock
) -> None:
    for days in (3, 2, 1):
        clock.now = at("09:00", TODAY - timedelta(days=days))
        plan(desk, "Runbook 30m")
    clock.now = at("09:00")
    async with opened() as session:
        await session.press("B")
        assert "do it, give it, or let it go?" in session.text
        await session.press("-")
        assert "do it, give it" not in session.text


async def test_an_empty_backlog_says_what_fills_it(opened: Opened, desk: Desk) -> None:
    async with opened() as session:
        await session.press("B", "d")
        assert "Nothing waits" in session.text
        await session.press("q")
        assert session.app.screen is session.screen


@SIZES
async def test_the_forecast_is_read_and_taken_by_one_key(
    opened: Opened, morning: Desk, size: tuple[int, int]
) -> None:
    before = dump(morning.store)
    rhythm = week(morning)[2]
    async with opened(size) as session:
        await session.press("F")
        assert any(isinstance(one, ForecastScreen) for one in session.app.screen_stack)
        assert "FORECAST  tomorrow: " in session.text
        assert "until ten days are logged" in session.text
        await session.press("enter")
        assert week(morning)[2] != rhythm
        assert "rhythm set: Monday" in session.text
        await session.press("u")
        assert dump(morning.store) == before
        await session.press("escape")
        assert session.app.screen is session.screen


async def test_a_standing_buffer_is_taken_by_one_key_where_somebody_comes_every_day(
    opened: Opened, desk: Desk, clock: Clock
) -> None:
    for days in (4, 3, 2):
        clock.now = at("10:10", TODAY - timedelta(days=days))
        capture(desk, "Bob: a minute 5m")
    clock.now = at("08:30")
    async with opened((100, 30)) as session:
        await session.press("F")
        assert "Bob came on 3 days of the last week around 10:10" in session.text
        await session.press("s")
        assert [one.title for one in week(desk)[0].breaks] == ["Bob"]
        await session.press("s")
        assert "no standing buffer" in session.text


async def test_planning_says_what_buffer_the_day_needs_and_b_gives_it(opened: Opened, morning: Desk) -> None:
    async with opened((100, 30)) as session:
        await session.press("P")
        assert "until ten days are logged" in session.text
        before = week(morning)[1]
        await session.press("b")
        after = week(morning)[1]
        assert (before.buffer, after.buffer) == (15, 20)
        assert "20m buffer every 2" in session.text


@pytest.mark.parametrize("count", [0, 5, 40])
async def test_any_day_is_closed_in_at_most_eight_keys(
    opened: Opened, desk: Desk, clock: Clock, count: int
) -> None:
    clock.now = at("09:00")
    plan(desk, "\n".join(f"Task {number} 45m" for number in range(count // 2)))
    for number in range(count - count // 2):
        capture(desk, f"Bob: question {number} 5m")
    clock.now = at("17:05")
    keys = ["W", "d", "b", "T", "ctrl+s"] if count else ["W", "ctrl+s"]
    async with opened() as session:
        await session.press(*keys)
        assert not isinstance(session.app.screen, WrapScreen)
        assert "Tuesday is closed" in session.said
        assert wrapup.look(desk).things == ()
    assert len(keys) <= 8
    if count:
        assert len(text_of(desk, TODAY + timedelta(days=1)).splitlines()) == count // 2


async def test_what_has_no_word_goes_to_the_backlog_together(
    opened: Opened, planned: Desk, clock: Clock
) -> None:
    clock.now = at("17:05")
    async with opened() as session:
        await session.press("W", "d", "B", "ctrl+s")
        assert "6 backlog, 1 done" in session.said
    assert take(planned).items == ()
    assert [one.kind for one in take(planned).blocks if one.kind is BlockKind.SPRINT] != []


async def test_what_nobody_decides_so_fast_is_taken_back_and_offered_as_an_interruption(
    opened: Opened, morning: Desk
) -> None:
    async with opened() as session:
        before = left(morning)
        await session.press("B")
        session.screen.guard.reset()
        await type_in_a_row(session, "dxbdtx now")
        await session.settle()
        assert left(morning) == before
        assert session.app.screen is session.screen
        assert session.screen.prompt.text == "dxbdtx now"
