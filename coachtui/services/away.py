"""The clock ran and nobody was there: what that stretch was is asked once, and is one undo step.

What is answered is kept in the runs: a new one begins where the stretch ends, so that nothing is asked twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.away import AWAY, UNSEEN, Was, unseen
from coachtui.domain.block import BlockKind
from coachtui.domain.day import full_minute
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import name_of
from coachtui.domain.span import Span, minutes_between
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork, first_minute, meeting_on, sprint_name, standing
from coachtui.store import interruptions, meetings, runs, undo

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.store.runs import Run

SHORTEST = timedelta(minutes=1)
"""Less than this is not worth a word."""


class Gap(NamedTuple):
    """A stretch about which is to be asked."""

    span: Span
    name: str
    """What the clock ran for."""
    meeting: int | None = None
    """The meeting that should long have ended, where it is one."""


def suspected(desk: Desk) -> Gap | None:
    """The stretch since the last thing that was done in which what runs should long have been over.

    Of a meeting it is the stretch since it was due to end, whatever was done since.
    """
    now = desk.now()
    with desk.store.read() as db:
        if (held := meetings.running(db)) and now - held.due_end >= UNSEEN:
            return Gap(Span(held.due_end, now), held.meeting.title, held.id)
        run = runs.running(db)
        if run is None:
            return None
        calendar = Calendar(desk, db, now)
        span = unseen(run.started_at, undo.last_at(db), _over(db, calendar, run, now), now)
        return Gap(span, _name(db, calendar, run)) if span else None


def assign(desk: Desk, was: Was, since: datetime, until: datetime | None = None) -> Outcome:
    """Say what a stretch was in which the clock ran: work, a break, or nothing.

    Work counts as it was measured. A break is put into the day where a sprint ran, which goes on behind it
    as a further part; of an interruption its minutes are taken off. Nothing is taken off either way.

    Args:
        desk: whose clock it is.
        was: what it was.
        since: when it began; the start of the present run where that was later.
        until: when it was over; now unless told.

    Raises:
        UsageError: the times are no such stretch.
        CoachError: no clock runs, or what ran cannot go on because a meeting is on.
    """
    now = desk.now()
    until = now if until is None else until
    if until > now:
        raise UsageError("that time is still to come: --until is when you were back")
    with desk.store.read() as db:
        name = _name(db, Calendar(desk, db, now), _running(db))
    with desk.store.write(f"{AWAY}{name}", now) as db:
        work = DayWork(desk, db, now)
        work.calendar.live(work.calendar.today)  # as it is before the clock is corrected
        run = _running(db)
        span = Span(max(since, run.started_at), until)
        if span.end - span.start < SHORTEST:
            ran = desk.wall.clock(run.started_at)
            raise UsageError(f"no minute of that is in the time since {ran}, from when on the clock runs")
        if was is Was.WORK:
            runs.cut(db, run, Span(span.end, span.end))
        elif was is Was.BREAK and _divides(work, run, span):
            _take_break(work, run, span)
        else:
            runs.cut(db, run, span)
        answer, after = work.outcome([run.block])
        times = f"{desk.wall.clock(span.start)}–{desk.wall.clock(span.end)}"
        length = format_minutes(max(1, minutes_between(span.start, span.end)))
        words = {Was.WORK: "counts", Was.BREAK: "was a break", Was.NOTHING: "does not count"}[was]
        begun = after.sprint
        more = f"; {standing(after, desk.wall)}" if begun and run.block else ""
        return answer._replace(message=f"{times}, {length}: {words}{more}")


def _running(db: Connection) -> Run:
    run = runs.running(db)
    if run is None:
        raise CoachError("no clock runs: coachtui add --at 10:05 --took 15m logs what was dealt with")
    return run


def _divides(work: DayWork, run: Run, span: Span) -> bool:
    """Whether a break can be put into the sprint that runs: it is of today, and a whole minute is left."""
    begun = work.calendar.sprint
    is_its_own = begun is not None and run.block == begun.block.id and begun.on == work.calendar.today
    return is_its_own and full_minute(span.start) < first_minute((), span.end)


def _take_break(work: DayWork, run: Run, span: Span) -> None:
    """End the sprint where the break begins, and let its rest run since that ended."""
    if meeting := meeting_on(work.calendar):
        raise CoachError(f"{meeting.heading} is on: discard that time instead, or finish the sprint")
    live = work.calendar.live(work.calendar.today)
    start = first_minute(live.blocks, span.end)
    if meeting := next(
        (one for one in live.blocks if one.kind is BlockKind.MEETING and one.span.holds(start)), None
    ):
        raise CoachError(f"{meeting.heading} was on then: discard that time instead, or finish the sprint")
    block = next(one for one in live.blocks if one.id == run.block)
    runs.stop(work.db, span.start)
    number = work.further_part(live, block, span.start, span.end, is_rest=True)
    runs.begin(work.db, span.end, block=number)


def _name(db: Connection, calendar: Calendar, run: Run) -> str:
    if run.interruption:
        return name_of(interruptions.by_ids(db, [run.interruption])[run.interruption])
    return sprint_name(calendar) if calendar.sprint else "the sprint"


def _over(db: Connection, calendar: Calendar, run: Run, now: datetime) -> datetime:
    """When what runs should have been over."""
    if run.interruption:
        item = interruptions.by_ids(db, [run.interruption])[run.interruption]
        ran = sum(one.seconds(now) for one in runs.of_interruption(db, item.id))
        return now + timedelta(seconds=item.minutes * 60 - ran)
    assert calendar.sprint is not None
    return now + timedelta(seconds=calendar.sprint.timing.remaining)
