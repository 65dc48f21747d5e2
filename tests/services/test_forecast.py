"""The buffer of the next day, learnt from days that were really lived; accepting it is one step."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.domain.rhythm import StandingBreak
from coachtui.services import forecast, meetings, sprints
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.planning import plan
from coachtui.services.queue import finish
from coachtui.services.rhythms import change_rhythm, week
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, at, blocks, item, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office

TOMORROW = TODAY + timedelta(days=1)


def lived(office: Office, on: date, *, late: int = 0, interrupted: int = 0, who: str = "Bob") -> None:
    """A day of two sprints: the first takes so much longer, and so much interrupts in the afternoon."""
    office.clock.set("09:00", on)
    plan(office, f"Deck {on} 45m\nNotes {on} 45m")
    sprints.start(office)
    office.clock.tick(45 + late)
    sprints.finish(office)
    sprints.start(office)
    office.clock.tick(45)
    sprints.finish(office)
    if interrupted:
        office.clock.set("14:00", on)
        number = capture(office, f"{who}: question {on} 10m").items[0].id
        office.clock.tick(30)
        finish(office, [number], interrupted)


def days_before(count: int) -> list[date]:
    """So many working days before today, the oldest first."""
    found: list[date] = []
    on = TODAY
    while len(found) < count:
        on -= timedelta(days=1)
        if on.weekday() < 5:
            found.append(on)
    return found[::-1]


def test_a_new_file_has_the_default_and_says_that_it_is_one(office: Office) -> None:
    view = forecast.forecast(office)
    assert (view.on, view.is_planned, view.learnt.is_default, view.judged) == (TOMORROW, False, True, 0)
    assert view.needed >= 0.3 * view.planned > view.needed - 5
    with pytest.raises(CoachError, match="too few"):
        forecast.backtest(office)


def test_overrun_and_interruptions_of_ten_days_decide_and_are_told_by_half_day(office: Office) -> None:
    for on in days_before(10):
        lived(office, on, late=9, interrupted=18)
    office.clock.set("09:00")
    view = forecast.forecast(office)
    assert (view.learnt.is_default, view.learnt.days) == (False, 10)
    assert view.learnt.share == pytest.approx(27 / 90)
    assert (view.held, view.judged) == (10, 10)
    assert view.parts == (("morning", 0, 9), ("afternoon", 18, 0))
    assert view.needed >= view.learnt.share * view.planned
    lived(office, TODAY)
    office.clock.set("08:00", TOMORROW)
    (*_, own, _) = forecast.backtest(office)
    assert (own.judged, own.held) == (1, 1)


def test_minutes_that_a_sprint_was_given_later_are_overrun_too(office: Office) -> None:
    on = days_before(1)[0]
    office.clock.set("09:00", on)
    plan(office, "Deck 45m")
    sprints.start(office)
    sprints.extend(office, 20)
    office.clock.tick(65)
    sprints.finish(office)
    office.clock.set("09:00")
    assert forecast.forecast(office).parts[0] == ("morning", 0, 20)


def test_a_parked_sprint_and_its_rest_are_planned_once(office: Office) -> None:
    on = days_before(1)[0]
    office.clock.set("09:00", on)
    plan(office, "Deck 45m")
    sprints.start(office)
    office.clock.tick(30)
    sprints.park(office, "slide 4")
    sprints.start(office)
    office.clock.tick(25)
    sprints.finish(office)
    office.clock.set("09:00")
    assert forecast.forecast(office).parts[0] == ("morning", 0, 10)


def test_days_on_which_nothing_was_begun_teach_nothing(office: Office) -> None:
    for on in days_before(4):
        office.clock.set("08:00", on)
        plan(office, f"Deck {on} 45m")
    office.clock.set("09:00")
    assert forecast.forecast(office).learnt.days == 0


def test_the_day_to_come_is_judged_by_the_plan_that_it_has(office: Office) -> None:
    office.clock.set("17:00")
    plan(office, "Deck 90m", TOMORROW)
    view = forecast.forecast(office)
    assert (view.is_planned, view.planned, view.needed) == (True, 90, 30)
    assert view.buffer == sum(one.minutes for one in take(office, TOMORROW).blocks if one.kind == "buffer")
    with pytest.raises(CoachError, match="is over"):
        forecast.forecast(office, TODAY - timedelta(days=1))


def test_accepting_changes_the_working_days_and_is_one_step_of_undo(office: Office) -> None:
    change_rhythm(office, [4], lambda one: one._replace(closes=time(13)))
    before = rows(office)
    said = forecast.apply(office)
    assert "Monday, Tuesday, Wednesday, Thursday: 20m after every 2 sprints" in said.message
    assert {one.every for one in week(office)} == {2}
    assert week(office)[4].closes == time(13)
    view = forecast.forecast(office)
    assert view.proposal is None
    assert view.shape.holds(view.learnt.share)
    after = rows(office)
    with pytest.raises(CoachError, match="already"):
        forecast.apply(office)
    assert rows(office) == after
    undo(office)
    assert rows(office) == before


def test_only_some_days_can_be_given_it(office: Office) -> None:
    before = week(office)
    forecast.apply(office, [0])
    assert [one == other for one, other in zip(week(office), before, strict=True)] == [False, *[True] * 6]


def test_who_comes_at_the_same_hour_three_times_a_week_gets_a_standing_buffer(office: Office) -> None:
    for on, wall in zip(days_before(3), ("10:10", "10:25", "10:12"), strict=True):
        office.clock.set(wall, on)
        finish(office, [capture(office, "Bob: a minute 5m").items[0].id], 12)
    office.clock.set("09:00")
    view = forecast.forecast(office).standing
    assert view is not None
    assert (view.habit.who, view.start, view.end) == ("Bob", time(10, 10), time(10, 25))
    before = rows(office)
    assert "10:10-10:25 for Bob" in forecast.apply_standing(office).message
    assert forecast.forecast(office).standing is None
    with pytest.raises(CoachError, match="standing"):
        forecast.apply_standing(office)
    undo(office)
    assert rows(office) == before


def test_a_standing_buffer_is_a_buffer_of_every_such_day_planned_or_not(office: Office) -> None:
    standing = StandingBreak(time(10), time(10, 20), "Bob", is_buffer=True)
    change_rhythm(office, range(5), lambda one: one._replace(breaks=(standing,)))
    wednesday = take(office, TOMORROW)
    assert any(one.startswith("B1 Wed 09:45-Wed 10:20") for one in blocks(wednesday, BlockKind.BUFFER))
    capture(office, "Bob: at ten 10m >10:00")
    assert item(office, "at ten").promise.startswith("10:00 today")
    office.clock.set("08:30")
    day = plan(office, "Deck 90m\nNotes 45m\n09:30-10:10 Sync").snapshot
    found = blocks(day, BlockKind.BUFFER)
    assert any("10:10" in one and "10:20" in one for one in found)
    office.clock.set("10:12")
    again = plan(office, "Deck 90m\nNotes 45m").snapshot
    assert sum(one.minutes for one in again.blocks if one.kind is BlockKind.SPRINT) == 135


@pytest.fixture
def bobs(office: Office) -> Office:
    """A day with a standing buffer for Bob from 10:30 to 10:50, and some work."""
    standing = StandingBreak(time(10, 30), time(10, 50), "Bob", is_buffer=True)
    change_rhythm(office, range(5), lambda one: one._replace(breaks=(standing,)))
    office.clock.set("08:55")
    plan(office, "Deck 45m\nNotes 45m\nReport 45m")
    return office


def is_free(office: Office, start: str, end: str) -> bool:
    """Whether a buffer of today holds all of these minutes."""
    found = [one for one in take(office).blocks if one.kind is BlockKind.BUFFER]
    return any(one.starts_at <= at(start) and at(end) <= one.ends_at for one in found)


def test_sprints_that_a_meeting_pushes_go_around_a_standing_buffer(bobs: Office) -> None:
    said = meetings.add(bobs, "09:30-09:50 Sync: agree @Ana", on=TODAY)
    assert is_free(bobs, "10:30", "10:50")
    assert not [one for one in said.outcome.moved if "standing" in one]


def test_a_parked_rest_goes_around_a_standing_buffer_while_there_is_another_place(bobs: Office) -> None:
    bobs.clock.set("09:00")
    sprints.start(bobs)
    bobs.clock.set("09:10")
    said = sprints.park(bobs, "half way")
    assert "come back" in said.message
    assert is_free(bobs, "10:30", "10:50")
    assert not [one for one in said.moved if "standing" in one]


def test_a_standing_buffer_is_the_last_to_go_and_it_is_said_when_it_goes(bobs: Office) -> None:
    """A day full of work has no other place; a meeting in its own time takes it too."""
    plan(bobs, "\n".join(f"Task {number} 45m" for number in range(9)))
    assert is_free(bobs, "10:30", "10:50")
    said = meetings.add(bobs, "10:40-11:00 Sync: agree @Ana", on=TODAY).outcome.moved
    assert [one for one in said if one.startswith("standing buffer 10:30–10:50: only 10m left")]
