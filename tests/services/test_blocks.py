"""The day's blocks changed by hand (rules 9 and 10): what gives way is told, no minute loses its name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError, UsageError
from coachtui.services import blocks as services
from coachtui.services import sprints
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import at, blocks, queue_of, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.item_views import Outcome
    from tests.services.helpers import Office

DAY = """
Draft 90m !
Email 45m
11:00-11:30 Sync: agree @Ana
12:00-13:00 break Lunch
"""

MORNING = ["S1 09:00-09:45 Draft 1/2", "S2 09:45-10:30 Draft 2/2", "B1 10:30-11:00", "M1 11:00-11:30 Sync"]
NOON = ["B2 11:30-12:00", "R1 12:00-13:00 Lunch", "S3 13:00-13:45 Email", "B3 13:45-17:30"]


@pytest.fixture
def day(office: Office) -> Office:
    """A planned day, just before it begins."""
    office.clock.set("08:59")
    plan(office, DAY)
    assert blocks(take(office)) == [*MORNING, *NOON]
    return office


def number(office: Office, label: str) -> int:
    return services.id_of(office, label)


def unplaced(office: Office) -> list[tuple[str, int]]:
    return [(one.title, one.minutes) for one in take(office).unplaced]


@pytest.mark.parametrize(
    ("act", "message", "after"),
    [
        pytest.param(
            lambda o: services.add(o, BlockKind.SPRINT, "Call", at("09:45"), 15),
            "S2 Call 09:45–10:00: added",
            ["S1 09:00-09:45 Draft 1/2", "S2 09:45-10:00 Call", "S3 10:00-10:45 Draft 2/2", "B1 10:45-11:00"],
            id="a sprint",
        ),
        pytest.param(
            lambda o: services.add(o, BlockKind.BUFFER, "", at("09:45"), 10),
            "B1 09:45–09:55: added",
            ["S1 09:00-09:45 Draft 1/2", "B1 09:45-09:55", "S2 09:55-10:40 Draft 2/2", "B2 10:40-11:00"],
            id="a buffer",
        ),
        pytest.param(
            lambda o: services.add(o, BlockKind.MEETING, "1:1", at("09:30"), 15),
            "M1 1:1 09:30–09:45: added",
            ["B1 09:00-09:30", "M1 09:30-09:45 1:1", "B2 09:45-09:55", "S1 09:55-10:40 Draft 1/2"],
            id="a meeting",
        ),
        pytest.param(
            lambda o: services.add(o, BlockKind.BREAK, "", at("10:30"), 10),
            "R1 Break 10:30–10:40: added",
            [*MORNING[:2], "R1 10:30-10:40 Break", "B1 10:40-11:00"],
            id="a break",
        ),
        pytest.param(
            lambda o: services.move(o, number(o, "S3"), 30),
            "S3 Email 13:30–14:15: 13:00 → 13:30",
            [*MORNING, *NOON[:2], "B3 13:00-13:30", "S3 13:30-14:15 Email", "B4 14:15-17:30"],
            id="a sprint later",
        ),
        pytest.param(
            lambda o: services.move(o, number(o, "M1"), 15),
            "M1 Sync 11:15–11:45: 11:00 → 11:15",
            [*MORNING[:2], "B1 10:30-11:15", "M1 11:15-11:45 Sync", "B2 11:45-12:00"],
            id="a meeting later",
        ),
        pytest.param(
            lambda o: services.move(o, number(o, "R1"), -15),
            "R1 Lunch 11:45–12:45: 12:00 → 11:45",
            [*MORNING, "B2 11:30-11:45", "R1 11:45-12:45 Lunch", "B3 12:45-13:00", "S3 13:00-13:45 Email"],
            id="a break earlier",
        ),
        pytest.param(
            lambda o: services.swap(o, number(o, "S2"), later=True),
            "S3 Draft 2/2 13:00–13:45: changed places with Email",
            [
                "S1 09:00-09:45 Draft 1/2",
                "S2 09:45-10:30 Email",
                *MORNING[2:],
                *NOON[:2],
                "S3 13:00-13:45 Draft 2/2",
            ],
            id="later, over a meeting",
        ),
        pytest.param(
            lambda o: services.swap(o, number(o, "S3"), later=False),
            "S2 Email 09:45–10:30: changed places with Draft 2/2",
            ["S1 09:00-09:45 Draft 1/2", "S2 09:45-10:30 Email"],
            id="earlier",
        ),
        pytest.param(
            lambda o: services.resize(o, number(o, "S2"), 10),
            "S2 Draft 2/2 09:45–10:40: 55m long",
            ["S1 09:00-09:45 Draft 1/2", "S2 09:45-10:40 Draft 2/2", "B1 10:40-11:00"],
            id="a longer sprint",
        ),
        pytest.param(
            lambda o: services.resize(o, number(o, "M1"), 10),
            "M1 Sync 11:00–11:40: 40m long",
            [*MORNING[:3], "M1 11:00-11:40 Sync", "B2 11:40-12:00"],
            id="a longer meeting",
        ),
        pytest.param(
            lambda o: services.resize(o, number(o, "R1"), -15),
            "R1 Lunch 12:00–12:45: 45m long",
            [*MORNING, NOON[0], "R1 12:00-12:45 Lunch", "B3 12:45-13:00"],
            id="a shorter break",
        ),
        pytest.param(
            lambda o: services.resize(o, number(o, "R1"), 15),
            "R1 Lunch 12:00–13:15: 1h15m long",
            [*MORNING, NOON[0], "R1 12:00-13:15 Lunch", "S3 13:15-14:00 Email"],
            id="a longer break",
        ),
        pytest.param(
            lambda o: services.rename(o, number(o, "S1"), " Board\tdeck "),
            "S1 Board deck 1/2 09:00–09:45: is now Board deck",
            ["S1 09:00-09:45 Board deck 1/2", "S2 09:45-10:30 Board deck 2/2"],
            id="a task",
        ),
        pytest.param(
            lambda o: services.rename(o, number(o, "M1"), "Budget"),
            "M1 Budget 11:00–11:30: is now Budget",
            [*MORNING[:3], "M1 11:00-11:30 Budget"],
            id="a meeting's name",
        ),
        pytest.param(
            lambda o: services.remove(o, number(o, "M1")),
            "M1 Sync: removed",
            [*MORNING[:2], "B1 10:30-12:00", "R1 12:00-13:00 Lunch"],
            id="no meeting",
        ),
        pytest.param(
            lambda o: services.remove(o, number(o, "R1")),
            "R1 Lunch: removed",
            [*MORNING, "B2 11:30-13:00", "S3 13:00-13:45 Email"],
            id="no break",
        ),
        pytest.param(
            lambda o: services.remove(o, number(o, "S1")),
            "S1 Draft 1/2: removed; its minutes are not placed",
            ["B1 09:00-09:45", "S1 09:45-10:30 Draft 2/2"],
            id="no sprint",
        ),
    ],
)
def test_a_block_is_changed_in_one_step(
    day: Office, act: Callable[[Office], Outcome], message: str, after: list[str]
) -> None:
    before = rows(day)
    assert act(day).message == message
    assert blocks(take(day))[: len(after)] == after
    undo(day)
    assert rows(day) == before


def test_what_gives_way_is_told(day: Office) -> None:
    capture(day, "Bob: invoice 10m")
    outcome = services.resize(day, number(day, "S1"), 25)
    assert outcome.moved == (
        "S2 Draft 2/2: 09:45 → 10:10",
        "Bob: invoice: 10:30 today → 11:30 today (its buffer got shorter: first buffer with 10m free)",
    )
    assert queue_of(day) == {"invoice": ["B2 11:30-11:40"]}


def test_what_does_not_fit_is_listed_and_comes_back_when_it_is_put_in_again(day: Office) -> None:
    outcome = services.add(day, BlockKind.SPRINT, "Call", at("09:00"), 45)
    assert outcome.moved == (
        "S2 Draft 1/2: 09:00 → 09:45",
        "S3 Draft 2/2: 09:45 → 10:30, 15m do not fit any more",
    )
    assert unplaced(day) == [("Draft", 15)]
    assert (
        services.add(day, BlockKind.SPRINT, "Draft", at("14:00"), 15).message
        == "S5 Draft 3/3 14:00–14:15: added"
    )
    assert unplaced(day) == []


def test_a_removed_sprint_leaves_its_task_open_and_its_minutes_listed(day: Office) -> None:
    services.remove(day, number(day, "S1"))
    assert unplaced(day) == [("Draft", 45)]
    (state,) = day.store.query("select state from task where title = 'Draft'")[0]
    assert state == "open"


def test_a_removed_buffer_minute_stays_buffer(day: Office) -> None:
    services.add(day, BlockKind.BUFFER, "", at("09:45"), 15)
    services.remove(day, number(day, "B1"))
    assert blocks(take(day)) == [*MORNING, *NOON]
    with pytest.raises(CoachError, match="no sprint follows B1: its minutes stay buffer"):
        services.remove(day, number(day, "B1"))


def test_what_runs_is_neither_moved_nor_removed(day: Office) -> None:
    day.clock.set("09:00")
    sprints.start(day)
    running = number(day, "S1")
    line = "S1 Draft 1/2 has begun: finish or park it first"
    with pytest.raises(CoachError, match=line):
        services.move(day, running, 5)
    with pytest.raises(CoachError, match=line):
        services.remove(day, running)
    with pytest.raises(CoachError, match=line):
        services.swap(day, running, later=True)
    assert services.resize(day, running, 5).message == "S1 Draft 1/2: 50m left, until 09:50"


def test_a_meeting_on_a_running_sprint_divides_it_and_its_time_is_cut(day: Office) -> None:
    day.clock.set("09:00")
    sprints.start(day)
    day.clock.set("09:10")
    sprints.pause(day)
    day.clock.set("09:20")
    sprints.resume(day)
    services.add(day, BlockKind.MEETING, "1:1", at("09:40"), 10)
    view = take(day).running
    assert view is not None
    assert view.remaining == 20 * 60
    assert blocks(take(day))[:4] == [
        "S1 09:00-09:40 Draft 1/3",
        "M1 09:40-09:50 1:1",
        "B1 09:50-10:00",
        "S2 10:00-10:15 Draft 2/3",
    ]


def test_an_edit_behind_a_sprint_that_is_late_keeps_the_day_as_it_is_shown(day: Office) -> None:
    day.clock.set("09:00")
    sprints.start(day)
    day.clock.set("09:55")
    services.rename(day, number(day, "S3"), "Mail")
    services.move(day, number(day, "S3"), 15)
    assert blocks(take(day))[:3] == ["S1 09:00-09:55 Draft 1/2", "S2 09:55-10:40 Draft 2/2", "B1 10:40-11:00"]
    view = take(day).running
    assert view is not None
    assert view.remaining == -600
    day.clock.set("10:05")
    assert blocks(take(day))[1] == "S2 10:05-10:50 Draft 2/2"


def test_a_day_without_a_plan_gets_one_around_its_first_sprint(office: Office) -> None:
    services.add(office, BlockKind.MEETING, "Sync", at("11:00"), 30)
    assert not take(office).is_planned
    assert (
        services.add(office, BlockKind.SPRINT, "Draft", at("10:00"), 45).message
        == "S1 Draft 10:00–10:45: added"
    )
    assert take(office).is_planned
    assert blocks(take(office)) == [
        "B1 09:00-10:00",
        "S1 10:00-10:45 Draft",
        "B2 10:45-11:00",
        "M1 11:00-11:30 Sync",
        "B3 11:30-17:30",
    ]


def test_a_break_on_a_day_without_a_plan_is_kept_for_it(office: Office) -> None:
    tomorrow = date(2026, 11, 25)
    services.add(office, BlockKind.BREAK, "Dentist", at("10:00", tomorrow), 60)
    assert "R1 Wed 10:00-Wed 11:00 Dentist" in blocks(take(office, tomorrow))
    with pytest.raises(UsageError, match="'Walk' overlaps 'Dentist'"):
        services.add(office, BlockKind.BREAK, "Walk", at("10:30", tomorrow), 10)


@pytest.mark.parametrize(
    ("act", "error", "line"),
    [
        (
            lambda o: services.add(o, BlockKind.SPRINT, " ", at("10:00"), 5),
            UsageError,
            "what is the sprint about",
        ),
        (
            lambda o: services.add(o, BlockKind.SPRINT, "x", at("10:00"), 0),
            UsageError,
            "1 minute to 24 hours",
        ),
        (lambda o: services.add(o, BlockKind.SPRINT, "x", at("08:00"), 5), CoachError, "that time is over"),
        (lambda o: services.add(o, BlockKind.SPRINT, "x", at("11:10"), 5), CoachError, "M1 Sync is on then"),
        (
            lambda o: services.add(o, BlockKind.MEETING, "x", at("11:10"), 5),
            UsageError,
            "'x' overlaps 'Sync'",
        ),
        (lambda o: services.move(o, number(o, "B1"), 5), CoachError, "B1 is what the sprints leave"),
        (lambda o: services.move(o, number(o, "S1"), -5), CoachError, "that time is over"),
        (lambda o: services.move(o, number(o, "S2"), 80), CoachError, "M1 Sync is on then"),
        (
            lambda o: services.swap(o, number(o, "S1"), later=False),
            CoachError,
            "no sprint comes before S1 Draft 1/2",
        ),
        (lambda o: services.swap(o, number(o, "S3"), later=True), CoachError, "no sprint follows S3 Email"),
        (lambda o: services.swap(o, number(o, "M1"), later=True), CoachError, "only sprints change places"),
        (
            lambda o: services.resize(o, number(o, "S1"), -45),
            CoachError,
            "S1 Draft 1/2 has only 45m: remove it",
        ),
        (lambda o: services.rename(o, number(o, "B1"), "x"), CoachError, "a buffer has no title"),
        (lambda o: services.rename(o, number(o, "S1"), "\t"), UsageError, "It cannot be empty"),
        (lambda o: services.remove(o, 999), CoachError, "that block is gone"),
        (lambda o: services.id_of(o, "S9"), UsageError, '"S9" is no block of today\'s plan'),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line_and_changes_nothing(
    day: Office, act: Callable[[Office], object], error: type[CoachError], line: str
) -> None:
    before = rows(day)
    with pytest.raises(error) as refused:
        act(day)
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)
    assert rows(day) == before


def test_what_is_over_stays(day: Office) -> None:
    day.clock.set("11:40")
    for label in ("S1", "M1", "B1"):
        with pytest.raises(CoachError, match="is over"):
            services.remove(day, number(day, label))
