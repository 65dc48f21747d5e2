"""The running sprint: its measured time, what gives way to it, and what breaks it (rules 6 to 8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.recap import Scale
from coachtui.services import queue, sprints
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.planning import plan
from coachtui.services.recap import recap
from coachtui.services.resuming import resumption_lag
from coachtui.services.snapshot import take
from tests.services.helpers import blocks, open_office, queue_of, rows, wall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coachtui.services.day_views import RunningView
    from coachtui.services.item_views import Outcome
    from tests.services.helpers import Office

DAY = """
Draft 90m !
Email 45m
Report 90m
11:00-11:30 Sync: agree @Ana
12:00-13:00 break Lunch
"""

PLANNED = [
    "S1 09:00-09:45 Draft 1/2",
    "S2 09:45-10:30 Draft 2/2",
    "B1 10:30-11:00",
    "M1 11:00-11:30 Sync",
    "B2 11:30-12:00",
    "R1 12:00-13:00 Lunch",
    "S3 13:00-13:45 Email",
    "S4 13:45-14:30 Report 1/2",
    "B3 14:30-14:45",
    "S5 14:45-15:30 Report 2/2",
    "B4 15:30-17:30",
]


@pytest.fixture
def day(office: Office) -> Office:
    """A planned day, just before it begins."""
    office.clock.set("08:59")
    plan(office, DAY)
    assert blocks(take(office)) == PLANNED
    return office


def id_of(office: Office, label: str) -> int:
    found = next(one.id for one in take(office).blocks if one.label == label)
    assert found is not None
    return found


def running(office: Office) -> RunningView:
    view = take(office).running
    assert view is not None
    return view


def sprint(office: Office) -> RunningView:
    """The sprint that has begun, whether or not the clock runs for it."""
    view = take(office).paused or running(office)
    assert view.kind == "sprint"
    return view


def task_states(office: Office) -> dict[str, str]:
    return {row["title"]: row["state"] for row in office.store.query("select title, state from task")}


def at(office: Office, clock: str, seconds: int = 0) -> None:
    office.clock.set(clock)
    office.clock.now += timedelta(seconds=seconds)


def test_a_sprint_that_starts_in_its_time_keeps_its_end(day: Office) -> None:
    at(day, "09:20", 30)
    outcome = sprints.start(day)
    assert outcome.message == "S1 Draft 1/2: 25m left, until 09:45"
    assert outcome.moved == ()
    view = running(day)
    assert (view.label, view.elapsed, view.remaining, wall(view.ends_at)) == ("S1", 0, 1470, "09:45")
    assert blocks(take(day)) == PLANNED


@pytest.mark.parametrize(
    ("when", "label", "message", "after"),
    [
        pytest.param(
            "08:59",
            "",
            "S1 Draft 1/2: 45m left, until 09:44",
            ["S1 08:59-09:44 Draft 1/2", "B1 09:44-09:45", "S2 09:45-10:30 Draft 2/2"],
            id="early",
        ),
        pytest.param(
            "10:40",
            "",
            "S3 Email: 45m left, until 11:25",
            [
                "S1 09:00-09:45 Draft 1/2",
                "S2 09:45-10:30 Draft 2/2",
                "B1 10:30-10:40",
                "S3 10:40-11:00 Email",
            ],
            id="the next one, in a buffer and up to the meeting",
        ),
        pytest.param(
            "09:50",
            "S1",
            "S1 Draft 1/2: 45m left, until 10:35",
            ["B1 09:00-09:50", "S1 09:50-10:35 Draft 1/2", "S2 10:35-11:00 Draft 2/2"],
            id="late, in the time of the next, which moves behind it",
        ),
        pytest.param(
            "12:10",
            "S4",
            "S3 Report 1/2: 45m left, until 12:55",
            [*PLANNED[:5], "R1 12:00-12:10 Lunch", "S3 12:10-12:55 Report 1/2", "B3 12:55-13:00"],
            id="in the break, which is cut short",
        ),
    ],
)
def test_a_sprint_that_starts_at_another_time_moves_there(
    day: Office, when: str, label: str, message: str, after: list[str]
) -> None:
    at(day, when)
    outcome = sprints.start(day, id_of(day, label) if label else None)
    assert outcome.message == message
    assert blocks(take(day))[: len(after)] == after


def test_what_a_late_start_moves_is_told(day: Office) -> None:
    capture(day, "Bob: invoice 10m")
    at(day, "09:50")
    outcome = sprints.start(day, id_of(day, "S1"))
    assert outcome.moved == (
        "S2 Draft 2/2: 09:45 → 10:35, 20m do not fit any more",
        "Bob: invoice: 10:30 today → 11:30 today (its buffer got shorter: first buffer with 10m free)",
    )
    assert [(one.title, one.minutes) for one in take(day).unplaced] == [("Draft", 20)]


@pytest.mark.parametrize(
    ("when", "label", "line"),
    [
        ("11:10", None, "M1 Sync is on until 11:30: S3 Email can start after it"),
        ("09:10", "B1", "that is no sprint of today: coachtui today shows them"),
    ],
)
def test_a_start_is_refused_in_one_line(day: Office, when: str, label: str | None, line: str) -> None:
    at(day, when)
    with pytest.raises(CoachError, match=line):
        sprints.start(day, id_of(day, label) if label else None)


def test_one_sprint_at_a_time_also_from_another_terminal(day: Office, path: Path) -> None:
    at(day, "09:00")
    with open_office(path, day.clock).store as store:
        other = open_office(path, day.clock)
        assert store.query("select 1 from run") == []
        sprints.start(day)
        assert running(other).label == "S1"
        with pytest.raises(CoachError, match="S1 Draft 1/2 is running: finish or park it first"):
            sprints.start(other, id_of(other, "S2"))
        sprints.pause(other, "from there")
        with pytest.raises(CoachError, match="S1 Draft 1/2 is paused: finish or park it first"):
            sprints.start(day, id_of(day, "S2"))
        assert sprints.start(day).message.endswith("Where you were: from there")
        other.store.close()


def test_a_pause_stops_the_clock_and_the_day_waits(day: Office) -> None:
    capture(day, "Bob: invoice 10m")
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:10", 20)
    assert sprints.pause(day, "  the\ttable ").message == "paused S1 Draft 1/2: 35m left"
    at(day, "09:30")
    view = running(day)
    assert (view.is_paused, view.elapsed, view.remaining, view.resume) == (True, 620, 2080, "the table")
    assert blocks(take(day))[:3] == ["S1 09:00-10:05 Draft 1/2", "S2 10:05-10:50 Draft 2/2", "B1 10:50-11:00"]
    assert queue_of(day) == {"invoice": ["B1 10:50-11:00"]}
    outcome = sprints.resume(day)
    assert outcome.message == "S1 Draft 1/2: 35m left, until 10:05. Where you were: the table"
    assert outcome.moved == ("Bob: invoice: 10:30 today → 10:50 today (its buffer begins later)",)
    at(day, "09:40")
    assert (running(day).elapsed, running(day).remaining) == (620 + 600, 2080 - 600)


def test_what_is_slotted_behind_an_overrun_is_settled_by_the_live_day(day: Office) -> None:
    for line in ("one 15m", "two 10m"):
        capture(day, line)
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:55")
    assert blocks(take(day))[:3] == ["S1 09:00-09:55 Draft 1/2", "S2 09:55-10:40 Draft 2/2", "B1 10:40-11:00"]
    assert queue_of(day) == {"one": ["B1 10:40-10:55"], "two": ["B2 11:30-11:40"]}
    assert capture(day, "three 5m").items[0].promise == "10:55 today, 2nd in line"
    assert running(day).is_overrun
    assert not running(day).wants_decision
    at(day, "09:56", 15)
    assert running(day).wants_decision


def test_a_sprint_asks_ten_minutes_before_a_meeting_that_it_would_miss(day: Office) -> None:
    at(day, "10:40")
    sprints.start(day)
    view = running(day)
    assert [(one.label, one.minutes) for one in take(day).slips] == [("S3", 25)]
    assert not view.wants_decision
    at(day, "10:50")
    assert running(day).wants_decision
    sprints.pause(day)
    assert not running(day).wants_decision


def test_a_laptop_that_slept_shows_the_right_minutes(day: Office, path: Path) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "10:20", 7)
    again = open_office(path, day.clock)
    assert (running(again).elapsed, running(again).remaining) == (4807, 2700 - 4807)
    again.store.close()
    sprints.pause(day)
    at(day, "16:00")
    assert running(day).remaining == 2700 - 4807
    day.clock.set("09:30", date(2026, 11, 25))
    assert sprint(day).date == date(2026, 11, 24)
    with pytest.raises(CoachError, match="S1 Draft 1/2 of yesterday is still open: finish or park it"):
        sprints.resume(day)
    assert sprints.finish(day).message == "S1 Draft 1/2 of yesterday done in 1h21m"
    assert blocks(take(day, date(2026, 11, 24)))[0] == "S1 09:00-09:45 Draft 1/2"


def test_a_clock_that_is_set_back_takes_nothing_away(day: Office) -> None:
    at(day, "09:10")
    sprints.start(day)
    at(day, "09:05")
    assert running(day).elapsed == 0
    sprints.pause(day)
    assert running(day).remaining == 35 * 60


def test_a_sprint_that_is_done_early_leaves_its_minutes_to_the_next_buffer(day: Office) -> None:
    at(day, "09:45")
    sprints.start(day)
    at(day, "10:05", 10)
    outcome = sprints.finish(day)
    assert outcome.message == "S2 Draft 2/2 done in 21m; next: S3 Email 13:00 (coachtui start begins it)"
    assert blocks(take(day))[1:3] == ["S2 09:45-10:06 Draft 2/2", "B1 10:06-11:00"]
    assert take(day).running is None


def test_a_sprint_that_is_done_late_has_moved_the_day(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:52")
    shown = blocks(take(day))
    sprints.finish(day)
    assert blocks(take(day)) == shown
    assert shown[:3] == ["S1 09:00-09:52 Draft 1/2", "S2 09:52-10:37 Draft 2/2", "B1 10:37-11:00"]


def test_a_task_is_done_with_its_last_sprint(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    sprints.finish(day)
    assert task_states(day)["Draft"] == "open"
    at(day, "09:50")
    sprints.start(day, id_of(day, "S2"))
    assert "all of Draft is done" in sprints.finish(day).message
    assert task_states(day) == {"Draft": "done", "Email": "open", "Report": "open"}
    undo(day)
    assert task_states(day)["Draft"] == "open"


def test_a_task_with_minutes_that_are_not_placed_stays_open(day: Office) -> None:
    at(day, "09:50")
    sprints.start(day, id_of(day, "S1"))
    sprints.finish(day)
    at(day, "09:55")
    sprints.start(day)
    sprints.finish(day)
    assert [(one.title, one.minutes) for one in take(day).unplaced] == [("Draft", 20)]
    assert task_states(day)["Draft"] == "open"


@pytest.mark.parametrize(
    ("minutes", "left", "until", "next_starts"), [(5, 30, "09:50", "09:50"), (-10, 15, "09:35", "09:45")]
)
def test_extending_moves_what_follows_and_shortening_gives_it_back(
    day: Office, minutes: int, left: int, until: str, next_starts: str
) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20")
    outcome = sprints.extend(day, minutes)
    assert outcome.message == f"S1 Draft 1/2: {left}m left, until {until}"
    assert blocks(take(day), BlockKind.SPRINT)[1].startswith(f"S2 {next_starts}-")
    sprints.extend(day, -minutes)
    assert blocks(take(day)) == PLANNED


def test_the_last_minute_is_not_given_away(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:44", 30)
    with pytest.raises(CoachError, match="S1 Draft 1/2 has no minute to give: coachtui finish ends it"):
        sprints.extend(day, -5)
    at(day, "09:48")
    assert sprints.extend(day, 5).message == "S1 Draft 1/2: 5m left, until 09:53"


def test_a_parked_sprint_comes_back_later_with_its_note(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20")
    outcome = sprints.park(day, "the table")
    assert outcome.message == "S1 Draft 1/2 parked after 20m; 25m come back at 15:30"
    assert blocks(take(day))[:3] == ["S1 09:00-09:20 Draft 1/3", "B1 09:20-09:45", "S2 09:45-10:30 Draft 2/3"]
    assert "S6 15:30-15:55 Draft 3/3" in blocks(take(day))
    at(day, "15:35")
    assert sprints.start(day).message.startswith(
        "S6 Draft 3/3: 20m left, until 15:55. Where you were: the table"
    )


def test_a_parked_sprint_without_room_is_listed_and_its_note_is_not_lost(office: Office) -> None:
    office.clock.set("08:59")
    plan(office, "Draft 45m\nMore 9h")
    at(office, "09:00")
    sprints.start(office)
    at(office, "09:20")
    assert sprints.park(office, "the table").message == "S1 Draft parked after 20m; 25m have no place today"
    assert ("Draft", 25) in [(one.title, one.minutes) for one in take(office).unplaced]
    office.clock.set("08:59", date(2026, 11, 25))
    plan(office, "Draft 25m")
    office.clock.set("09:00", date(2026, 11, 25))
    assert sprints.start(office).message == "S1 Draft: 25m left, until 09:25. Where you were: the table"


@pytest.mark.parametrize(
    ("note", "on"),
    [("the table >tomorrow", None), ("the table", date(2026, 11, 25)), ("the table >wed", None)],
)
def test_what_has_lost_its_pull_comes_back_on_another_day_with_its_note(
    day: Office, note: str, on: date | None
) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20")
    before = rows(day)
    outcome = sprints.park(day, note, on)
    assert outcome.message == "S1 Draft 1/2 parked after 20m; 25m wait for the plan of tomorrow"
    assert blocks(take(day))[:2] == ["S1 09:00-09:20 Draft 1/3", "B1 09:20-09:45"]
    ahead = take(day, date(2026, 11, 25)).unplaced
    assert [(one.title, one.minutes) for one in ahead] == [("Draft", 25)]
    undo(day)
    assert rows(day) == before
    sprints.park(day, note, on)
    day.clock.set("08:59", date(2026, 11, 25))
    plan(day, "Draft 25m")
    day.clock.set("09:00", date(2026, 11, 25))
    assert sprints.start(day).message.endswith("Where you were: the table")


def test_a_rest_does_not_come_back_on_a_day_that_is_over(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    before = rows(day)
    with pytest.raises(UsageError, match="that day is over"):
        sprints.park(day, "", date(2026, 11, 23))
    assert rows(day) == before


def test_a_sprint_that_overruns_can_be_parked_too(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:50")
    assert "5m come back at" in sprints.park(day, "almost").message


def test_now_breaks_the_sprint_and_hands_the_clock_back(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20", 30)
    outcome = capture(day, "Kim: server down 20m !!", resume="section 3")
    assert outcome.message == "Kim: server down 20m → now; paused S1 Draft 1/2: 25m left"
    assert outcome.moved == ("S2 Draft 2/2: 09:45 → 10:05",)
    assert (running(day).kind, running(day).title) == ("interruption", "Kim: server down")
    assert (sprint(day).remaining, sprint(day).resume) == (1470, "section 3")
    at(day, "09:31")
    outcome = queue.finish(day, [1])
    assert outcome.message == (
        "Kim: server down: done; S1 Draft 1/2 waits: 25m left (coachtui resume lets it go on). "
        "Where you were: section 3"
    )
    assert outcome.items[0].spent in (10, 11)
    assert outcome.moved == ("S2 Draft 2/2: 10:05 → 09:56",)
    at(day, "09:33")
    view = running(day)
    assert (view.is_paused, view.remaining, view.resume) == (True, 1470, "section 3")
    assert view.waits_since is not None
    assert wall(view.waits_since) == "09:31"
    assert sprints.resume(day).message == (
        "S1 Draft 1/2: 25m left, until 09:58 (back after 2m). Where you were: section 3"
    )
    assert (running(day).remaining, running(day).waits_since) == (1470, None)


def test_an_interruption_that_breaks_another_gives_the_clock_back_to_it(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:10")
    capture(day, "Kim: one 10m !!", resume="here")
    at(day, "09:12")
    capture(day, "Ana: two 5m !!")
    assert running(day).title == "Ana: two"
    at(day, "09:15")
    assert queue.drop(day, [2]).message == "Ana: two: dropped; Kim: one goes on"
    assert (running(day).title, running(day).elapsed) == ("Kim: one", 120)
    at(day, "09:20")
    queue.finish(day, [1])
    view = running(day)
    assert (view.label, view.is_paused, view.remaining, view.resume) == ("S1", True, 35 * 60, "here")


def test_what_was_broken_goes_on_when_the_one_in_between_is_done_first(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:10")
    capture(day, "one 10m !!")
    capture(day, "two 5m !!")
    at(day, "09:12")
    assert queue.finish(day, [1]).message == "one: done"
    assert running(day).title == "two"
    assert "S1 Draft 1/2 waits: 35m left" in queue.finish(day, [2]).message


def test_a_sprint_that_was_paused_by_hand_stays_paused(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    sprints.pause(day)
    at(day, "09:01")
    capture(day, "one 10m !!")
    assert (
        queue.finish(day, [1]).message
        == "one: done; S1 Draft 1/2 waits: 45m left (coachtui resume lets it go on)"
    )
    assert (running(day).is_paused, running(day).waits_since) == (True, None)


@pytest.mark.parametrize(
    ("lags", "usual", "said"),
    [
        pytest.param([40], 40, "back after 40s", id="the first"),
        pytest.param([40, 60], 50, "back after 1m, as a rule after 40s", id="with the one before"),
        pytest.param([20, 600, 30], 30, "back after 30s, as a rule after 5m 10s", id="their median"),
        pytest.param([0], None, "Where you were: here", id="none where the sprint took the clock at once"),
    ],
)
def test_the_time_from_an_interruption_to_the_restart_is_measured(
    day: Office, lags: list[int], usual: int | None, said: str
) -> None:
    at(day, "09:00")
    sprints.start(day)
    message = ""
    for number, lag in enumerate(lags, 1):
        day.clock.tick(2)
        capture(day, "one 1m !!", resume="here")
        day.clock.tick(1)
        queue.finish(day, [number])
        day.clock.now += timedelta(seconds=lag)
        message = sprints.resume(day).message
    assert said in message
    assert ("back after" in message) == any(lags)
    assert resumption_lag(day).median == usual


def test_two_interruptions_in_a_row_are_one_break_and_a_pause_by_hand_is_none(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:10")
    capture(day, "one 5m !!", resume="here")
    at(day, "09:12")
    queue.finish(day, [1])
    at(day, "09:13")
    capture(day, "two 5m !!")
    assert sprint(day).resume == "here"
    at(day, "09:20")
    queue.finish(day, [2])
    at(day, "09:21")
    sprints.resume(day)
    at(day, "09:25")
    sprints.pause(day)
    at(day, "09:30")
    capture(day, "three 5m !!")
    at(day, "09:31")
    queue.finish(day, [3])
    at(day, "09:45")
    sprints.resume(day)
    assert resumption_lag(day).seconds == (60,)


def test_a_sprint_resumed_by_hand_leaves_the_interruption_to_be_done_later(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    capture(day, "one 10m !!")
    at(day, "09:04")
    assert sprints.resume(day).message == "S1 Draft 1/2: 45m left, until 09:49; one waits"
    at(day, "09:09")
    assert queue.finish(day, [1]).items[0].spent == 4
    assert running(day).elapsed == 300


def test_one_that_waits_is_begun_and_what_is_on_gives_way(day: Office) -> None:
    capture(day, "Bob: invoice 10m")
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:10")
    assert queue.begin(day, 1, "here").message == "Bob: invoice 10m → now; paused S1 Draft 1/2: 35m left"
    assert queue_of(day) == {"invoice": []}
    with pytest.raises(CoachError, match="Bob: invoice is being dealt with already"):
        queue.begin(day, 1)
    at(day, "09:16")
    assert queue.defer(day, [1]).message.endswith(
        "; S1 Draft 1/2 waits: 35m left (coachtui resume lets it go on). Where you were: here"
    )
    assert queue_of(day) == {"invoice": ["B1 10:36-10:46"]}


def test_one_that_is_begun_in_a_buffer_takes_its_minutes_there(day: Office) -> None:
    for line in ("one 10m", "two 10m"):
        capture(day, line)
    at(day, "10:32")
    queue.begin(day, 2)
    assert queue_of(day) == {"one": ["B1 10:42-10:52"], "two": ["B1 10:32-10:42"]}


def test_a_sprint_waits_for_the_end_of_a_meeting_and_goes_on_as_a_further_part(day: Office) -> None:
    at(day, "10:40")
    sprints.start(day)
    at(day, "10:50")
    capture(day, "Kim: server 5m !!", resume="the table")
    at(day, "11:10")
    assert queue.finish(day, [1]).message == "Kim: server: done; S3 Email stays paused: M1 Sync is on"
    with pytest.raises(CoachError, match="M1 Sync is on until 11:30: S3 Email can start after it"):
        sprints.resume(day)
    at(day, "11:35")
    outcome = sprints.resume(day)
    assert outcome.message == "S4 Email 2/2: 35m left, until 12:10. Where you were: the table"
    assert running(day).remaining == 35 * 60
    assert blocks(take(day))[3:7] == [
        "S3 10:40-10:50 Email 1/2",
        "B2 10:50-11:00",
        "M1 11:00-11:30 Sync",
        "B3 11:30-11:35",
    ]
    assert blocks(take(day))[7] == "S4 11:35-12:00 Email 2/2"


@pytest.mark.parametrize("seconds", [10, 50])
def test_what_begins_in_the_minute_in_which_something_ended_begins_behind_it(
    day: Office, seconds: int
) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20", 5)
    sprints.finish(day)
    day.clock.now += timedelta(seconds=seconds - 5)
    sprints.start(day)
    assert blocks(take(day))[:2] == ["S1 09:00-09:21 Draft 1/2", "S2 09:21-10:06 Draft 2/2"]
    assert running(day).remaining == 45 * 60


NOTHING: list[Callable[[Office], Outcome]] = [
    sprints.pause,
    sprints.resume,
    sprints.finish,
    lambda office: sprints.extend(office, 5),
    lambda office: sprints.park(office, ""),
]


@pytest.mark.parametrize("act", NOTHING)
def test_where_nothing_runs_the_next_sprint_is_named(day: Office, act: Callable[[Office], Outcome]) -> None:
    before = rows(day)
    with pytest.raises(CoachError, match="nothing is running: coachtui start begins S1 Draft 1/2"):
        act(day)
    assert rows(day) == before


@given(
    start=st.integers(0, 44 * 60),
    worked=st.integers(0, 50 * 60),
    took=st.integers(0, 90 * 60),
    wait=st.integers(0, 20 * 60),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_a_break_at_any_point_what_is_left_is_exact_and_every_step_can_be_undone(
    day: Office, start: int, worked: int, took: int, wait: int
) -> None:
    def step(seconds: int, act: Callable[[Office], Outcome]) -> None:
        day.clock.now += timedelta(seconds=seconds)
        states.append(rows(day))
        act(day)

    states: list[dict[str, list[tuple[object, ...]]]] = []
    day.clock.set("09:00")
    step(start, sprints.start)
    box = running(day).remaining
    assert box == 45 * 60 - start
    step(worked, lambda office: capture(office, "Kim: server !!", resume="here"))
    assert sprint(day).remaining == box - worked
    number, number_of_sprint = running(day).id, sprint(day).id
    step(took, lambda office: queue.finish(office, [number]))
    view = sprint(day)
    assert (view.is_paused, view.remaining, view.resume) == (True, box - worked, "here")
    day.clock.now += timedelta(seconds=wait)
    block = take(day).current
    if not (block and block.kind is BlockKind.MEETING):
        step(0, sprints.resume)
        view = sprint(day)
        is_further_part = view.id != number_of_sprint
        assert view.remaining == (max(box - worked, 60) if is_further_part else box - worked)
        assert view.resume == "here"
        left = view.remaining
        step(wait, lambda office: sprints.pause(office, "there"))
        assert sprint(day).remaining == left - wait
    for state in reversed(states):
        undo(day)
        assert rows(day) == state


def test_a_parked_sprint_is_over_and_not_done(day: Office) -> None:
    at(day, "09:00")
    sprints.start(day)
    at(day, "09:20")
    sprints.park(day, "")
    snapshot = take(day)
    first = snapshot.blocks[0]
    assert (first.label, first.is_parked, first.is_finished) == ("S1", True, False)
    assert (snapshot.summary.sprints, snapshot.summary.sprints_done) == (5, 0)
    total = recap(day, Scale.DAY).total
    assert (total.sprints, total.sprints_done, total.focus) == (5, 0, 20)
    assert (total.musts, total.musts_done) == (1, 0)
    at(day, "09:45")
    sprints.start(day)
    at(day, "10:30")
    sprints.finish(day)
    second = take(day)
    assert (second.summary.sprints, second.summary.sprints_done) == (5, 1)
    assert recap(day, Scale.DAY).total.musts_done == 0, "a part of the must was parked and waits"
    rest = next(one for one in second.blocks if one.title.startswith("Draft") and one.state == "planned")
    at(day, "13:00")
    sprints.start(day, rest.id)
    at(day, "13:20")
    sprints.finish(day)
    assert recap(day, Scale.DAY).total.musts_done == 1


def test_a_sprint_that_goes_on_behind_a_meeting_counts_once(day: Office) -> None:
    at(day, "10:15")
    sprints.start(day)
    at(day, "10:50")
    sprints.pause(day)
    at(day, "11:31")
    sprints.resume(day)
    assert sum(one.is_finished for one in take(day).blocks) == 0
    assert take(day).summary.sprints == 5
