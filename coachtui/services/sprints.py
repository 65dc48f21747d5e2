"""The running sprint: started, paused, resumed, extended, parked, finished (rules 6 to 8).

Each is one transaction and one undo step. What moves because of it is in the outcome.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import full_minute, hours
from coachtui.domain.editing import parked
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.parking import read_parking
from coachtui.domain.resumption import lag_words, measured
from coachtui.domain.slotting.events import brought, lasting
from coachtui.domain.span import later
from coachtui.domain.sprint import LEAST_REST, extended, minutes_up
from coachtui.domain.text import clean_line
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import (
    DayWork,
    changed,
    first_minute,
    refuse_in_meeting,
    sprint_name,
    standing,
)
from coachtui.services.running import Begun, lags, waiting_since
from coachtui.store import days, interruptions, runs, tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from typing import TypeVar

    from coachtui.domain.block import Block
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome

    Found = TypeVar("Found", "Block", Begun)


def start(desk: Desk, block: int | None = None) -> Outcome:
    """Begin a sprint: the paused one, the one that is on by the clock, or else the next, unless told.

    Inside its time it keeps its end; at another time it moves here, and what follows gives way.

    Raises:
        CoachError: another one has begun, a meeting is on, or there is no such sprint.
    """
    with desk.store.read() as db:
        begun = Calendar(desk, db, desk.now()).sprint
    if begun and begun.timing.is_paused and block in (None, begun.block.id):
        return resume(desk)
    with _change(desk, "start", lambda calendar: _to_start(calendar, block, desk)) as (work, sprint):
        now, today = work.now, work.calendar.today
        day = work.calendar.live(today)
        end, planned = sprint.span.end, sprint.span.minutes
        if not sprint.span.holds(now):
            at = first_minute(day.blocks, now)
            day, end = brought(day.blocks, sprint, at), later(at, sprint.span.minutes)
        box = min(sprint.span.minutes * 60, int((end - now).total_seconds()))
        note = sprint.resume or (tasks.resume_note(work.db, sprint.task_id) if sprint.task_id else "")
        day = day._replace(slips=tuple(slip for slip in day.slips if slip.block.id != sprint.id))
        work.keep(
            today, changed(day, sprint.id, state=BlockState.RUNNING, box=box, resume=note, estimate=planned)
        )
        runs.begin(work.db, now, block=sprint.id)
        return _told(work, sprint.id)


def pause(desk: Desk, note: str = "") -> Outcome:
    """Stop the clock of the running sprint, with a line for when it goes on: where it was left.

    Raises:
        CoachError: no sprint runs.
    """
    with _change(desk, "pause", _running) as (work, begun):
        runs.stop(work.db, work.now)
        days.set_paused(work.db, begun.block.id or 0, clean_line(note))
        return _told(work, begun.block.id)


def note(desk: Desk, text: str, block: int | None = None) -> Outcome:
    """Say where the sprint was left, once it is paused or broken, or goes on already.

    Args:
        desk: whose sprint it is.
        text: where it was left, and what is next.
        block: the sprint that is meant; None for the one that has begun.

    Raises:
        CoachError: that one has ended.
    """

    def find(calendar: Calendar) -> Begun:
        """The sprint, while it is the one that is meant."""
        begun = _begun(calendar)
        if block not in (None, begun.block.id):
            raise CoachError("that sprint has ended meanwhile: nobody comes back to where you were")
        return begun

    with _change(desk, "note where you were in", find) as (work, begun):
        days.set_resume(work.db, begun.block.id or 0, clean_line(text))
        answer, after = work.outcome([begun.block.id])
        return answer._replace(message=f"{sprint_name(after)}, where you were: {clean_line(text)}")


def resume(desk: Desk) -> Outcome:
    """Let the paused sprint go on with what is left of it; the clock of an interruption stops.

    After an interruption that broke it the answer says how long it took to come back, and how long as a
    rule.

    Raises:
        CoachError: none is paused, or a meeting is on.
    """
    with _change(desk, "resume", _paused) as (work, begun):
        usual, since = lags(work.db), waiting_since(work.db, begun.block.id or 0)
        work.go_on()
        ran = runs.running(work.db)
        goes_on = since and ran and ran.block == begun.block.id
        back = measured([(since, work.now)] if since and goes_on else ()).median
        remark = f"back after {lag_words(back)}" if back else ""
        if back and usual.median:
            remark += f", as a rule after {lag_words(usual.median)}"
        return _told(work, begun.block.id, remark)


def finish(desk: Desk) -> Outcome:
    """The sprint that has begun is done; what it leaves goes to the next buffer (rule 8).

    Raises:
        CoachError: none has begun.
    """
    with _change(desk, "finish", _begun) as (work, begun):
        block, on = begun.block, begun.on
        name, worked = sprint_name(work.calendar), max(1, minutes_up(begun.timing.worked))
        _stop(work, begun)
        day = lasting(work.calendar.planned(on), _planned(work, begun), _end(work, begun))
        work.keep(on, changed(day, block.id, state=BlockState.DONE, resume=""))
        is_over = block.task_id is not None and tasks.finish_if_over(work.db, block.task_id, on, work.now)
        answer, after = work.outcome([block.id])
        words = [f"{name} done in {format_minutes(worked)}"]
        if is_over and block.parts > 1:
            words.append(f"all of {block.title} is done")
        if upcoming := _upcoming(after):
            at = desk.wall.clock(upcoming.span.start)
            words.append(f"next: {upcoming.heading} {at} (coachtui start begins it)")
        elif skipped := _missed(after):
            words.append(f"{skipped.heading} was not begun (coachtui start begins it now)")
        return answer._replace(message="; ".join(words))


def extend(desk: Desk, minutes: int) -> Outcome:
    """Give the sprint that has begun so many minutes more, or less; at least one is left.

    An overrunning one gets them from now on. The rest of the day gives way, or comes back.

    Raises:
        CoachError: none has begun, or it has no minute to give.
    """
    with _change(desk, "extend", _begun) as (work, begun):
        box = extended(begun.timing, minutes)
        if box is None:
            raise CoachError(f"{sprint_name(work.calendar)} has no minute to give: coachtui finish ends it")
        days.set_box(work.db, begun.block.id or 0, box)
        return _told(work, begun.block.id)


def park(desk: Desk, note: str, on: date | None = None) -> Outcome:
    """End the sprint here although it is not done; its rest comes back later today, or on another day.

    The note, where it was left, is shown when the rest begins. It may end with the day: `... >fri`. Where
    today has no place for the rest it is listed as not placed; on another day its plan finds it.

    Args:
        desk: whose sprint it is.
        note: where it was left, and perhaps the day.
        on: the day, when the note does not say it.

    Raises:
        CoachError: no sprint has begun.
        UsageError: that day is over.
    """
    today = desk.date_of(desk.now())
    read = read_parking(note, today)
    to = read.on or (on if on != today else None)
    if to is not None and to < today:
        raise UsageError("that day is over: the rest comes back today or later")
    with _change(desk, "park", _begun) as (work, begun):
        block, calendar = begun.block, work.calendar
        name, worked = sprint_name(calendar), max(1, minutes_up(begun.timing.worked))
        left = max(minutes_up(begun.timing.remaining), LEAST_REST)
        _stop(work, begun)
        rest = _divide(work, begun, left, read.note, comes_back=to is None)
        answer, _ = work.outcome([block.id])
        minutes = format_minutes(left)
        if rest:
            where = f"{minutes} come back at {desk.wall.clock(rest.span.start)}"
        elif to is None:
            where = f"{minutes} have no place today"
        else:
            where = f"{minutes} wait for the plan of {describe_day(to, today)}"
        if rest is None:
            number = block.task_id or tasks.add(work.db, block.title, left, must=False, at=work.now)
            days.add_unplaced(work.db, to or begun.on, number, left)
        return answer._replace(message=f"{name} parked after {format_minutes(worked)}; {where}")


def _divide(work: DayWork, begun: Begun, left: int, note: str, *, comes_back: bool) -> Block | None:
    """End the sprint's block here. Returns its rest, where that comes back later today."""
    on, calendar = begun.on, work.calendar
    rhythm = calendar.week[on.weekday()]._replace(working=True)
    slots = [span for item in interruptions.open_ones(work.db) for span in item.slots]
    is_today = comes_back and on == calendar.today
    open_hours = hours(on, rhythm, work.desk.zone) if is_today else None
    sprint = _planned(work, begun)._replace(resume=note)
    day, rest = parked(
        calendar.planned(on),
        sprint,
        _end(work, begun),
        left,
        open_hours,
        rhythm,
        slots,
        calendar.standing_buffers(on),
    )
    work.keep(on, day)
    return rest


@contextmanager
def _change(desk: Desk, verb: str, find: Callable[[Calendar], Found]) -> Iterator[tuple[DayWork, Found]]:
    """One undo step about the sprint that is found, in which it is looked for again."""
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        found = find(calendar)
        name = sprint_name(calendar) if isinstance(found, Begun) else found.heading
    with desk.store.write(f"{verb} {name}", now) as db:
        work = DayWork(desk, db, now)
        yield work, find(work.calendar)


def _to_start(calendar: Calendar, number: int | None, desk: Desk) -> Block:
    """The sprint to begin."""
    if calendar.sprint:
        state = "is paused" if calendar.sprint.timing.is_paused else "is running"
        raise CoachError(f"{sprint_name(calendar)} {state}: finish or park it first")
    if not calendar.is_planned(calendar.today):
        raise CoachError("there is no plan for today yet: coachtui plan makes one")
    if number is None:
        sprint = _upcoming(calendar) or _missed(calendar)
        if sprint is None:
            raise CoachError("no sprint of today is left: coachtui plan adds some")
    else:
        found = next((one for one in calendar.blocks(calendar.today) if one.id == number), None)
        if found is None or found.kind is not BlockKind.SPRINT:
            raise CoachError("that is no sprint of today: coachtui today shows them")
        if found.state is BlockState.DONE:
            raise CoachError(f"{found.heading} is done already")
        sprint = found
    refuse_in_meeting(calendar, sprint.heading, desk.wall)
    return sprint


def _begun(calendar: Calendar) -> Begun:
    """The sprint that has begun."""
    if calendar.sprint:
        return calendar.sprint
    upcoming = _upcoming(calendar) or _missed(calendar)
    advice = f"coachtui start begins {upcoming.heading}" if upcoming else "coachtui plan adds sprints"
    raise CoachError(f"nothing is running: {advice}")


def _running(calendar: Calendar) -> Begun:
    begun = _begun(calendar)
    if begun.timing.is_paused:
        raise CoachError(f"{sprint_name(calendar)} is paused already: coachtui resume lets it go on")
    return begun


def _paused(calendar: Calendar) -> Begun:
    begun = _begun(calendar)
    if not begun.timing.is_paused:
        raise CoachError(f"{sprint_name(calendar)} is running already")
    return begun


def _upcoming(calendar: Calendar) -> Block | None:
    """The sprint that is on by the clock and has not begun, or else the next one of today."""
    return next((one for one in _waiting(calendar) if one.span.end > calendar.now), None)


def _missed(calendar: Calendar) -> Block | None:
    """The last sprint of today whose time passed without it."""
    return next(reversed(_waiting(calendar)), None)


def _waiting(calendar: Calendar) -> list[Block]:
    """The sprints of today's plan that have not begun."""
    if not calendar.is_planned(calendar.today):
        return []
    blocks = calendar.blocks(calendar.today)
    return [one for one in blocks if one.kind is BlockKind.SPRINT and one.state is BlockState.PLANNED]


def _planned(work: DayWork, begun: Begun) -> Block:
    """The block of the begun sprint in the day as it is kept."""
    return next(one for one in work.calendar.planned(begun.on) if one.id == begun.block.id)


def _end(work: DayWork, begun: Begun) -> datetime:
    """When the block of the sprint ends if it ends now: on another day it never gets longer."""
    if begun.on == work.calendar.today:
        return full_minute(work.now)
    return min(full_minute(begun.stopped_at), begun.block.span.end)


def _stop(work: DayWork, begun: Begun) -> None:
    """Stop the clock of the sprint; that of an interruption goes on."""
    if not begun.timing.is_paused:
        runs.stop(work.db, work.now)


def _told(work: DayWork, number: int | None, remark: str = "") -> Outcome:
    """How the sprint stands now, and which interruption waits for it."""
    answer, after = work.outcome([number])
    words = standing(after, work.desk.wall, remark)
    return answer._replace(message=f"{words}; {work.stopped} waits" if work.stopped else words)
