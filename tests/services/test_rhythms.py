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
from coachtui.store import rhythms
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


@pytest.mark.parametrize(
    ("opens", "closes", "line"),
    [
        (22, 6, "hours 22:00-06:00 go past 04:00, when the next day begins: 22:00-04:00 is possible"),
        (17, 15, "hours 17:00-15:00 go past 04:00, when the next day begins: 17:00-04:00 is possible"),
        (3, 11, "hours 03:00-11:00 begin before 04:00, when the day begins: begin then or later"),
    ],
)
def test_hours_stay_inside_the_day_and_the_line_says_which_are_possible(
    office: Office, opens: int, closes: int, line: str
) -> None:
    with pytest.raises(UsageError) as refused:
        change_rhythm(office, [0], lambda one: one._replace(opens=time(opens), closes=time(closes)))
    assert str(refused.value) == line
    assert rows(office)["rhythm"] == []


def test_a_night_up_to_the_boundary_is_one_day(office: Office) -> None:
    change_rhythm(office, range(7), lambda one: one._replace(working=True, opens=time(22), closes=time(4)))
    office.clock.set("03:59", TODAY + timedelta(days=1))
    assert take(office).date == TODAY
    assert take(office).blocks[-1].ends_at == office.clock.now + timedelta(minutes=1)
    office.clock.tick(1)
    assert take(office).date == TODAY + timedelta(days=1)


def test_a_night_that_a_file_has_had_for_long_can_be_changed_in_other_ways(office: Office) -> None:
    with office.store.write("night", office.now()) as db:
        rhythms.save(db, 0, week(office)[0]._replace(opens=time(22), closes=time(6)))
        rhythms.save(db, 1, week(office)[1]._replace(working=False))
    change_rhythm(office, [0], lambda one: one._replace(sprint=30))
    assert (week(office)[0].sprint, week(office)[0].closes) == (30, time(6))
