"""Nights and days on which the clocks of Berlin change: lengths stay true, and so do promises."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.rhythm import Rhythm
from coachtui.services.calendar import Calendar
from coachtui.services.capture import capture
from coachtui.services.planning import plan
from coachtui.services.queue import defer, finish
from coachtui.services.rhythms import change_rhythm
from coachtui.services.snapshot import take
from coachtui.store import rhythms
from tests.services.helpers import BERLIN, item, places, utc

if TYPE_CHECKING:
    from tests.services.helpers import Office

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ONE_DAY = timedelta(days=1)
NIGHT = Rhythm(opens=time(22, 0), closes=time(6, 0), sprint=30, every=1, end_buffer=15, reserve=0)
"""Every night; that of Saturday ends on Sunday, when the clocks change."""


@pytest.fixture
def nights(office: Office) -> Office:
    """A desk of somebody who works at night, with hours that a file may have had for long."""
    with office.store.write("nights", office.now()) as db:
        for weekday in range(7):
            rhythms.save(db, weekday, NIGHT)
    return office


@pytest.mark.parametrize(
    ("on", "closes", "hours"),
    [
        (SPRING - ONE_DAY, "2026-03-29T06:00+02:00", 7),
        (AUTUMN - ONE_DAY, "2026-10-25T06:00+01:00", 9),
        (SPRING, "2026-03-30T06:00+02:00", 8),
    ],
)
def test_a_night_has_the_length_that_it_has(nights: Office, on: date, closes: str, hours: int) -> None:
    nights.clock.set("12:00", on)
    blocks = take(nights).blocks
    assert blocks[-1].ends_at == utc(closes)
    assert sum(one.minutes for one in blocks) == hours * 60
    assert [one.ends_at for one in blocks[:-1]] == [one.starts_at for one in blocks[1:]]


@pytest.mark.parametrize("on", [SPRING, AUTUMN])
def test_days_ahead_are_projected_as_if_each_were_worked_out_alone(nights: Office, on: date) -> None:
    change_rhythm(nights, [0, 2, 4], lambda before: Rhythm())
    change_rhythm(nights, [1], lambda before: Rhythm(working=False))
    nights.clock.set("12:00", on - timedelta(days=5))
    with nights.store.read() as db:
        ahead = Calendar(nights, db, nights.now()).buffers_ahead([])
        days = dict.fromkeys(buffer.day for buffer in ahead)
        alone = [one for day in days for one in Calendar(nights, db, nights.now()).buffers([day])]
    assert on in days
    assert ahead == alone


@pytest.mark.parametrize(
    ("on", "hours", "minutes", "starts"),
    [
        (SPRING - ONE_DAY, "01:45-03:15", 30, "2026-03-29T01:45+01:00"),
        (AUTUMN - ONE_DAY, "01:45-03:15", 150, "2026-10-25T01:45+02:00"),
        (AUTUMN - ONE_DAY, "02:00-02:30", 30, "2026-10-25T02:00+02:00"),
        (SPRING - ONE_DAY, "02:30-04:00", 30, "2026-03-29T03:30+02:00"),
    ],
)
def test_wall_clock_times_of_such_a_night_mean_one_instant(
    nights: Office, on: date, hours: str, minutes: int, starts: str
) -> None:
    nights.clock.set("12:00", on)
    day = plan(nights, f"{hours} Night watch").snapshot
    watch = next(one for one in day.blocks if one.kind is BlockKind.MEETING)
    assert (watch.starts_at, watch.minutes) == (utc(starts), minutes)


def test_a_buffer_over_the_spring_gap_holds_its_true_minutes(nights: Office) -> None:
    nights.clock.set("12:00", SPRING - ONE_DAY)
    plan(nights, "22:00-01:45 Early watch\n03:15-03:50 Late watch")
    gap = next(one for one in take(nights).blocks if one.kind is BlockKind.BUFFER)
    assert (gap.starts_at, gap.minutes) == (utc("2026-03-29T01:45+01:00"), 30)
    assert len(places(capture(nights, "fits 30m").items[0])) == 1
    assert item(nights, "fits").pieces[0].ends_at == utc("2026-03-29T03:15+02:00")
    assert item(nights, "fits").promise == "01:45 tonight, 1st in line"
    assert next(one for one in take(nights).blocks if one.kind is BlockKind.BUFFER).free_minutes == 0


def test_a_buffer_after_four_in_the_morning_is_one_of_the_night_before(nights: Office) -> None:
    change_rhythm(nights, [6], lambda before: Rhythm(working=False))
    nights.clock.set("23:00", SPRING - ONE_DAY)
    capture(nights, "Bob: handover 10m >04:10")
    (group,) = take(nights).queue
    assert (group.day, group.used, group.capacity) == (SPRING - ONE_DAY, 10, 15)
    (place,) = places(item(nights, "handover"))
    assert place.startswith("B")
    assert "Sun 04" in place or "Sun 05" in place


@pytest.mark.parametrize(("on", "hours"), [(SPRING, 2), (AUTUMN, 4)])
def test_a_measured_time_over_the_change_is_elapsed_time(nights: Office, on: date, hours: int) -> None:
    nights.clock.set("01:00", on)
    (now,) = capture(nights, "Bob: pager !!").items
    nights.clock.set("04:00", on)
    assert finish(nights, [now.id]).items[0].spent == hours * 60


@pytest.mark.parametrize("on", [SPRING, AUTUMN])
def test_a_plain_working_day_is_the_same_on_such_a_sunday(office: Office, on: date) -> None:
    office.clock.set("08:00", on)
    plan(office, "Draft 90m")
    assert take(office).blocks[0].starts_at.astimezone(BERLIN).time() == time(9, 0)
    assert places(capture(office, "x 5m").items[0]) == ["B1 Sun 10:30-Sun 10:35"]


@pytest.mark.parametrize("on", [SPRING, AUTUMN])
def test_tomorrow_is_the_next_date_also_when_it_is_not_24_hours_away(office: Office, on: date) -> None:
    office.clock.set("10:00", on - timedelta(days=2))
    capture(office, "x 5m")
    office.clock.set("23:30", on - ONE_DAY)
    (deferred,) = defer(office, [1], "mon 09:00").items
    local = deferred.pieces[0].starts_at.astimezone(BERLIN)
    assert (local.date(), local.time()) == (on + ONE_DAY, time(10, 30))
