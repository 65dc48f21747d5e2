"""The clock ran and nobody was there: asked once, assigned in one step, and nothing is guessed."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coachtui.domain.away import Was, slept
from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError, UsageError
from coachtui.services import queue, sprints
from coachtui.services.away import assign, suspected
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from tests.services.helpers import at, blocks, rows, wall

if TYPE_CHECKING:
    from coachtui.services.day_views import RunningView
    from tests.services.helpers import Office

DAY = """
Draft 90m !
Email 45m
Report 90m
11:00-11:30 Sync: agree @Ana
12:00-13:00 break Lunch
"""


@pytest.fixture
def day(office: Office) -> Office:
    """A day whose first sprint runs since nine."""
    office.clock.set("08:59")
    plan(office, DAY)
    office.clock.set("09:00")
    sprints.start(office)
    return office


def running(office: Office) -> RunningView:
    view = take(office).running
    assert view is not None
    return view


def test_what_should_long_have_been_over_is_suspected_once_and_not_while_it_should_run(day: Office) -> None:
    day.clock.set("09:44")
    assert suspected(day) is None
    day.clock.set("09:54")
    assert suspected(day) is None
    day.clock.set("10:20")
    gap = suspected(day)
    assert gap
    assert (gap.name, wall(gap.span.start), wall(gap.span.end)) == ("S1 Draft 1/2", "09:45", "10:20")
    assign(day, Was.WORK, gap.span.start)
    assert suspected(day) is None
    assert running(day).elapsed == 80 * 60


def test_since_the_last_thing_that_was_done_one_was_there(day: Office) -> None:
    day.clock.set("10:05")
    capture(day, "Bob: invoice 10m")
    day.clock.set("10:20")
    gap = suspected(day)
    assert gap
    assert wall(gap.span.start) == "10:05"


def test_what_does_not_count_is_given_back_to_the_sprint(day: Office) -> None:
    day.clock.set("09:40")
    outcome = assign(day, Was.NOTHING, at("09:10"), at("09:30"))
    assert outcome.message == "09:10–09:30, 20m: does not count; S1 Draft 1/2: 25m left, until 10:05"
    assert outcome.moved == ("S2 Draft 2/2: 09:45 → 10:05",)
    assert (running(day).elapsed, running(day).is_paused) == (20 * 60, False)


def test_a_break_is_in_the_day_and_the_sprint_goes_on_behind_it(day: Office) -> None:
    day.clock.set("09:40")
    outcome = assign(day, Was.BREAK, at("09:10"), at("09:40"))
    assert outcome.message == "09:10–09:40, 30m: was a break; S2 Draft 2/3: 35m left, until 10:15"
    assert blocks(take(day))[:5] == [
        "S1 09:00-09:10 Draft 1/3",
        "R1 09:10-09:40 Break",
        "S2 09:40-10:15 Draft 2/3",
        "S3 10:15-11:00 Draft 3/3",
        "M1 11:00-11:30 Sync",
    ]
    day.clock.set("09:50")
    assert (running(day).label, running(day).remaining) == ("S2", 25 * 60)


def test_of_an_interruption_a_break_is_taken_off_and_the_sprint_still_waits(day: Office) -> None:
    day.clock.set("09:10")
    capture(day, "Kim: server 5m !!", resume="here")
    day.clock.set("10:30")
    gap = suspected(day)
    assert gap
    assert (gap.name, wall(gap.span.start)) == ("Kim: server", "09:15")
    assign(day, Was.BREAK, gap.span.start)
    assert (running(day).kind, running(day).elapsed) == ("interruption", 5 * 60)
    day.clock.set("10:31")
    (item,) = queue.finish(day, [1]).items
    assert item.spent == 6
    view = running(day)
    assert (view.is_paused, view.remaining, view.resume) == (True, 35 * 60, "here")
    assert view.waits_since == at("10:31")


@pytest.mark.parametrize(
    ("was", "since", "until", "line"),
    [
        (Was.BREAK, "08:00", "09:00", "no minute of that is in the time since 09:00"),
        (Was.NOTHING, "09:20", "09:50", "that time is still to come"),
        (Was.WORK, "09:30", "09:20", "no minute of that"),
    ],
)
def test_a_stretch_that_is_none_is_refused(day: Office, was: Was, since: str, until: str, line: str) -> None:
    day.clock.set("09:40")
    before = rows(day)
    with pytest.raises(UsageError, match=line):
        assign(day, was, at(since), at(until))
    assert rows(day) == before


def test_without_a_clock_there_is_nothing_to_assign(day: Office) -> None:
    sprints.pause(day)
    assert suspected(day) is None
    with pytest.raises(CoachError, match="no clock runs: coachtui add --at 10:05 --took 15m logs"):
        assign(day, Was.BREAK, at("09:00"))


def test_in_a_meeting_no_sprint_goes_on_behind_a_break(day: Office) -> None:
    day.clock.set("11:10")
    before = rows(day)
    with pytest.raises(CoachError, match="M1 Sync is on: discard that time instead"):
        assign(day, Was.BREAK, at("09:50"))
    assert rows(day) == before
    assign(day, Was.NOTHING, at("09:45"))
    assert running(day).remaining == 0


@given(
    start=st.integers(0, 44 * 60), gap=st.integers(60, 9000), then=st.integers(0, 1200),
    was=st.sampled_from(Was), is_interrupted=st.booleans(),
)  # fmt: skip
@example(start=0, gap=7800, then=1200, was=Was.BREAK, is_interrupted=False)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_long_it_was_the_minutes_are_exact_the_day_is_whole_and_undo_restores_it(
    day: Office, start: int, gap: int, then: int, was: Was, is_interrupted: bool
) -> None:
    begins = at("09:00")
    if is_interrupted:
        day.clock.now = begins
        capture(day, "Kim: server 30m !!")
    day.clock.now = begins + timedelta(seconds=start + gap + then)
    before, ran = rows(day), running(day)
    since, until = begins + timedelta(seconds=start), begins + timedelta(seconds=start + gap)
    ends = until.replace(second=0)
    meetings = [one for one in take(day).blocks if one.kind is BlockKind.MEETING]
    is_met = any(one.starts_at <= at < one.ends_at for one in meetings for at in (ends, day.clock.now))
    if was is Was.BREAK and not is_interrupted and is_met:
        with pytest.raises(CoachError, match=r"on(| then): discard that time instead"):
            assign(day, was, since, until)
        assert rows(day) == before
    else:
        assign(day, was, since, until)
        now = running(day)
        assert (now.kind, now.is_paused) == (ran.kind, False)
        whole = ran.remaining if was is Was.WORK else ran.remaining + gap
        if now.id == ran.id:
            assert now.remaining == whole
        else:
            assert now.remaining == max(whole + then, 60) - then
        shown = take(day).blocks
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(shown))
        undo(day)
        assert rows(day) == before
    if is_interrupted:
        undo(day)


@given(awake=st.floats(0, 3600), asleep=st.floats(0, 9000))
def test_only_a_jump_of_the_clock_is_a_gap(awake: float, asleep: float) -> None:
    seen = at("09:00")
    found = slept(seen, seen + timedelta(seconds=awake + asleep), awake)
    if asleep > 300.1:
        assert found
        assert -0.001 < (found.end - found.start).total_seconds() - asleep < 1
    elif asleep < 298.9:
        assert found is None


def test_time_that_is_over_loses_no_work_and_parts_are_named_as_they_are_now(office: Office) -> None:
    office.clock.set("08:00")
    plan(office, "Deck 90m !\nNotes 45m\n11:00-11:30 Sync: agree @Ana")
    office.clock.set("09:00")
    sprints.start(office)
    office.clock.set("11:10")
    said = assign(office, Was.NOTHING, at("09:45"))
    assert said.message == "09:45–11:10, 1h25m: does not count; S1 Deck 1/2: time is up"
    assert said.moved == ()
    undo(office)
    office.clock.set("09:40")
    said = assign(office, Was.BREAK, at("09:10"))
    assert said.moved == ("S3 Deck 3/3: 09:45 → 10:15",)
