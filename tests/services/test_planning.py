"""A day is planned from a text, also during the day, and the promises that were told bind to it (rule 16)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.domain.human import parse_minutes
from coachtui.domain.interruption import Promise
from coachtui.services.capture import capture
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.queue import reslot
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, Clock, at, blocks, item, open_office, places, queue_of, rows, spans
from tests.services.helpers import wall as clock_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.helpers import Office

TEXT = """
Draft board deck 90m !
11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
Email 30m
"""
SATURDAY = date(2026, 11, 28)


def tasks(office: Office) -> list[tuple[str, int, int]]:
    with office.store.read() as db:
        found = db.execute("select title, minutes, must from task order by id").fetchall()
    return [tuple(row) for row in found]


def sprint_minutes(office: Office, title: str) -> int:
    """The minutes of a task: of its sprints and of what does not fit."""
    day = take(office)
    sprints = [one.minutes for one in day.blocks if one.kind is BlockKind.SPRINT and title in one.title]
    return sum(sprints) + sum(one.minutes for one in day.unplaced if one.title == title)


def test_a_plan_has_musts_first_meetings_and_breaks_where_they_are_and_states_its_load(
    office: Office,
) -> None:
    planned = plan(office, TEXT)
    assert blocks(planned.snapshot) == [
        "S1 09:00-09:45 Draft board deck 1/2",
        "S2 09:45-10:30 Draft board deck 2/2",
        "B1 10:30-11:00",
        "M1 11:00-11:30 Budget sync",
        "B2 11:30-12:00",
        "R1 12:00-13:00 Lunch",
        "S3 13:00-13:30 Email",
        "B3 13:30-17:30",
    ]
    assert planned.outcome.message == "planned today: 3 sprints 2h, buffers 5h"
    meeting = planned.snapshot.blocks[3]
    assert (meeting.purpose, meeting.attendees) == ("agree Q4 budget", ("Ana", "Raj"))
    assert planned.snapshot == take(office)
    assert planned.snapshot.is_planned


def test_what_does_not_fit_is_listed_with_its_minutes(office: Office) -> None:
    planned = plan(office, "Everything 10h\nEmail 30m")
    asked = {"Everything": 600, "Email": 30}
    assert {title: sprint_minutes(office, title) for title in asked} == asked
    rest = sum(one.minutes for one in planned.snapshot.unplaced)
    assert planned.snapshot.summary.unplaced == rest > 0
    assert "does not fit" in planned.outcome.message


def test_the_load_is_compared_with_the_last_planned_days(office: Office) -> None:
    plan(office, "Work 2h")
    plan(office, "Work more 1h", TODAY + timedelta(days=1))
    office.clock.set("09:00", TODAY + timedelta(days=2))
    told = plan(office, "Third 30m").outcome.message
    assert told.endswith("; the last 2 planned days held 1h30m of sprints")


@pytest.mark.parametrize("on", [None, SATURDAY])
def test_a_preview_says_the_same_and_leaves_an_equal_file(office: Office, on: date | None) -> None:
    capture(office, "Bob: invoice 10m >10:40")
    before = rows(office)
    preview = plan(office, TEXT, on, dry_run=True)
    assert rows(office) == before
    planned = plan(office, TEXT, on)
    assert preview.outcome == planned.outcome
    assert blocks(preview.snapshot) == blocks(planned.snapshot)
    assert rows(office) != before


def test_promises_bind_to_the_real_buffers_at_the_promised_time(office: Office) -> None:
    for line in ("one 10m", "two 5m", "big 30m", "lunch 10m >12:10"):
        capture(office, line)
    assert queue_of(office) == {
        "one": ["B1 10:30-10:40"],
        "two": ["B1 10:40-10:45"],
        "lunch": ["B2 12:15-12:25"],
        "big": ["B5 16:45-17:15"],
    }
    planned = plan(office, TEXT)
    assert queue_of(office) == {
        "one": ["B1 10:30-10:40"],
        "two": ["B1 10:40-10:45"],
        "lunch": ["B3 17:15-17:25"],
        "big": ["B3 16:45-17:15"],
    }
    assert planned.outcome.moved == (
        "lunch: 12:15 today → 17:15 today (its buffer is gone: first buffer with 10m free)",
    )
    assert item(office, "one").promise_state is Promise.OPEN
    assert item(office, "lunch").promised_at == at("12:15")


def test_planning_again_keeps_what_the_clock_has_begun_and_starts_at_the_next_five_minutes(
    office: Office,
) -> None:
    plan(office, "Draft 90m\nEmail 30m")
    office.clock.set("09:52")
    planned = plan(office, "Call the bank 30m")
    assert blocks(planned.snapshot)[:4] == [
        "S1 09:00-09:45 Draft 1/2",
        "S2 09:45-10:30 Draft 2/2",
        "B1 10:30-10:45",
        "S3 10:45-11:15 Call the bank",
    ]
    office.clock.set("10:31")
    capture(office, "Bob: x 5m")
    again = plan(office, "Other 45m")
    assert "S3 10:45-11:30 Other" in blocks(again.snapshot)
    assert queue_of(office) == {"x": ["B1 10:31-10:36"]}


def test_the_same_text_again_plans_only_the_rest(office: Office) -> None:
    text = "Draft 150m\nEmail 30m"
    plan(office, text)
    before = blocks(take(office))
    assert plan(office, text).outcome.moved == ()
    assert blocks(take(office)) == before
    office.clock.set("10:05")
    plan(office, text)
    assert (sprint_minutes(office, "Draft"), sprint_minutes(office, "Email")) == (150, 30)
    assert tasks(office) == [("Draft", 150, 0), ("Email", 30, 0)]


def test_a_task_is_known_by_its_title(office: Office) -> None:
    plan(office, "Draft 90m\nEmail 30m")
    plan(office, "Email 45m !\nDraft 90m\nDraft 15m")
    assert tasks(office) == [("Draft", 90, 0), ("Email", 45, 1), ("Draft", 15, 0)]


def test_meetings_and_breaks_stay_when_the_text_does_not_name_them_again(office: Office) -> None:
    plan(office, TEXT)
    before = rows(office)["meeting"]
    again = plan(office, "Email 30m")
    assert [one for one in blocks(again.snapshot) if one[0] in "MR"] == [
        "M1 11:00-11:30 Budget sync",
        "R1 12:00-13:00 Lunch",
    ]
    assert rows(office)["meeting"] == before


def test_a_day_off_is_planned_all_the_same(office: Office) -> None:
    office.clock.set("09:00", SATURDAY)
    assert blocks(take(office)) == []
    assert not take(office).is_working_day
    planned = plan(office, "Taxes 45m")
    assert [one.title for one in planned.snapshot.blocks if one.kind is BlockKind.SPRINT] == ["Taxes"]
    assert places(capture(office, "x 5m").items[0]) == ["B1 Sat 09:45-Sat 09:50"]


@pytest.mark.parametrize(
    ("on", "wall", "message"),
    [
        (TODAY - timedelta(days=1), "09:00", "yesterday is over"),
        (None, "17:30", "today is over"),
        (None, "17:26", "today is over"),
    ],
)
def test_a_day_that_is_over_cannot_be_planned(
    office: Office, on: date | None, wall: str, message: str
) -> None:
    office.clock.set(wall)
    before = rows(office)
    with pytest.raises(CoachError, match=message):
        plan(office, TEXT, on)
    assert rows(office) == before


def test_meetings_that_overlap_are_refused(office: Office) -> None:
    before = rows(office)
    with pytest.raises(CoachError, match="overlap"):
        plan(office, "11:00-11:30 One\n11:15-12:00 Other")
    assert rows(office) == before


def test_a_meeting_that_overlaps_one_that_is_there_is_refused_with_its_line(office: Office) -> None:
    plan(office, "11:00-11:30 One")
    before = rows(office)
    with pytest.raises(CoachError, match='line 2: "Other" overlaps "One", which is there already'):
        plan(office, "Deck 45m\n11:15-12:00 Other")
    assert rows(office) == before


def test_a_meeting_in_whose_time_a_sprint_has_begun_is_refused_with_its_line(office: Office) -> None:
    plan(office, "Draft 45m")
    before = rows(office)
    office.clock.set("09:20")
    with pytest.raises(CoachError, match=r'^line 2: "Draft" has begun in the time of "Other"'):
        plan(office, "Deck 45m\n09:00-10:00 Other")
    assert rows(office) == before


LINES = st.sampled_from(
    [
        "Draft 90m !", "Email 30m", "Report 2h", "Call 10m", "Deck 45m",
        "11:00-11:30 Sync: agree", "14:00-15:00 Review", "12:00-13:00 break Lunch", "09:10-09:40 Standup",
    ]
)  # fmt: skip
CAPTURES = st.sampled_from(["a 5m", "b 15m", "c 40m", "d 10m !", "e 10m >14:00", "f 20m <13:00", "g 5m ~"])
STEPS = st.lists(
    st.tuples(st.lists(LINES, max_size=4, unique=True), st.lists(CAPTURES, max_size=4), st.integers(0, 150)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_however_often_a_day_is_planned_no_minute_is_lost_and_every_move_is_told(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], list[str], int]]
) -> None:
    path: Path = tmp_path_factory.mktemp("planning") / "coach.db"
    office = open_office(path, Clock("08:30"))
    with office.store:
        for step, (lines, captures, minutes) in enumerate(steps):
            for number, line in enumerate(captures):
                capture(office, f"{step}{number}{line}")
            reslot(office)
            before = {one.id: one for one in take(office).items}
            try:
                planned = plan(office, "\n".join(lines))
            except CoachError:
                assert {one.id: one for one in take(office).items} == before
                continue
            day = planned.snapshot
            for line in lines:
                if line[0].isalpha():
                    title, asked = line.split()[:2]
                    assert sprint_minutes(office, title) >= parse_minutes(asked)
            assert all(one.ends_at <= other.starts_at for one, other in pairwise(day.blocks))
            moved = {one.title: one for one in day.items if spans(one) != spans(before[one.id])}
            assert len(planned.outcome.moved) == len(moved)
            for told in planned.outcome.moved:
                title, start = told.split()[:2]
                old = before[moved[title.rstrip(":")].id]
                assert start == (clock_of(old.pieces[0].starts_at) if old.pieces else "waited")
            office.clock.tick(minutes)


def test_a_sprint_that_was_skipped_is_said_and_planning_again_offers_its_minutes(office: Office) -> None:
    """Its time was buffer; nothing is planned anew before that is asked for."""
    plan(office, "Deck 45m\nNotes 45m")
    assert take(office).skipped == ()
    office.clock.set("11:00")
    assert [one.title for one in take(office).skipped] == ["Deck", "Notes"]
    assert (take(office).summary.skipped, take(office).summary.skipped_minutes) == (2, 90)
    text = text_of(office)
    assert text == "Deck 45m\nNotes 45m\n"
    plan(office, text)
    sprints_now = blocks(take(office), BlockKind.SPRINT)
    assert sprints_now == ["S1 11:00-11:45 Deck", "S2 11:45-12:30 Notes"]
    assert take(office).skipped == ()
    assert blocks(take(office))[0] == "B1 09:00-11:00"


def test_a_day_without_a_plan_has_skipped_nothing(office: Office) -> None:
    office.clock.set("15:00")
    assert take(office).skipped == ()
