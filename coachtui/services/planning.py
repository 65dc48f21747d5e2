"""Planning a day from a text: previewed, then saved as one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BEGUN, Block, BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import hours, next_five
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.planning import (
    InTheWayError,
    TaskAsk,
    kept_around,
    plan_day,
    standing_breaks,
    standing_buffers,
)
from coachtui.domain.slotting.events import Ripple
from coachtui.domain.text import counted, quoted
from coachtui.services import snapshot
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork
from coachtui.services.item_views import Outcome
from coachtui.services.running import minutes_of_work
from coachtui.services.slots import keep, outcome
from coachtui.services.views import Snapshot
from coachtui.store import backlog, days, interruptions, rhythms, tasks

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.domain.day_text import BreakLine, DayText, MeetingLine, TaskLine
    from coachtui.domain.planning import Plan
    from coachtui.domain.rhythm import Rhythm
    from coachtui.domain.span import Span
    from coachtui.services.desk import Desk

LAST_DAYS = 10
"""How many planned days the load of a new plan is compared with."""


class Planned(NamedTuple):
    """A plan, saved or only previewed."""

    snapshot: Snapshot
    outcome: Outcome


class _NotKeptError(Exception):
    """Leaves the transaction of a preview, so that nothing of it is kept."""


def plan(desk: Desk, text: str, on: date | None = None, *, dry_run: bool = False) -> Planned:
    """Plan a day (today unless told) from a text of tasks, meetings and breaks.

    Planning again replaces what has not begun: what ran, what is fixed and what was promised stays
    where it can, and every difference is in the outcome. With `dry_run` nothing is kept.

    Raises:
        CoachError: a line is not understood, meetings overlap, or the day is over.
    """
    now = desk.now()
    on = desk.date_of(now) if on is None else on
    rhythm_minutes = _rhythm_of(desk, on).sprint
    wanted = parse_day_text(text, on=on, zone=desk.zone, default_minutes=rhythm_minutes)
    planned: Planned | None = None
    try:
        with desk.store.write(f"plan {describe_day(on, desk.date_of(now))}", now) as db:
            planned = _plan(desk, db, wanted, on, now)
            if dry_run:
                raise _NotKeptError
    except _NotKeptError:
        pass
    assert planned is not None
    return planned


def _rhythm_of(desk: Desk, on: date) -> Rhythm:
    """The rhythm of a day that is planned on purpose: a day off gets its hours all the same."""
    with desk.store.read() as db:
        return rhythms.week(db)[on.weekday()]._replace(working=True)


def _plan(desk: Desk, db: Connection, wanted: DayText, on: date, now: datetime) -> Planned:
    calendar = Calendar(desk, db, now)
    rhythm = calendar.week[on.weekday()]._replace(working=True)
    span = hours(on, rhythm, desk.zone)
    start = next_five(now) if span and now > span.start else None
    if on < calendar.today or (span and start and start >= span.end):
        raise CoachError(f"{describe_day(on, calendar.today)} is over: plan another day with --date")
    stored = calendar.blocks(on) if calendar.is_planned(on) else calendar.stored(on)
    meetings, fixed = _fixed(wanted, stored)
    fixed += standing_breaks(on, rhythm, desk.zone, fixed)
    lines = _tasks(db, wanted, on, now)
    begun = _begun(stored, start, now, {task for _, task in lines})
    try:
        kept = kept_around(begun, fixed)
    except InTheWayError as problem:
        raise UsageError(f"{_line_of(problem.fixed, wanted)}{problem}") from problem
    kept_minutes = _kept_minutes(db, kept, stored, now)
    asks = []
    for line, task in lines:
        rest = max(0, line.minutes - kept_minutes.get(task, 0))
        if rest:
            asks.append(TaskAsk(line.title, rest, line.must, task))
    items = interruptions.open_ones(db)
    promised = [slot for item in items for slot in item.slots if slot.start >= now]
    standing = standing_buffers(on, rhythm, desk.zone, [*fixed, *kept], start)
    result = plan_day(span, rhythm, asks, fixed, start, [*kept, *standing], promised)
    known = {one._replace(id=None): one.id for one in stored}
    blocks = tuple(one._replace(id=one.id or known.get(one)) for one in result.blocks)
    saved = DayWork(desk, db, now, calendar).keep(on, Ripple(blocks))
    for block in saved:
        meeting = meetings.get((block.kind, block.span, block.title))
        if meeting is not None and block.meeting_id is None:
            days.add_meeting(db, _id(block), meeting.purpose, meeting.attendees)
    days.set_planned(db, on, desk.zone.key, now)
    backlog.set_asked(db, on, (task for _, task in lines))
    days.set_unplaced(db, on, [(one.task_id, one.minutes) for one in result.unplaced if one.task_id])
    calendar = Calendar(desk, db, now, was=calendar)
    slotting = calendar.settled(items)
    items = keep(db, items, slotting, now)
    answer = outcome(desk, calendar, (), items, slotting.moves)
    load = _load(on, calendar.today, result, days.sprint_minutes_before(db, on, LAST_DAYS))
    return Planned(snapshot.take(desk, on), answer._replace(message=load))


def _fixed(
    wanted: DayText, stored: Sequence[Block]
) -> tuple[dict[tuple[BlockKind, Span, str], MeetingLine], list[Block]]:
    """Meetings and breaks of the day: those of the file, and those of the text that are not among them."""
    fixed = [block for block in stored if block.is_fixed]
    known = {(block.kind, block.span, block.title) for block in fixed}
    meetings: dict[tuple[BlockKind, Span, str], MeetingLine] = {}
    for line in wanted.meetings:
        meetings[BlockKind.MEETING, line.span, line.title] = line
    breaks = [(BlockKind.BREAK, line.span, line.title) for line in wanted.breaks]
    lines: list[MeetingLine | BreakLine] = [*wanted.meetings, *wanted.breaks]
    for new in lines:
        clash = next((one for one in fixed if one.span.overlaps(new.span)), None)
        if clash and all((kind, new.span, new.title) not in known for kind in BlockKind):
            raise UsageError(
                f"line {new.line_number}: {quoted(new.title)} overlaps {quoted(clash.title)},"
                " which is there already: give one of them another time"
            )
    fixed += [Block(*key[:2], title=key[2]) for key in [*meetings, *breaks] if key not in known]
    return meetings, fixed


def _line_of(fixed: Block, wanted: DayText) -> str:
    """The line of the text that a meeting or break stands in, to begin a message with; empty when in none."""
    lines: list[MeetingLine | BreakLine] = [*wanted.meetings, *wanted.breaks]
    at = next((one.line_number for one in lines if (one.span, one.title) == (fixed.span, fixed.title)), None)
    return f"line {at}: " if at else ""


def _begun(
    stored: Sequence[Block], start: datetime | None, now: datetime, wanted: Container[int]
) -> list[Block]:
    """The sprints and buffers that planning again leaves alone: begun by hand or by the clock.

    The time of a sprint that was skipped, of a task that is wanted, was buffer: it is planned again.
    """
    return [
        Block(BlockKind.BUFFER, block.span)
        if block.is_skipped(now) and (block.task_id or 0) in wanted
        else block
        for block in stored
        if not block.is_fixed and (block.state in BEGUN or (start is not None and block.span.start < start))
    ]


def _kept_minutes(
    db: Connection, kept: Sequence[Block], stored: Sequence[Block], now: datetime
) -> dict[int | None, int]:
    """The minutes of work in kept sprints by task."""
    before = {block.id: block.span.minutes for block in stored}
    minutes: dict[int | None, int] = {}
    for block in kept:
        if block.kind is BlockKind.SPRINT:
            cut = before.get(block.id, block.span.minutes) - block.span.minutes
            work = minutes_of_work(db, block, now) - cut
            minutes[block.task_id] = minutes.get(block.task_id, 0) + max(0, work)
    return minutes


def _tasks(db: Connection, wanted: DayText, on: date, now: datetime) -> list[tuple[TaskLine, int]]:
    """Each line with its task: an open one of its title, the day's own first, or a new one."""
    known = tasks.all_open_by_titles(db, [line.title for line in wanted.tasks])
    asked = {number: at for at, number in enumerate(backlog.asked(db, on))}
    found = []
    for line in wanted.tasks:
        same = sorted(known.get(line.title, ()), key=lambda one: (asked.get(one.id, len(asked)), -one.id))
        if not same:
            number = tasks.add(db, line.title, line.minutes, line.must, now)
        else:
            task = same[0]
            known[line.title].remove(task)
            number = task.id
            if (task.minutes, task.must) != (line.minutes, line.must):
                tasks.update(db, task._replace(minutes=line.minutes, must=line.must))
        backlog.take_up(db, number, on)
        found.append((line, number))
    return found


def _id(block: Block) -> int:
    assert block.id is not None
    return block.id


def _load(on: date, today: date, plan: Plan, before: Sequence[int]) -> str:
    """The load of a day in one line: planned, buffered, what does not fit, and the last days."""
    sprints = [block for block in plan.blocks if block.kind is BlockKind.SPRINT]
    work = sum(block.span.minutes for block in sprints)
    slack = sum(block.span.minutes for block in plan.blocks if block.kind is BlockKind.BUFFER)
    words = [
        f"planned {describe_day(on, today)}: {counted(len(sprints), 'sprint')} {format_minutes(work)}"
        f", buffers {format_minutes(slack)}"
    ]
    if plan.unplaced:
        rest = sum(one.minutes for one in plan.unplaced)
        words.append(f"{format_minutes(rest)} does not fit")
    if before:
        mean = round(sum(before) / len(before))
        count = f"the last {len(before)} planned days" if len(before) > 1 else "the last planned day"
        words.append(f"{count} held {format_minutes(mean)} of sprints")
    return "; ".join(words)
