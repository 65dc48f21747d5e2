from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.domain.meeting import YOU, Attendee, Role
from coachtui.domain.note import NoteKind
from coachtui.domain.promise import Word
from coachtui.domain.review import Step
from coachtui.domain.rhythm import StandingBreak
from coachtui.services import blocks as day_blocks
from coachtui.services import history, holding, meetings, reviews, sprints
from coachtui.services.capture import capture
from coachtui.services.meeting_overview import overview
from coachtui.services.meeting_views import MeetingState
from coachtui.services.planning import plan
from coachtui.services.rhythms import change_rhythm
from coachtui.services.snapshot import take
from tests.services.helpers import BERLIN, TODAY, blocks, item, places, queue_of, rows, wall

if TYPE_CHECKING:
    from tests.services.helpers import Clock, Office

LINE = "11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj"
FILE = """
title: Budget sync
when: fri 11:00-11:30
every: week
purpose: agree the Q4 budget
facilitator: Ana <ana@example.org> (decides)
note-taker: Lee
attendees: Raj
rules:
- phones away
agenda:
- Headcount 10m @Raj decides @Ana => what we can hire
"""
DAY = "Draft board deck 90m !\nHiring notes 45m\n15:00-15:45 One to one @Lee"


def of_kind(office: Office, kind: BlockKind, on: date = TODAY) -> list[str]:
    return blocks(take(office, on), kind)


def gapless(office: Office) -> bool:
    those = take(office).blocks
    return all(one.ends_at == other.starts_at for one, other in pairwise(those))


def test_one_line_sets_up_a_meeting_and_says_what_it_lacks(office: Office) -> None:
    answer = meetings.add(office, LINE)
    assert answer.meeting.meeting.purpose == "agree Q4 budget"
    assert answer.meeting.meeting.others == ("Ana", "Raj")
    assert answer.outcome.message.startswith(
        "M1 Budget sync 11:00 today, 30m: set up; not ready: it has no agenda"
    )
    assert of_kind(office, BlockKind.MEETING) == ["M1 11:00-11:30 Budget sync"]


@pytest.mark.parametrize("said", ["me", "Sam Doe", "sam doe", "Sam"])
def test_the_own_name_and_me_are_the_same_person(
    office: Office, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("COACHTUI_NAME", "Sam Doe")
    meeting = meetings.add(office, FILE.replace("note-taker: Lee", f"note-taker: {said}")).meeting.meeting
    assert meeting.in_role(Role.NOTE_TAKER) == YOU
    assert meeting.others == ("Ana", "Raj")


def test_a_colleague_of_the_same_first_name_stays_the_colleague(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHTUI_NAME", "Sam Doe")
    capture(office, "Sam Lee: invoice 5m")
    assert meetings.add(office, "11:00-11:30 Sync: x @Sam @Sam_Doe").meeting.meeting.others == ("Sam Lee",)


def test_a_buffer_for_the_review_follows_every_meeting(office: Office) -> None:
    for day in ("", DAY):
        if day:
            plan(office, day)
        answer = meetings.add(office, LINE if not day else "13:00-13:30 Vendors @Kim")
        end = answer.meeting.meeting.span.end
        after = next(one for one in take(office).blocks if one.starts_at == end)
        assert after.kind is BlockKind.BUFFER
        assert after.minutes >= 10
        assert gapless(office)


def test_a_meeting_that_lands_on_a_plan_moves_sprints_visibly_and_undo_takes_it_back(office: Office) -> None:
    plan(office, DAY)
    before, shown = rows(office), blocks(take(office))
    answer = meetings.add(office, "09:30-10:30 Fire drill: agree what to do @Ana")
    assert [line for line in answer.outcome.moved if "Draft board deck" in line]
    assert gapless(office)
    assert blocks(take(office)) != shown
    history.undo(office)
    assert rows(office) == before
    assert blocks(take(office)) == shown


def test_a_meeting_moves_what_is_slotted_where_it_lands(office: Office) -> None:
    plan(office, DAY)
    capture(office, "Bob: invoice question 10m")
    (place,) = queue_of(office)["invoice question"]
    start = place.split()[1].split("-")[0]
    answer = meetings.add(
        office, f"{start}-{int(start[:2]) + 1}:{start[3:]} Fire drill: agree what to do @Ana"
    )
    assert any("invoice question" in line for line in answer.outcome.moved)


@pytest.mark.parametrize("day", ["", DAY])
def test_two_meetings_are_never_on_at_once(office: Office, day: str) -> None:
    if day:
        plan(office, day)
    meetings.add(office, LINE)
    before = rows(office)
    with pytest.raises(CoachError, match="overlaps 'Budget sync'"):
        meetings.add(office, "11:15-12:00 Other thing @Kim")
    assert rows(office) == before


def test_a_day_that_is_over_takes_no_meeting(office: Office) -> None:
    with pytest.raises(CoachError, match="yesterday is over"):
        meetings.add(office, f"yesterday {LINE}")


@pytest.mark.parametrize("day", ["", DAY])
def test_a_meeting_moves_to_another_time_and_leaves_buffer_behind(office: Office, day: str) -> None:
    if day:
        plan(office, day)
    number = meetings.add(office, LINE).meeting.id
    answer = meetings.move(office, number, "16:00")
    assert "moved" in answer.outcome.message
    assert any(line.endswith("16:00-16:30 Budget sync") for line in of_kind(office, BlockKind.MEETING))
    assert gapless(office)
    assert answer.meeting.sequence == 1
    assert answer.meeting.meeting.purpose == "agree Q4 budget"


@pytest.mark.parametrize(("here", "then"), [("", ""), (DAY, ""), ("", DAY), (DAY, DAY)])
def test_a_meeting_moves_to_another_day_with_all_that_it_has(office: Office, here: str, then: str) -> None:
    friday = date(2026, 11, 27)
    if here:
        plan(office, here)
    if then:
        plan(office, then, friday)
    number = meetings.add(office, LINE).meeting.id
    holding.note(office, "= frozen", number)
    answer = meetings.move(office, number, "fri 10:00-11:00")
    assert answer.meeting.on == friday
    assert not [line for line in of_kind(office, BlockKind.MEETING) if "Budget sync" in line]
    assert [line for line in of_kind(office, BlockKind.MEETING, friday) if "Budget sync" in line]
    assert gapless(office)
    assert [note.text for note in meetings.show(office, number).notes] == ["frozen"]
    history.undo(office)
    assert meetings.show(office, number).on == TODAY


def test_a_cancelled_meeting_is_buffer_and_undo_brings_everything_back(office: Office) -> None:
    plan(office, DAY)
    number = meetings.add(office, LINE).meeting.id
    holding.note(office, "= frozen", number)
    before = rows(office)
    answer = meetings.cancel(office, number)
    assert "its time is buffer now" in answer.outcome.message
    at_eleven = next(
        one for one in take(office).blocks if one.starts_at <= answer.meeting.meeting.span.start < one.ends_at
    )
    assert at_eleven.kind is BlockKind.BUFFER
    with pytest.raises(CoachError, match="no meeting"):
        meetings.show(office, number)
    history.undo(office)
    assert rows(office) == before


def test_a_file_sets_up_a_series_in_wall_clock_time(office: Office) -> None:
    answer = meetings.add(office, FILE)
    assert answer.meeting.findings == ()
    assert answer.meeting.is_ready
    starts = [
        wall(one.meeting.span.start)
        for days in range(60)
        for one in overview(office, TODAY + timedelta(days=days)).meetings
    ]
    assert starts == ["Fri 11:00"] * 4
    again = overview(office, date(2026, 12, 4)).meetings[0]
    assert again.meeting.agenda == answer.meeting.meeting.agenda
    assert again.series == answer.meeting.series


def test_a_series_keeps_its_wall_clock_time_when_the_clocks_change(office: Office, clock: Clock) -> None:
    clock.set("08:00", date(2026, 10, 20))
    meetings.add(office, "tue 11:00-11:30 Sync @Ana", every="week")
    clock.set("08:00", date(2026, 10, 21))
    found = [overview(office, date(2026, 10, 27) + timedelta(days=7 * week)).meetings for week in range(2)]
    assert [f"{one.meeting.span.start.astimezone(BERLIN):%H:%M}" for (one,) in found] == ["11:00", "11:00"]


def test_a_series_goes_on_as_time_does_and_not_where_another_meeting_is(office: Office, clock: Clock) -> None:
    number = meetings.add(office, "fri 11:00-11:30 Sync @Ana", every="week").meeting.id
    meetings.add(office, "2027-01-01 11:00-12:00 Party @Kim")
    clock.set("09:00", date(2026, 12, 8))
    answer = meetings.edit(office, number, lambda one: one._replace(goal="x"))
    assert any("not on Fri 1 Jan 2027" in line for line in answer.outcome.moved)


def test_a_series_can_be_cancelled_whole(office: Office, clock: Clock) -> None:
    number = meetings.add(office, "fri 11:00-11:30 Sync @Ana", every="week").meeting.id
    answer = meetings.cancel(office, number, following=True)
    assert "and 3 more of its series" in answer.outcome.message
    clock.set("09:00", date(2027, 1, 8))
    meetings.add(office, "15:00-15:30 Other @Kim")
    assert [one.meeting.title for one in overview(office).meetings] == ["Other"]


def test_one_cancelled_meeting_of_a_series_does_not_come_back(office: Office) -> None:
    number = meetings.add(office, "fri 11:00-11:30 Sync @Ana", every="week").meeting.id
    meetings.cancel(office, number)
    meetings.add(office, "15:00-15:30 Other @Kim")
    assert overview(office, date(2026, 11, 27)).meetings == ()


def test_a_file_makes_a_meeting_what_it_says(office: Office) -> None:
    number = meetings.add(office, LINE).meeting.id
    holding.there(office, number, present=["ana"], absent=["Raj"])
    answer = meetings.rewrite(office, number, FILE)
    meeting = answer.meeting.meeting
    assert answer.meeting.on == date(2026, 11, 27)
    assert [one.is_there for one in meeting.attendees if one.name in ("Ana", "Raj")] == [True, False]
    assert answer.meeting.repeat is not None
    after = meetings.rewrite(office, number, "title: Budget\nwhen: fri 12:00-12:30")
    assert after.meeting.repeat == answer.meeting.repeat
    assert after.meeting.meeting.title == "Budget"


def test_who_is_there_changes_what_can_be_held(office: Office) -> None:
    number = meetings.add(office, FILE).meeting.id
    answer = holding.there(office, number, present=["Lee"], absent=["raj", "Ana"])
    assert {finding.rule for finding in answer.meeting.findings} == {3}
    with pytest.raises(CoachError, match='"Bob" was not asked to come'):
        holding.there(office, number, present=["Bob"])


def test_a_meeting_is_held_with_notes(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE).meeting.id
    meetings.edit(
        office,
        number,
        lambda one: one._replace(attendees=(*one.attendees, Attendee("Lee", Role.NOTE_TAKER))),
    )
    clock.set("11:00")
    assert holding.start(office).meeting.state is MeetingState.RUNNING
    clock.set("11:10")
    for line in ("closed 2% under plan", "= freeze spend", "! raj: table by fri => there", "? Raj: policy"):
        holding.note(office, line)
    running = overview(office).current
    assert running is not None
    assert (running.id, running.left, running.wants_review) == (number, 20, False)
    assert [note.kind for note in running.notes] == [
        NoteKind.HIGHLIGHT,
        NoteKind.DECISION,
        NoteKind.ACTION,
        NoteKind.OPEN_ITEM,
    ]
    assert running.notes[2].text == "Raj: table by Fri 27 Nov 2026 => there"
    with pytest.raises(CoachError, match="has begun: it can no longer be moved"):
        meetings.move(office, number, "16:00")


def test_an_overrun_is_borrowed_time_and_pushes_what_follows(office: Office, clock: Clock) -> None:
    plan(office, DAY)
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office, number)
    clock.set("11:42")
    running = meetings.show(office, number)
    assert (running.left, running.borrowed, running.wants_review) == (-12, 24, True)
    answer = holding.end(office)
    assert "12m late: 24m of the others' time borrowed" in answer.outcome.message
    assert wall(answer.meeting.meeting.span.end) == "11:42"
    assert gapless(office)
    assert answer.meeting.state is MeetingState.OVER


OVERRUN = "Draft board deck 90m !\nHiring notes 45m\nReport 90m\n12:30-13:00 break Lunch"


@pytest.fixture
def overrun(office: Office, clock: Clock) -> Office:
    """A meeting from 11:00 to 11:30 has begun; sprints and promises stand behind it."""
    plan(office, OVERRUN)
    number = meetings.add(office, LINE).meeting.id
    for line in ("Bob: invoice 10m >11:25", "Kim: contract 15m >13:30"):
        capture(office, line)
    clock.set("11:00")
    holding.start(office, number)
    return office


def test_what_an_overrun_pushes_is_shown_where_it_will_be_while_it_lasts(
    overrun: Office, clock: Clock
) -> None:
    kept = rows(overrun)
    assert blocks(take(overrun))[3:6] == [
        "M1 11:00-11:30 Budget sync",
        "B2 11:30-11:40",
        "S3 11:40-12:25 Hiring notes",
    ]
    for now, shown in (
        ("11:30", ["M1 11:00-11:30 Budget sync", "B2 11:30-11:40", "S3 11:40-12:25 Hiring notes"]),
        ("11:33", ["M1 11:00-11:33 Budget sync", "B2 11:33-11:43", "S3 11:43-12:28 Hiring notes"]),
        ("11:42", ["M1 11:00-11:42 Budget sync", "B2 11:42-12:30", "R1 12:30-13:00 Lunch"]),
    ):
        clock.set(now)
        assert blocks(take(overrun))[3:6] == shown
    late = take(overrun)
    assert late.current is not None
    assert (late.current.label, late.current.over) == ("M1", 12)
    assert any("S3 13:00-13:45 Hiring notes" in line for line in blocks(late))
    assert rows(overrun) == kept


def test_a_promise_that_an_overrun_breaks_is_said_while_there_is_time(overrun: Office, clock: Clock) -> None:
    assert item(overrun, "invoice").word is Word.OPEN
    clock.set("11:42")
    late = item(overrun, "invoice")
    assert (places(late), late.word) == (["B2 11:42-11:52"], Word.RISK)
    assert late.to_say.endswith("11:42 instead.")
    holding.end(overrun)
    assert (places(item(overrun, "invoice")), item(overrun, "invoice").word) == (places(late), Word.RISK)


@pytest.mark.parametrize("end", ["11:31", "11:42", "12:10", "12:29", "12:55", "17:20"])
def test_the_end_of_an_overrun_keeps_the_day_as_it_was_shown_in_one_step(
    overrun: Office, clock: Clock, end: str
) -> None:
    planned, kept = blocks(take(overrun)), rows(overrun)
    clock.set(end)
    shown, places_shown, slips = blocks(take(overrun)), queue_of(overrun), take(overrun).slips
    unplaced = sum(one.minutes for one in take(overrun).unplaced)
    answer = holding.end(overrun)
    assert blocks(take(overrun)) == shown
    assert queue_of(overrun) == places_shown
    after = take(overrun)
    assert sum(one.minutes for one in after.unplaced) == unplaced + sum(one.minutes for one in slips)
    assert not after.slips
    assert gapless(overrun)
    assert [one for one in answer.outcome.moved if "Hiring notes" in one] or planned[5:] == shown[5:]
    history.undo(overrun)
    assert rows(overrun) == kept


def test_what_has_no_room_because_of_an_overrun_is_named_before_it_slips(
    office: Office, clock: Clock
) -> None:
    plan(office, "Report 180m\nNotes 180m\n15:00-15:30 Sync: agree the plan @Ana")
    clock.set("15:00")
    holding.start(office)
    assert take(office).slips == ()
    clock.set("16:40")
    assert [(one.label, one.title, one.minutes) for one in take(office).slips] == [("S8", "Notes 4/4", 45)]
    answer = holding.end(office)
    assert "S8 Notes 4/4: 45m do not fit any more" in answer.outcome.moved
    assert [(one.title, one.minutes) for one in take(office).unplaced] == [("Notes", 45)]


def test_what_is_changed_during_an_overrun_leaves_its_minutes_as_they_are(
    overrun: Office, clock: Clock
) -> None:
    clock.set("11:40")
    shown = blocks(take(overrun))
    sprint = next(one for one in take(overrun).blocks if one.title == "Report 2/2")
    day_blocks.remove(overrun, sprint.id or 0)
    assert blocks(take(overrun))[:6] == shown[:6]
    clock.set("11:42")
    (running,) = overview(overrun).meetings
    assert (running.left, running.borrowed) == (-12, 24)
    assert "12m late: 24m" in holding.end(overrun).outcome.message


def test_a_meeting_that_overruns_is_on_until_it_is_ended(overrun: Office, clock: Clock) -> None:
    clock.set("11:40")
    with pytest.raises(CoachError, match="M1 Budget sync goes on: end it first"):
        sprints.start(overrun)
    holding.end(overrun)
    assert "Hiring notes" in sprints.start(overrun).message


def test_an_overrun_on_a_day_without_a_plan_moves_its_buffers(office: Office, clock: Clock) -> None:
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office, number)
    clock.set("11:50")
    shown = blocks(take(office))
    assert "M1 11:00-11:50 Budget sync" in shown
    holding.end(office)
    assert blocks(take(office)) == shown
    assert gapless(office)


def test_a_paused_sprint_loses_no_more_the_longer_the_meeting_lasts(office: Office, clock: Clock) -> None:
    plan(office, DAY)
    clock.set("10:40")
    sprints.start(office)
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office, number)
    for now in ("11:00", "11:25", "11:50"):
        clock.set(now)
        assert [one.minutes for one in take(office).slips if "Hiring" in one.title] in ([25], [])


def test_an_overrun_eats_its_review_buffer_before_it_sends_a_sprint_behind_lunch(
    office: Office, clock: Clock
) -> None:
    plan(office, "Sync 35m !\n10:30-11:00 Sync @Ana\n12:00-13:00 break Lunch\nDeck 45m !")
    clock.set("10:30")
    holding.start(office)
    clock.set("11:12")
    shown = blocks(take(office))
    assert shown[2:6] == [
        "M1 10:30-11:12 Sync",
        "B2 11:12-11:15",
        "S2 11:15-12:00 Deck",
        "R1 12:00-13:00 Lunch",
    ]
    holding.end(office)
    assert blocks(take(office)) == shown


def test_what_is_promised_in_the_review_buffer_is_not_eaten(office: Office, clock: Clock) -> None:
    plan(office, "Sync 35m !\n10:30-11:00 Sync @Ana\n12:00-13:00 break Lunch\nDeck 45m !")
    clock.set("10:30")
    capture(office, "Bob: invoice 10m")
    holding.start(office)
    clock.set("11:12")
    assert blocks(take(office))[2:5] == ["M1 10:30-11:12 Sync", "B2 11:12-12:00", "R1 12:00-13:00 Lunch"]
    assert wall(take(office).items[0].pieces[0].starts_at) == "11:12"


def test_an_overrun_leaves_a_standing_buffer_to_the_last(office: Office, clock: Clock) -> None:
    standing = StandingBreak(time(11, 30), time(12, 0), "Bob", is_buffer=True)
    change_rhythm(office, range(5), lambda one: one._replace(closes=time(15, 0), breaks=(standing,)))
    plan(office, "Alpha 45m\nBeta 45m\nGamma 45m\n09:30-10:00 Sync @Ana")
    clock.set("09:30")
    holding.start(office)
    clock.set("10:50")
    assert "B2 10:50-12:00" in blocks(take(office))
    assert holding.end(office).outcome.moved[0] == "S1 Alpha: 10:10 → 12:00"


def test_an_overrun_never_moves_the_next_meeting(office: Office, clock: Clock) -> None:
    plan(office, DAY)
    number = meetings.add(office, LINE).meeting.id
    meetings.add(office, "11:35-12:00 Vendors @Kim")
    clock.set("11:00")
    holding.start(office, number)
    clock.set("11:50")
    holding.end(office)
    assert any("11:35-12:00 Vendors" in line for line in of_kind(office, BlockKind.MEETING))
    assert wall(meetings.show(office, number).meeting.span.end) == "11:35"


def test_a_meeting_that_ends_early_leaves_buffer(office: Office, clock: Clock) -> None:
    plan(office, DAY)
    number = meetings.add(office, LINE).meeting.id
    clock.set("11:00")
    holding.start(office, number)
    clock.set("11:20")
    assert wall(holding.end(office).meeting.meeting.span.end) == "11:20"
    assert gapless(office)


def test_only_one_meeting_runs(office: Office, clock: Clock) -> None:
    one = meetings.add(office, LINE).meeting.id
    other = meetings.add(office, "11:40-12:00 Vendors @Kim").meeting.id
    clock.set("11:00")
    holding.start(office, one)
    with pytest.raises(CoachError, match="Budget sync runs"):
        holding.start(office, other)
    holding.end(office, one)
    with pytest.raises(CoachError, match="ended 11:00 today: --at gives it another end"):
        holding.end(office, one)


def test_the_agenda_says_which_item_is_on(office: Office, clock: Clock) -> None:
    text = FILE.replace("fri ", "").replace("every: week\n", "") + "- Vendors 10m => spend\n"
    meetings.add(office, text)
    clock.set("11:00")
    holding.start(office)
    clock.set("11:12")
    current = overview(office).current
    assert current is not None
    assert current.progress == (2, 8)


def test_a_meeting_without_a_review_waits_for_it(office: Office, clock: Clock) -> None:
    meetings.add(office, LINE)
    assert overview(office).waiting == ()
    clock.set("12:00")
    (waiting,) = overview(office).waiting
    assert waiting.meeting.title == "Budget sync"
    clock.set("12:00", date(2026, 12, 24))
    assert overview(office).waiting == ()


def test_commands_without_an_id_are_about_the_nearest_meeting(office: Office, clock: Clock) -> None:
    with pytest.raises(CoachError, match="no meeting today"):
        meetings.closest(office)
    one = meetings.add(office, LINE).meeting.id
    other = meetings.add(office, "15:00-15:30 Vendors @Kim").meeting.id
    assert meetings.closest(office) == one
    clock.set("12:00")
    assert meetings.closest(office) == other
    clock.set("16:00")
    assert meetings.closest(office) == other


def held_over_night(office: Office) -> int:
    """A meeting of yesterday that began and that nobody has ended; it is 09:00 today."""
    office.clock.set("10:30", TODAY - timedelta(days=1))
    number = meetings.add(office, LINE).meeting.id
    office.clock.set("11:00", TODAY - timedelta(days=1))
    holding.start(office)
    office.clock.set("09:00")
    return number


def test_a_meeting_that_nobody_ended_is_over_when_it_was_due_from_the_next_day_on(office: Office) -> None:
    number = held_over_night(office)
    view = overview(office)
    assert (view.current, [one.id for one in view.waiting]) == (None, [number])
    one = view.waiting[0]
    assert (one.state, one.is_unended, one.borrowed) == (MeetingState.OVER, True, 0)
    assert [wall(at, one.on) for at in one.held] == ["11:00", "11:30"]
    assert [(one.held, one.borrowed) for one in view.numbers] == [(1, 0)]
    unended = take(office).unended
    assert unended
    assert (unended.meeting, unended.title) == (number, "Budget sync")


def test_it_ends_when_it_was_due_unless_a_time_is_told(office: Office) -> None:
    number = held_over_night(office)
    before = rows(office)
    answer = holding.end(office)
    assert answer.outcome.message.endswith("ended 11:30, when it was due")
    assert answer.meeting.borrowed == 0
    history.undo(office)
    assert rows(office) == before
    answer = holding.end(office, number, "11:40")
    assert answer.outcome.message.endswith("ended 11:40, 10m late: 20m of the others' time borrowed")
    assert not answer.meeting.is_unended


def test_closing_its_review_days_later_borrows_nothing(office: Office) -> None:
    number = held_over_night(office)
    reviews.say(office, number, Step.PURPOSE, "yes")
    answer = reviews.close(office, number)
    assert "reviewed, it ended 11:30, when it was due: 0 actions" in answer.outcome.message
    assert answer.meeting.borrowed == 0


def test_the_next_meeting_begins_although_one_of_an_earlier_day_still_runs(office: Office) -> None:
    held_over_night(office)
    meetings.add(office, "09:00-09:30 Standup: agree the day @Ana")
    answer = holding.start(office)
    assert answer.outcome.message.endswith("Budget sync yesterday ended 11:30, when it was due")
    assert take(office).unended is None


@pytest.mark.parametrize(
    ("at", "said"), [("11:35", "11:35, 5m late: 10m of the others' time borrowed"), ("11:20", "11:20")]
)
def test_a_meeting_that_ate_the_day_ends_at_a_time_that_is_over(office: Office, at: str, said: str) -> None:
    plan(office, DAY)
    meetings.add(office, LINE)
    office.clock.set("11:00")
    holding.start(office)
    office.clock.set("14:50")
    assert "M1 11:00-14:50 Budget sync" in of_kind(office, BlockKind.MEETING)
    answer = holding.end(office, at=at)
    assert answer.outcome.message.endswith(f"ended {said}")
    assert f"M1 11:00-{at} Budget sync" in of_kind(office, BlockKind.MEETING)
    assert gapless(office)


def test_an_end_that_was_said_too_late_is_said_anew(office: Office) -> None:
    plan(office, DAY)
    number = meetings.add(office, LINE).meeting.id
    office.clock.set("11:00")
    holding.start(office)
    office.clock.set("13:00")
    holding.end(office)
    with pytest.raises(CoachError, match=r"Budget sync ended 13:00 today: --at gives it another end"):
        holding.end(office, number)
    answer = holding.end(office, number, "11:25")
    assert answer.meeting.borrowed == 0
    assert of_kind(office, BlockKind.MEETING)[0] == "M1 11:00-11:25 Budget sync"
    assert gapless(office)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("10:55", "Budget sync began 11:00: it ended after that"),
        ("12:01", "12:01 is still to come: say when Budget sync ended"),
        ("late", '"late" is no time of day'),
    ],
)
def test_a_time_at_which_it_was_not_on_is_refused(office: Office, at: str, said: str) -> None:
    meetings.add(office, LINE)
    office.clock.set("11:00")
    holding.start(office)
    office.clock.set("12:00")
    before = rows(office)
    with pytest.raises(CoachError, match=said):
        holding.end(office, at=at)
    assert rows(office) == before


def test_a_meeting_of_the_late_evening_ends_after_midnight(office: Office) -> None:
    meetings.add(office, "23:30-23:50 Release call: decide the release @Ana")
    office.clock.set("23:30")
    holding.start(office)
    office.clock.set("02:00", TODAY + timedelta(days=1))
    assert "ended 00:10, 20m late" in holding.end(office, at="0:10").outcome.message


@pytest.mark.parametrize("seconds", [0, 1, 59, 60])
def test_a_meeting_that_runs_is_on_at_the_very_minute_at_which_it_was_due_to_end(
    office: Office, seconds: int
) -> None:
    plan(office, DAY)
    meetings.add(office, LINE)
    office.clock.set("11:00")
    holding.start(office)
    office.clock.set("11:30")
    office.clock.now += timedelta(seconds=seconds)
    current = take(office).current
    assert current
    assert current.title == "Budget sync"


def test_a_meeting_begins_while_a_sprint_without_a_task_runs(office: Office) -> None:
    plan(office, "Draft board deck 90m !")
    meetings.add(office, "10:00-10:30 Budget sync: agree Q4 budget @Ana")
    sprints.start(office)
    office.store.query("update block set task_id = null where kind = 'sprint'")
    office.clock.set("10:00")
    assert "is paused" in holding.start(office).outcome.message
