"""The rhythm of a weekday is shown and set, and what waits follows its projected buffers (rule 16)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.rhythm import DEFAULT_WEEK, Rhythm, StandingBreak
from coachtui.services.capture import capture
from coachtui.services.planning import plan
from coachtui.services.rhythms import change_rhythm, week
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, blocks, places, queue_of, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office


def test_a_week_has_the_default_until_it_is_told_otherwise(office: Office) -> None:
    assert week(office) == DEFAULT_WEEK
    lunch = StandingBreak(time(12), time(13), "Lunch")
    answer = change_rhythm(office, [0, 1], lambda was: was._replace(sprint=30, breaks=(lunch,)))
    assert answer.message == "rhythm set: Monday, Tuesday"
    changed = Rhythm(sprint=30, breaks=(lunch,))
    assert week(office) == (changed, changed, *DEFAULT_WEEK[2:])
    assert "R1 12:00-13:00 Lunch" in blocks(take(office))


def test_what_waits_follows_and_every_difference_is_told(office: Office) -> None:
    for line in ("one 10m", "big 30m", "on friday 5m >fri"):
        capture(office, line)
    before = queue_of(office)
    answer = change_rhythm(office, [1], lambda was: was._replace(sprint=60))
    after = queue_of(office)
    assert after["on friday"] == before["on friday"]
    assert after["one"] == ["B1 11:00-11:10"]
    assert [line.split(" (")[0] for line in answer.moved] == ["one: 10:30 today → 11:00 today"]


def test_a_new_day_off_sends_what_waits_to_the_next_working_day(office: Office) -> None:
    capture(office, "one 10m")
    answer = change_rhythm(office, [1], lambda was: was._replace(working=False))
    assert queue_of(office) == {"one": ["B1 Wed 10:30-Wed 10:40"]}
    assert len(answer.moved) == 1
    assert not take(office).is_working_day


def test_a_day_that_is_planned_keeps_its_blocks(office: Office) -> None:
    plan(office, "Draft 90m")
    before = blocks(take(office))
    capture(office, "one 10m")
    assert change_rhythm(office, [1], lambda was: was._replace(sprint=60)).moved == ()
    assert blocks(take(office)) == before


def test_a_week_without_a_working_day_still_takes_in_what_arrives(office: Office) -> None:
    change_rhythm(office, range(7), lambda was: was._replace(working=False))
    (kept,) = capture(office, "x 5m").items
    assert kept.promise == "no time yet: no 5m free in the days ahead: make it a task"
    plan(office, "Draft 45m", TODAY + timedelta(days=3))
    assert places(take(office).items[0]) == ["B1 Fri 09:45-Fri 09:50"]


def test_a_rhythm_that_could_not_shape_a_day_is_refused(office: Office) -> None:
    before = rows(office)
    with pytest.raises(UsageError, match="sprint is 0, but must be between"):
        change_rhythm(office, [0, 1], lambda was: was._replace(sprint=0))
    with pytest.raises(CoachError, match="which weekdays"):
        change_rhythm(office, [], lambda was: was)
    assert rows(office) == before


def test_hours_that_reach_into_the_next_day_are_refused(office: Office) -> None:
    with pytest.raises(UsageError, match="reach into the next day, which opens 09:00"):
        change_rhythm(office, [0], lambda one: one._replace(opens=time(17), closes=time(15)))
    assert rows(office)["rhythm"] == []
