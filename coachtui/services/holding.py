"""Meetings while they are held: begun, noted, ended, and who is there. One undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import ONE_DAY, full_minute, resolve, working_date
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes, parse_clock
from coachtui.domain.meeting import YOU, begun_at, borrowed
from coachtui.domain.note import read_note, signed
from coachtui.domain.people_text import full_name
from coachtui.domain.review import STEP_OF, add, exact_line, go
from coachtui.domain.span import later, minutes_between
from coachtui.domain.text import quoted
from coachtui.services import meeting_reading as reading
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork, sprint_name
from coachtui.services.item_views import Outcome
from coachtui.services.meeting_answers import MeetingAnswer, answered, closed_words, lacks, not_begun
from coachtui.services.meeting_days import lasted, reshape
from coachtui.services.meeting_previews import present_of
from coachtui.services.meetings import closest
from coachtui.store import days, meetings, reviews, runs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.span import Span
    from coachtui.services.desk import Desk
    from coachtui.store.meetings import MeetingRecord


def start(desk: Desk, number: int | None = None) -> MeetingAnswer:
    """A meeting begins; without a number the next one of today. The clock of a sprint that runs stops.

    Far from its planned time it takes place now, as long as it was to be, and the day makes room (rule 9).
    One that is not ready begins too; what is missing is in the answer.

    Raises:
        CoachError: there is none, another one runs or is on then, or it has begun already.
    """
    number = closest(desk) if number is None else number
    now = desk.now()
    with desk.store.write(f"start {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = not_begun(reading.record(db, number), "started")
        before = _ended_first(work, meetings.running(db))
        if record.on != work.calendar.today:
            raise CoachError(
                f"{record.meeting.title} is {describe_day(record.on, work.calendar.today)}: move it first"
            )
        begun, planned = work.calendar.sprint, record.meeting.span
        is_late = begun is not None and begun.timing.is_overrun  # its begun minute is still its own
        span = begun_at(planned, full_minute(now) if is_late else now)
        if span != planned:
            try:
                reshape(work, record, work.calendar.today, span)
            except UsageError as problem:
                raise CoachError(f"{record.meeting.title} cannot begin now: {problem}") from problem
        meetings.begin(db, reading.record(db, number), now)
        early, instead, pause = _early(work, planned), _instead(work, planned), _paused(work)
        said = answered(work, number, "begun", about=(begun.block.id,) if begun else ())
        name = f"{said.meeting.label} {record.meeting.title} begun{early}"
        missing = f", {lacks(said.meeting)}" if said.meeting.findings else ""
        outcome = said.outcome._replace(message=f"{name}{missing}{instead}{pause}{before}")
        return said._replace(outcome=outcome)


def end(desk: Desk, number: int | None = None, at: str = "") -> MeetingAnswer:
    """The running meeting ends; an overrun pushes what follows (rule 9), minutes left over are buffer.

    Args:
        desk: whose meeting it is.
        number: which; the one that runs unless told.
        at: the clock time at which it ended, on its own day, if that is not now; one that has ended already
            gets this end instead. Nobody has to say it of one of an earlier day: it ended when it was due.

    Raises:
        CoachError: it does not run, or it was not on at that time.
        UnclearError: that is no clock time.
    """
    now = desk.now()
    with desk.store.read() as db:
        title = _to_end(desk, db, number, at).meeting.title
    with desk.store.write(f"end {title}", now) as db:
        record = _to_end(desk, db, number, at)
        ended = _ended_at(desk, record, at, now) if at else None
        work = DayWork(desk, db, now, Calendar(desk, db, now, lasting=ended))
        words = finish(work, record, ended)
        return answered(work, record.id, f"ended{words}", since_kept=True)


def note(desk: Desk, line: str, number: int | None = None) -> MeetingAnswer:
    """Write one line about a meeting: `=` decision, `!` action, `?` open item, anything else a highlight.

    Without a number it is about the meeting that runs, or the nearest one of today.

    Raises:
        CoachError: the line is empty, there is no meeting, or its review is closed.
    """
    number = closest(desk) if number is None else number
    now = desk.now()
    kind, text = read_note(line)
    with desk.store.write(f"note {text}", now) as db:
        record = reading.record(db, number)
        today = desk.date_of(now)
        known = reading.known(db)
        kept = reviews.of_meeting(db, number, reading.held(desk, db, record, now))
        if kept and not kept.is_open:
            raise CoachError(closed_words(record))
        meetings.add_note(db, number, now, kind, exact_line(kind, text, today, known))
        if kept:
            review = add(kept.review, STEP_OF[kind], signed(kind, text), today, known)
            reviews.save(db, kept.id, kept.review, go(review, kept.review.step))
        view = reading.view(desk, db, record, now)
    return MeetingAnswer(Outcome(f"{kind.value}: {view.notes[-1].text}"), view)


def finish(work: DayWork, record: MeetingRecord, at: datetime | None = None) -> str:
    """End a meeting inside the caller's transaction; words on when, and on what its overrun took.

    It ends now unless told, and one of an earlier day when it was due.
    """
    is_due = at is None and record.is_unended(work.calendar.today)
    ended = max(record.due_end, record.started_at or record.due_end) if is_due else at or work.now
    taken = borrowed(record.meeting, record.due_end, ended)
    over = minutes_between(record.due_end, ended)
    lasted(work, record, ended)
    meetings.end(work.db, record, ended, taken)
    words = f" {work.desk.wall.clock(ended)}" if is_due or at else ""
    if is_due:
        words += ", when it was due"
    if over > 0:
        words += "," * bool(words)
        words += f" {format_minutes(over)} late: {format_minutes(taken)} of the others' time borrowed"
    return words


def there(desk: Desk, number: int, present: Iterable[str] = (), absent: Iterable[str] = ()) -> MeetingAnswer:
    """Say who is there, and who is not; the readiness check then speaks of those who are.

    Raises:
        CoachError: someone is not among those who were asked to come.
    """
    now = desk.now()
    with desk.store.write(f"who is in {reading.title_of(desk, number)}", now) as db:
        work = DayWork(desk, db, now)
        record = reading.record(db, number)
        said: dict[str, bool] = {}
        for names, is_there in ((present, True), (absent, False)):
            for name in names:
                known = full_name(name, reading.known(db))
                if known.casefold() not in {one.name.casefold() for one in record.meeting.attendees}:
                    raise CoachError(
                        f"{quoted(name)} was not asked to come: change the meeting's people first"
                    )
                said[known.casefold()] = is_there
        people = tuple(
            one._replace(is_there=said.get(one.name.casefold(), one.is_there)) if one.name != YOU else one
            for one in record.meeting.attendees
        )
        meetings.write(db, number, record.meeting._replace(attendees=people))
        return answered(work, number, "noted who is there")


def attended(desk: Desk, number: int, names: str) -> MeetingAnswer:
    """Say with their names who is there; all others who were asked to come are not.

    Raises:
        CoachError: someone is not among those who were asked to come.
    """
    with desk.store.read() as db:
        asked = reading.record(db, number).meeting.others
        present, unknown = present_of(asked, names, reading.known(db))
    absent = [name for name in asked if name not in present]
    return there(desk, number, [*present, *unknown], absent)


def _to_end(desk: Desk, db: Connection, number: int | None, at: str) -> MeetingRecord:
    """The meeting that is to end: the one that runs, or with a time also one that has ended."""
    running = meetings.running(db)
    if running and number in (None, running.id):
        return running
    record = reading.record(db, number) if number is not None else None
    if record and record.ended_at:
        if at:
            return record
        when = desk.wall.moment(record.ended_at, desk.now())
        raise CoachError(f"{record.meeting.title} ended {when}: --at gives it another end")
    raise CoachError("that meeting does not run: begin it with `coachtui meeting start`")


def _ended_at(desk: Desk, record: MeetingRecord, at: str, now: datetime) -> datetime:
    """A clock time as an instant of the meeting's own day or the night after it, since it began."""
    clock = parse_clock(at)
    begun = record.started_at or record.meeting.span.start
    on = begun.astimezone(desk.zone).date()
    same, after = (resolve(day, clock, desk.zone) for day in (on, on + ONE_DAY))
    first = begun.replace(second=0, microsecond=0)
    said = same if same >= first or working_date(after, desk.zone) != record.on else after
    if said < first:
        raise CoachError(f"{record.meeting.title} began {desk.wall.clock(begun)}: it ended after that")
    if said > now:
        raise CoachError(f"{desk.wall.clock(said)} is still to come: say when {record.meeting.title} ended")
    return max(said, begun) if later(said, 1) <= now else now


def _ended_first(work: DayWork, running: MeetingRecord | None) -> str:
    """One of an earlier day that nobody has ended makes room for the next; words about it.

    Raises:
        CoachError: one of today runs.
    """
    if running is None:
        return ""
    if not running.is_unended(work.calendar.today):
        raise CoachError(f"{running.meeting.title} runs: end it first")
    day = describe_day(running.on, work.calendar.today)
    return f"; {running.meeting.title} {day} ended{finish(work, running)}"


def _early(work: DayWork, planned: Span) -> str:
    """How early or late a meeting begins; empty at its minute."""
    minutes = minutes_between(planned.start, work.now.replace(second=0, microsecond=0))
    return f" {format_minutes(abs(minutes))} {'early' if minutes < 0 else 'late'}" if minutes else ""


def _instead(work: DayWork, planned: Span) -> str:
    """When it was to be, where it takes place at another time."""
    if begun_at(planned, work.now) == planned:
        return ""
    start, end = (work.desk.wall.clock(at) for at in planned)
    return f"; it was planned for {start}–{end}"


def _paused(work: DayWork) -> str:
    """Stop the clock of the sprint that runs; words about it. One that the meeting cut short ends here."""
    running, begun = runs.running(work.db), work.calendar.sprint
    if running is None or begun is None or running.block != begun.block.id:
        return ""
    runs.stop(work.db, work.now)
    name, number = sprint_name(work.calendar), begun.block.id or 0
    days.set_paused(work.db, number, begun.block.resume)
    day = Calendar(work.desk, work.db, work.now)
    parts = [one for one in day.planned(begun.on) if one.task_id and one.task_id == begun.block.task_id]
    cut = next((one for one in parts if one.id == number), None)
    if cut is None or cut.parts == begun.block.parts:
        return f"; {name} is paused"
    days.set_state(work.db, number, BlockState.DONE)
    rest = next((one for one in parts if one.part == cut.part + 1), None)
    where = f"at {work.desk.wall.clock(rest.span.start)}" if rest else "when it has a place"
    return f"; {name} ends here, its rest comes {where}"
