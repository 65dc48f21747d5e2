"""The day ends: nothing is done or lost by itself (rule 13), and the night belongs to the day before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.interruption import Promise
from coachtui.services.capture import capture
from coachtui.services.planning import plan
from coachtui.services.queue import defer, finish, reslot
from coachtui.services.snapshot import take
from tests.services.helpers import TODAY, blocks, item, places, queue_of, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office

TOMORROW = TODAY + timedelta(days=1)
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def test_the_next_day_everything_still_waits_and_nothing_is_done(office: Office) -> None:
    capture(office, "Bob: today 10m")
    capture(office, "due 10m <17:00")
    capture(office, "on friday 10m >fri")
    before = rows(office)
    office.clock.set("08:00", TOMORROW)
    day = take(office)
    assert {one.title: places(one) for one in day.items} == {
        "today": ["B1 Wed 10:30-Wed 10:40"],
        "due": [],
        "on friday": ["B1 Fri 10:30-Fri 10:40"],
    }
    assert day.done == ()
    assert rows(office) == before


def test_from_a_previous_day_and_past_its_deadline_are_different_words(office: Office) -> None:
    capture(office, "today 10m")
    capture(office, "due 10m <17:00")
    capture(office, "on friday 10m >fri")
    flags = {one.title: (one.is_from_previous_day, one.is_past_due) for one in take(office).items}
    assert set(flags.values()) == {(False, False)}
    office.clock.set("08:00", TOMORROW)
    flags = {one.title: (one.is_from_previous_day, one.is_past_due) for one in take(office).items}
    assert flags == {"today": (True, False), "due": (True, True), "on friday": (False, False)}
    assert item(office, "today").promise_state is Promise.MISSED
    defer(office, [item(office, "today").id], "14:00")
    assert not item(office, "today").is_from_previous_day


def test_what_passed_over_the_weekend_is_slotted_on_monday(office: Office) -> None:
    office.clock.set("15:00", FRIDAY)
    capture(office, "late 30m")
    for hours in range(0, 64, 8):
        office.clock.set("16:00", FRIDAY)
        office.clock.tick(hours * 60)
        reslot(office)
        assert len(queue_of(office)["late"]) == 1
    office.clock.set("09:00", MONDAY)
    assert item(office, "late").pieces[0].starts_at.date() == MONDAY
    assert item(office, "late").is_from_previous_day


def test_a_deadline_of_tonight_opens_the_reserve_and_one_of_tomorrow_does_not(office: Office) -> None:
    office.clock.set("16:50")
    capture(office, "fills 25m")
    assert places(capture(office, "tomorrow 10m <wed").items[0]) == ["B1 Wed 10:30-Wed 10:40"]
    assert places(capture(office, "tonight 10m <23:00").items[0]) == ["B5 17:15-17:25"]


@pytest.mark.parametrize(("wall", "on"), [("03:59", TOMORROW), ("23:59", TODAY), ("04:00", TODAY)])
def test_work_after_midnight_belongs_to_the_day_before(office: Office, wall: str, on: date) -> None:
    office.clock.set(wall, on)
    assert take(office).date == TODAY


def test_at_four_the_next_day_begins(office: Office) -> None:
    office.clock.set("03:59", TOMORROW)
    finish(office, [capture(office, "at night 5m").items[0].id], 5)
    capture(office, "waits 5m")
    assert (take(office).date, take(office).summary.done) == (TODAY, 1)
    assert not item(office, "waits").is_from_previous_day
    office.clock.set("04:00", TOMORROW)
    assert (take(office).date, take(office).summary.done) == (TOMORROW, 0)
    assert take(office, TODAY).summary.done == 1


def test_tomorrow_said_after_midnight_is_the_day_after_the_working_day(office: Office) -> None:
    office.clock.set("00:30", TOMORROW)
    plan(office, "Taxes 45m", TOMORROW)
    assert blocks(take(office, TOMORROW))[0] == "S1 Wed 09:00-Wed 09:45 Taxes"
    assert places(capture(office, "x 5m").items[0]) == ["B1 Wed 09:45-Wed 09:50"]
