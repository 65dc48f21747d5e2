"""Meetings before they begin: set up, shown, changed, moved, cancelled. One undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.meeting_text import parse_meeting, parse_when
from coachtui.domain.series import parse_repeat
from coachtui.services import meeting_reading as reading
from coachtui.services.daywork import DayWork
from coachtui.services.meeting_answers import answered, not_begun
from coachtui.services.meeting_days import come_again, leave, place, reshape
from coachtui.services.meeting_overview import overview as overview
from coachtui.services.meeting_views import MeetingAnswer, MeetingView
from coachtui.store import meetings, series

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coachtui.domain.meeting import Meeting
    from coachtui.domain.meeting_text import MeetingText
    from coachtui.services.desk import Desk
    from coachtui.store.meetings import MeetingRecord


def show(desk: Desk, number: int) -> MeetingView:
    """One meeting.

    Raises:
        CoachError: there is none with this id.
    """
    now = desk.now()
    with desk.store.read() as db:
        return reading.view(desk, db, reading.record(db, number), now)


def closest(desk: Desk) -> int:
    """The id of the meeting that runs, else of the next one of today, else of its last.

    Raises:
        CoachError: there is no meeting today.
    """
    now = desk.now()
    with desk.store.read() as db:
        found = reading.closest(db, desk.date_of(now), now)
    if found is None:
        raise CoachError(
            "There is no meeting today: name one by its id, `coachtui meetings --date` lists them"
        )
    return found.id


def understand(desk: Desk, text: str, on: date | None = None) -> MeetingText:
    """What a line or file says about a meeting, without keeping it.

    Raises:
        UsageError: it is not clear.
    """
    with desk.store.read() as db:
        return parse_meeting(text, desk.date_of(desk.now()), desk.zone, reading.known(db), on)


def add(desk: Desk, text: str, *, on: date | None = None, every: str = "") -> MeetingAnswer:
    """Set up a meeting from one line or a file; `every` makes it the first of a series.

    It lands on its day by rule 9: what it moves is in the outcome.

    Raises:
        CoachError: the text is not clear, another meeting is on then, or the day is over.
    """
    said = understand(desk, text, on)
    repeat = said.repeat
    if every:
        local = said.meeting.span.start.astimezone(desk.zone)
        repeat = parse_repeat(every, local.date(), local.time(), said.meeting.span.minutes, desk.zone)
    now = desk.now()
    with desk.store.write(f"add meeting {said.meeting.title}", now) as db:
        work = DayWork(desk, db, now)
        number = place(work, said.on, said.meeting)
        if repeat:
            meetings.set_series(db, number, series.add(db, repeat))
        return answered(work, number, "set up")


def edit(desk: Desk, number: int, change: Callable[[Meeting], Meeting]) -> MeetingAnswer:
    """Change what a meeting is for, its people or its agenda; its time stays.

    Raises:
        CoachError: there is no such meeting.
    """
    now = desk.now()
    with desk.store.write(f"edit meeting {number}", now) as db:
        work = DayWork(desk, db, now)
        record = reading.record(db, number)
        after = change(record.meeting)
        _rewrite(work, record, after._replace(span=record.meeting.span))
        return answered(work, number, "changed")


def rewrite(desk: Desk, number: int, text: str) -> MeetingAnswer:
    """Make a meeting what a line or file says.

    Raises:
        CoachError: there is no such meeting, the text is not clear, or another meeting is on then.
    """
    now = desk.now()
    with desk.store.write(f"edit meeting {number}", now) as db:
        work = DayWork(desk, db, now)
        record = reading.record(db, number)
        said = parse_meeting(text, work.calendar.today, desk.zone, reading.known(db), record.on)
        if said.meeting.span != record.meeting.span:
            reshape(work, record, said.on, said.meeting.span)
        _rewrite(work, record, said.meeting)
        present = series.repeat_of(db, record.series)
        if said.repeat and (present is None or present.wording != said.repeat.wording):
            meetings.set_series(db, number, series.add(db, said.repeat))
        if present and record.series and (said.repeat is None or present.wording != said.repeat.wording):
            series.end(db, record.series)
        return answered(work, number, "changed")


def move(desk: Desk, number: int, when: str) -> MeetingAnswer:
    """Give a meeting another day or time (rule 9); its old span becomes buffer (rule 10).

    Raises:
        CoachError: there is no such meeting, it has begun, the time is not clear, or not free.
    """
    now = desk.now()
    with desk.store.write(f"move meeting {number}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "moved")
        on, span = parse_when(when, work.calendar.today, desk.zone, record.on, record.meeting.span)
        if span == record.meeting.span:
            raise CoachError(f"{record.meeting.title} is already then")
        reshape(work, record, on, span)
        return answered(work, number, "moved")


def cancel(desk: Desk, number: int, *, whole_series: bool = False) -> MeetingAnswer:
    """Take a meeting off its day; its span becomes buffer, never filled with work (rule 10).

    With `whole_series` all later ones of its series too, and no more are made.

    Raises:
        CoachError: there is no such meeting, or it has begun.
    """
    now = desk.now()
    with desk.store.write(f"cancel meeting {number}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "cancelled")
        view = reading.view(desk, db, record, now, work.calendar)
        gone = [record]
        if whole_series and record.series:
            series.end(db, record.series)
            those = meetings.of_series(db, record.series)
            gone += [
                one
                for one in those
                if one.meeting.span.start > record.meeting.span.start and not one.started_at
            ]
        for one in gone:
            leave(work, one)
        again = come_again(work)
        outcome, _ = work.outcome([one.block for one in gone])
        count = f", and {len(gone) - 1} more of its series" if len(gone) > 1 else ""
        day = describe_day(record.on, work.calendar.today)
        message = f"{record.meeting.title} {day} cancelled{count}: its time is buffer now"
        return MeetingAnswer(outcome._replace(message=message, moved=(*outcome.moved, *again)), view)


def _rewrite(work: DayWork, record: MeetingRecord, after: Meeting) -> None:
    """Write what a meeting is for; whoever was there stays there."""
    if not after.title:
        raise UsageError("a meeting needs a title")
    was = {one.name.casefold(): one.is_there for one in record.meeting.attendees}
    people = tuple(
        one._replace(is_there=was.get(one.name.casefold())) if one.is_there is None else one
        for one in after.attendees
    )
    if after.title != record.meeting.title:
        meetings.retitle(work.db, record, after.title)
    meetings.write(work.db, record.id, after._replace(attendees=people))
