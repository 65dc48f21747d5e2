"""What was dealt with without a word is logged afterwards, and its minutes are not the sprint's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.domain.errors import UsageError
from coachtui.domain.interruption import State
from coachtui.domain.recap import Scale
from coachtui.services import queue, sprints
from coachtui.services.capture import capture, preview
from coachtui.services.history import undo
from coachtui.services.planning import plan
from coachtui.services.recap import recap
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, at, blocks, rows, wall

if TYPE_CHECKING:
    from tests.services.helpers import Office

DAY = """
Draft 90m !
Email 45m
11:00-11:30 Sync: agree @Ana
"""


@pytest.fixture
def day(office: Office) -> Office:
    """A day whose first sprint runs since nine."""
    office.clock.set("08:59")
    plan(office, DAY)
    office.clock.set("09:00")
    sprints.start(office)
    return office


def test_minutes_of_a_sprint_that_went_to_somebody_are_repaid_by_the_next_buffer(day: Office) -> None:
    day.clock.set("09:30")
    outcome = capture(day, "Bob: printer", at=at("09:05"), took=15)
    assert outcome.message == "Bob: printer: done 09:05–09:20, 15m; S1 Draft 1/2: 30m left, until 10:00"
    assert outcome.moved == ("S2 Draft 2/2: 09:45 → 10:00",)
    (item,) = outcome.items
    assert (item.spent, item.during, item.why) == (15, "S1 Draft 1/2", "logged afterwards")
    assert [wall(one) for one in (item.arrived_at, item.started_at, item.closed_at) if one] == [
        "09:05", "09:05", "09:20",
    ]  # fmt: skip
    view = take(day).running
    assert view
    assert (view.elapsed, view.remaining) == (15 * 60, 30 * 60)
    assert blocks(take(day))[:3] == ["S1 09:00-10:00 Draft 1/2", "S2 10:00-10:45 Draft 2/2", "B1 10:45-11:00"]


def test_what_was_logged_up_to_now_leaves_the_sprint_running(day: Office) -> None:
    day.clock.set("09:20")
    capture(day, "Bob: printer", at=at("09:05"), took=15)
    day.clock.set("09:25")
    view = take(day).running
    assert view
    assert (view.kind, view.elapsed) == ("sprint", 10 * 60)


def test_a_line_that_begins_with_times_that_are_over_is_logged_too(day: Office) -> None:
    day.clock.set("09:30")
    shown = preview(day, "9:05-9:20 Bob: printer")
    assert (shown.who, shown.title, shown.minutes) == ("Bob", "printer", 15)
    assert shown.target == "done 09:05–09:20, logged afterwards"
    outcome = capture(day, "9:05-9:20 Bob: printer")
    assert outcome.message == "Bob: printer: done 09:05–09:20, 15m; S1 Draft 1/2: 30m left, until 10:00"


@pytest.mark.parametrize(
    "line", ["9:20-9:40 Bob: call", "9:20-9:10 Bob: x", "9:05 Bob: x", "9:05-9:20", "9-10 x"]
)
def test_times_that_are_not_over_or_no_range_stay_text(day: Office, line: str) -> None:
    day.clock.set("09:30")
    (item,) = capture(day, line).items
    assert item.state is State.SLOTTED
    assert line.split()[0].partition(":")[0] in item.title + item.who


def test_in_a_buffer_it_takes_nothing_from_a_sprint(day: Office) -> None:
    day.clock.set("09:45")
    sprints.finish(day)
    before = blocks(take(day))
    day.clock.set("10:55")
    (item,) = capture(day, "Bob: printer", at=at("10:31"), took=10).items
    assert item.during.startswith("B1")
    assert blocks(take(day)) == before


def test_of_a_sprint_that_is_done_the_measured_minutes_are_less(day: Office) -> None:
    day.clock.set("09:40")
    sprints.finish(day)
    capture(day, "Bob: printer", at=at("09:30"), took=10)
    runs = day.store.query("select started_at, ended_at from run where block_id is not null")
    assert [(row["started_at"][11:16], row["ended_at"][11:16]) for row in runs] == [("08:00", "08:30")]


def test_of_a_sprint_that_was_somebody_elses_altogether_no_minute_is_focus(day: Office) -> None:
    day.clock.set("09:10")
    sprints.finish(day)
    assert recap(day, Scale.DAY, TODAY).total.focus == 10
    capture(day, "Bob: printer", at=at("09:00"), took=10)
    assert recap(day, Scale.DAY, TODAY).total.focus == 0


@pytest.mark.parametrize(
    ("when", "took", "line"),
    [
        ("09:25", 10, "09:25 and 10m end at 09:35, but it is 09:30: what is over is logged"),
        ("09:08", 5, "09:08–09:13 overlaps Kim: server, whose clock ran 09:10–09:20: choose another time"),
        ("09:10", 1, "09:10–09:11 overlaps Kim: server, whose clock ran 09:10–09:20: choose another time"),
    ],
)
def test_what_cannot_have_been_is_refused_in_one_line_and_changes_nothing(
    day: Office, when: str, took: int, line: str
) -> None:
    day.clock.set("09:10")
    capture(day, "Kim: server !!")
    day.clock.set("09:20")
    queue.finish(day, [1])
    day.clock.set("09:30")
    before = rows(day)
    with pytest.raises(UsageError, match=line):
        capture(day, "Bob: printer", at=at(when), took=took)
    assert rows(day) == before


@given(
    worked=st.integers(1, 90), first=st.integers(-20, 90), took=st.integers(1, 60), pause=st.booleans(),
    seconds=st.integers(0, 59),
)  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_second_is_counted_twice_and_undo_restores_the_file(
    day: Office, worked: int, first: int, took: int, pause: bool, seconds: int
) -> None:
    day.clock.set("09:00")
    day.clock.tick(worked + seconds / 60)
    if pause:
        sprints.pause(day)
    begins, before = at("09:00"), rows(day)
    was = take(day).running
    assert was
    starts = begins.timestamp() + first * 60
    overlap = max(0, min(starts + took * 60, day.clock.now.timestamp()) - max(starts, begins.timestamp()))
    is_over = starts + took * 60 <= day.clock.now.timestamp()
    try:
        capture(day, "Bob: printer", at=begins.fromtimestamp(starts, begins.tzinfo), took=took)
    except UsageError:
        assert not is_over
        assert rows(day) == before
    else:
        assert is_over
        now = take(day).running
        assert now
        assert now.elapsed == was.elapsed - overlap
        assert now.remaining == was.remaining + overlap
        assert now.is_paused == pause
        undo(day)
        assert rows(day) == before
    if pause:
        undo(day)
