"""Meetings before they begin: set up, shown, changed, moved, cancelled. One undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import working_date
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.meeting_line import with_line
from coachtui.domain.meeting_text import parse_meeting, parse_when
from coachtui.domain.series import parse_repeat
from coachtui.domain.span import Span, later
from coachtui.services import meeting_reading as reading
from coachtui.services.daywork import DayWork
from coachtui.services.meeting_answers import MeetingAnswer, answered, not_begun
from coachtui.services.meeting_days import come_again, leave, place, reshape
from coachtui.services.meeting_series import alone, cancel_following, change_following, move_all
from coachtui.services.meeting_series import following as find_following
from coachtui.services.meeting_series import rewrite as rewrite_one
from coachtui.services.meeting_views import MeetingView
from coachtui.store import meetings, series

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from coachtui.domain.meeting import Meeting
    from coachtui.domain.meeting_text import MeetingText
    from coachtui.domain.series import Repeat
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
            "there is no meeting today: name one by its id, `coachtui meetings --date` lists them"
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


def edit(
    desk: Desk, number: int, change: Callable[[Meeting], Meeting], *, following: bool = False
) -> MeetingAnswer:
    """Change what a meeting is for, its people or its agenda; its time stays.

    With `following` those of its series that come after it are changed in the same way.

    Raises:
        CoachError: there is no such meeting.
    """
    now = desk.now()
    with desk.store.write(f"edit {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = reading.record(db, number)
        after = _titled(change(record.meeting))
        rewrite_one(work, record, after)
        others = change_following(work, record, lambda one: _titled(change(one))) if following else []
        return answered(work, number, f"changed{_more(others) or alone(work, record)}")


def knowing(desk: Desk) -> Callable[[str], str | None]:
    """Gives the full name of whoever is known by a name or first name."""
    with desk.store.read() as db:
        return reading.known(db)


def set_line(desk: Desk, number: int, line: str, *, following: bool = False) -> MeetingAnswer:
    """Change a meeting by one line, such as `note-taker: Lee`.

    Raises:
        CoachError: there is no such meeting, or the line is not clear.
    """
    return edit(desk, number, lambda one: with_line(one, line, knowing(desk)), following=following)


def rewrite(desk: Desk, number: int, text: str, *, following: bool = False) -> MeetingAnswer:
    """Make a meeting what a line or file says.

    With `following` those of its series that come after it say the same, each at its own time. Only a text
    with another `every` changes the rule, and that is about those that follow anyway: they leave, and come
    again as it says.

    Raises:
        CoachError: there is no such meeting, the text is not clear, or another meeting is on then.
    """
    now = desk.now()
    with desk.store.write(f"edit {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = reading.record(db, number)
        said = parse_meeting(text, work.calendar.today, desk.zone, reading.known(db), record.on)
        present = series.repeat_of(db, record.series)
        if said.repeat and (present is None or present.wording != said.repeat.wording):
            return _come_otherwise(work, record, said.on, said.meeting, said.repeat)
        if said.meeting.span != record.meeting.span:
            if following:
                move_all(work, record, said.on, said.meeting.span)
            else:
                reshape(work, record, said.on, said.meeting.span)
        rewrite_one(work, record, said.meeting)
        others: list[MeetingRecord] = []
        if following:
            moved = reading.record(db, number)
            others = change_following(work, moved, lambda one: said.meeting._replace(span=one.span))
        return answered(work, number, f"changed{_more(others)}")


def _come_otherwise(
    work: DayWork, record: MeetingRecord, on: date, after: Meeting, repeat: Repeat
) -> MeetingAnswer:
    """Make a meeting the first of a series by another rule; those that followed it leave."""
    gone = []
    if series.repeat_of(work.db, record.series) and record.series:
        gone = cancel_following(work, record)
        series.end(work.db, record.series)
    if after.span != record.meeting.span:
        reshape(work, record, on, after.span)
    rewrite_one(work, record, after)
    meetings.set_series(work.db, record.id, series.add(work.db, repeat))
    again = come_again(work)
    made = len(find_following(work, reading.record(work.db, record.id)))
    counts = (f"{len(gone)} of its series gone" if gone else "", f"{made} made")
    answer = answered(work, record.id, ", ".join(("changed", *filter(None, counts))))
    return answer._replace(outcome=answer.outcome._replace(moved=(*answer.outcome.moved, *again)))


def move(desk: Desk, number: int, when: str, *, following: bool = False) -> MeetingAnswer:
    """Give a meeting another day or time (rule 9); its old span becomes buffer (rule 10).

    With `following` those of its series that come after it move along, and so do those not made yet.

    Raises:
        CoachError: there is no such meeting, it has begun, the time is not clear, or not free.
    """
    now = desk.now()
    with desk.store.write(f"move {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "moved")
        on, span = parse_when(when, work.calendar.today, desk.zone, record.on, record.meeting.span)
        if span == record.meeting.span:
            raise CoachError(f"{record.meeting.title} is already then")
        if following:
            return answered(work, number, f"moved{_more(move_all(work, record, on, span))}")
        reshape(work, record, on, span)
        return answered(work, number, f"moved{alone(work, record)}")


def shift(desk: Desk, number: int, minutes: int, *, following: bool = False) -> MeetingAnswer:
    """Let a meeting begin so many minutes later, or earlier when negative (rule 9).

    With `following` those of its series that come after it move along, and so do those not made yet.

    Raises:
        CoachError: there is no such meeting, it has begun, or that time is not free.
    """
    now = desk.now()
    with desk.store.write(f"move {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "moved")
        span = Span(*(later(at, minutes) for at in record.meeting.span))
        on = working_date(span.start, desk.zone)
        if following:
            return answered(work, number, f"moved{_more(move_all(work, record, on, span))}")
        reshape(work, record, on, span)
        return answered(work, number, f"moved{alone(work, record)}")


def cancel(desk: Desk, number: int, *, following: bool = False) -> MeetingAnswer:
    """Take a meeting off its day; its span becomes buffer, never filled with work (rule 10).

    With `following` all later ones of its series too, and no more are made.

    Raises:
        CoachError: there is no such meeting, or it has begun.
    """
    now = desk.now()
    with desk.store.write(f"cancel {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "cancelled")
        gone = [record]
        views = list(reading.views(desk, db, gone, now, work.calendar))
        if following and record.series:
            series.end(db, record.series)
            later_ones = find_following(work, record)
            views += reading.views(desk, db, later_ones, now, work.calendar)
            gone += cancel_following(work, record)
        words = _more(gone[1:]) or alone(work, record)
        leave(work, record)
        again = come_again(work)
        outcome, _ = work.outcome([one.block for one in gone])
        day = describe_day(record.on, work.calendar.today)
        message = f"{record.meeting.title} {day} cancelled{words}: its time is buffer now"
        outcome = outcome._replace(message=message, moved=(*outcome.moved, *again))
        return MeetingAnswer(outcome, views[0], tuple(views))


def _titled(meeting: Meeting) -> Meeting:
    if not meeting.title:
        raise UsageError("a meeting needs a title")
    return meeting


def _more(others: Sequence[MeetingRecord]) -> str:
    """Words about the others of a series."""
    return f", and {len(others)} more of its series" if others else ""
