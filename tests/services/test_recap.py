"""A day, a week and a month that were really lived, looked back at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.away import Was
from coachtui.domain.errors import CoachError
from coachtui.domain.recap import HandledRecap, MeetingRecap, PersonRecap, Scale, SprintRecap
from coachtui.services import away, holding, ledger, meetings, queue, reviews, sprints, wrapup
from coachtui.services.capture import capture
from coachtui.services.habits import Habits
from coachtui.services.planning import plan
from coachtui.services.recap import recap
from tests.services.helpers import TODAY, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office

TOMORROW = TODAY + timedelta(days=1)
REVIEW = "agreed\n\npartly: no numbers\n\n\nAna: numbers\n\n2026-12-01 11:00 facilitator Ana with Ana"


@pytest.fixture
def evening(office: Office) -> Office:
    """A Tuesday: a must took ten minutes more and was broken once, another was not begun."""
    office.clock.set("08:30")
    plan(office, "Deck 45m !\nReview 45m !\nNotes 30m")
    number = meetings.add(office, "11:00-11:30 Sync: agree @Ana", on=TODAY).meeting.id
    office.clock.set("09:00")
    sprints.start(office)
    office.clock.set("09:20")
    (pager,) = capture(office, "Bob: pager 5m !!").items
    office.clock.set("09:28")
    queue.finish(office, [pager.id])
    office.clock.set("09:29")
    sprints.resume(office)
    office.clock.set("10:04")
    sprints.finish(office)
    (quote,) = capture(office, "Kim: quote 10m").items
    (form,) = capture(office, "Kim: form 10m").items
    queue.drop(office, [form.id])
    office.clock.set("10:20")
    queue.finish(office, [quote.id], 12)
    office.clock.set("11:00")
    holding.start(office, number)
    office.clock.set("11:30")
    reviews.begin(office, number)
    reviews.read(
        office,
        number,
        "agreed\n\npartly: no numbers\n\n\nAna: numbers\n\n2026-12-01 11:00 facilitator Ana with Ana",
    )
    reviews.close(office, number)
    sprints.start(office)
    office.clock.tick(40)
    sprints.finish(office)
    office.clock.set("17:10")
    wrapup.close(office, {}, "a good day")
    return office


def test_a_day_is_told_in_numbers(evening: Office) -> None:
    found = recap(evening)
    one = found.total
    assert (found.first, found.last, found.note) == (TODAY, TODAY, "a good day")
    assert (one.sprints, one.sprints_done, one.musts, one.musts_done) == (3, 2, 2, 1)
    assert (one.planned, one.focus, one.estimated, one.actual) == (120, 95, 75, 95)
    assert (one.arrived, one.handled, one.let_go, one.spent, one.broken) == (3, 2, 1, 20, 1)
    assert (one.kept, one.missed) == (1, 0)
    assert (one.meetings, one.reviewed, one.met, one.partly, one.unmet) == (1, 1, 0, 1, 0)
    assert one.used == 40
    assert one.buffer > 0
    assert found.lag == 60


def test_a_day_names_what_was_done(evening: Office) -> None:
    found = recap(evening)
    assert found.sprints == (
        SprintRecap("Deck", True, True, 45, 55),
        SprintRecap("Review", False, True, 45, None),
        SprintRecap("Notes", True, False, 30, 40),
    )
    assert found.handled == (
        HandledRecap("pager", "Bob", "done", 8),
        HandledRecap("form", "Kim", "dropped", 0),
        HandledRecap("quote", "Kim", "done", 12),
    )
    assert found.meetings == (MeetingRecap("Sync", True, "partly"),)
    assert found.people == (PersonRecap("Kim", 2, 22), PersonRecap("Bob", 1, 8))
    assert (found.by_hour[9], found.by_hour[10], sum(found.by_hour)) == (1, 2, 3)
    assert found.by_weekday == (0, 3, 0, 0, 0, 0, 0)


def test_a_week_and_a_month_are_the_sum_of_their_days(evening: Office) -> None:
    evening.clock.set("09:00", TOMORROW)
    plan(evening, "More 45m")
    sprints.start(evening)
    capture(evening, "Bob: again 5m")
    evening.clock.tick(45)
    sprints.finish(evening)
    week = recap(evening, Scale.WEEK)
    assert [one.on for one in week.days] == [TODAY, TOMORROW]
    assert week.total.sprints_done == 3
    assert week.total.arrived == 4
    assert week.days[0].numbers == recap(evening, Scale.DAY, TODAY).total
    assert week.days[0].note == "a good day"
    assert recap(evening, Scale.MONTH).total == week.total
    assert (week.sprints, week.handled, week.meetings) == ((), (), ())


def test_an_interruption_whose_clock_was_corrected_still_broke_a_sprint_once(office: Office) -> None:
    plan(office, "Deck 45m")
    sprints.start(office)
    office.clock.tick(10)
    (pager,) = capture(office, "Bob: pager 5m !!").items
    began = office.clock.now
    office.clock.tick(20)
    away.assign(office, Was.NOTHING, began + timedelta(minutes=5), began + timedelta(minutes=10))
    queue.finish(office, [pager.id])
    assert recap(office, Scale.DAY, TODAY).total.broken == 1


def test_weeks_begin_on_the_users_day(evening: Office) -> None:
    evening.habits = Habits(clock24=False, week_start=6)
    found = recap(evening, Scale.WEEK)
    assert (found.first, found.last) == (TODAY - timedelta(days=2), TODAY + timedelta(days=4))
    assert (found.week_start, found.clock24) == (6, False)


def test_work_after_midnight_belongs_to_the_day_before(office: Office) -> None:
    office.clock.set("01:30", TOMORROW)
    queue.finish(office, [capture(office, "Bob: late 5m").items[0].id], 7)
    found = recap(office, Scale.DAY, TODAY)
    assert (found.total.arrived, found.total.handled, found.by_hour[1]) == (1, 1, 1)


def test_looking_back_changes_nothing_and_never_looks_ahead(evening: Office) -> None:
    before = rows(evening)
    for scale in Scale:
        recap(evening, scale)
        recap(evening, scale, date(2020, 1, 1))
    assert rows(evening) == before
    assert recap(evening, Scale.DAY, date(2020, 1, 1)).days == ()
    with pytest.raises(CoachError, match="still to come"):
        recap(evening, Scale.DAY, TOMORROW)


def test_a_meeting_that_is_still_to_come_is_not_counted(office: Office) -> None:
    office.clock.set("08:30")
    plan(office, "11:00-11:30 Sync: agree @Ana\n15:00-15:30 Later")
    office.clock.set("12:00")
    assert recap(office).total.meetings == 1


def test_the_recap_and_the_ledger_count_missed_promises_alike(office: Office) -> None:
    """Before anything is written, after a wrap-up, after another time was told, and once it is done."""
    (form,) = capture(office, "Kim: form 10m").items

    def counts(on: date) -> tuple[int, int]:
        return recap(office, Scale.DAY, on).total.missed, ledger.look(office).counts.missed

    assert counts(TODAY) == (0, 0)
    office.clock.set("17:20")
    assert counts(TODAY) == (1, 1)
    key = wrapup.Key(wrapup.Kind.INTERRUPTION, form.id)
    wrapup.close(office, {key: wrapup.Decision(wrapup.Verdict.TOMORROW)})
    assert counts(TODAY) == (1, 1)
    office.clock.set("09:00", TOMORROW)
    assert counts(TODAY) == (1, 1)
    queue.finish(office, [form.id])
    assert counts(TODAY) == (1, 1)
    assert counts(TOMORROW) == (0, 1)
    week = recap(office, Scale.WEEK, TOMORROW).total
    counted = ledger.look(office).counts
    assert (week.kept, week.missed, week.renegotiated) == (counted.kept, counted.missed, counted.renegotiated)


def missed(office: Office) -> list[int]:
    """How many missed promises count for today and for tomorrow."""
    return [recap(office, Scale.DAY, on).total.missed for on in (TODAY, TOMORROW)]


def test_a_place_that_was_given_up_by_hand_is_no_promise_that_was_missed(office: Office) -> None:
    office.clock.set("08:30")
    plan(office, "Deck 90m")
    (form,) = capture(office, "Kim: form 10m").items
    assert form.promised_at is not None
    office.clock.now = form.promised_at + timedelta(minutes=2)
    queue.defer(office, [form.id], "tomorrow")
    office.clock.set("17:20", TOMORROW)
    queue.reslot(office)
    assert missed(office) == [0, 1]
    queue.finish(office, [form.id])
    assert missed(office) == [0, 1]


def test_a_missed_promise_counts_for_the_day_that_was_told_however_late_it_is_moved_on(
    office: Office,
) -> None:
    office.clock.set("08:30")
    plan(office, "Deck 90m")
    (form,) = capture(office, "Kim: form 10m").items
    assert form.promised_at is not None
    office.clock.now = form.promised_at
    capture(office, "Ana: outage 8h !")
    office.clock.set("17:45")
    queue.reslot(office)
    office.clock.set("17:45", TOMORROW)
    queue.reslot(office)
    assert missed(office) == [1, 0]


def test_the_overrun_of_a_sprint_that_goes_on_needs_buffer_already(office: Office) -> None:
    plan(office, "Deck 45m\nNotes 30m")
    sprints.start(office)
    office.clock.tick(40)
    assert recap(office).total.used == 0
    office.clock.tick(25)
    assert recap(office).total.used == 20
    sprints.finish(office)
    assert recap(office).total.used == 20
