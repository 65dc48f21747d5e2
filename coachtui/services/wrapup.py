"""The end of a day: every open thing of it gets one word, and all of them are one undo step (rule 13).

Nothing is done by itself: what gets no word stays as it is, and waits as "from previous days".
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.day import following_day
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import name_of
from coachtui.domain.recap import Numbers, Scale
from coachtui.domain.slotting.events import Ripple, taken_out
from coachtui.domain.text import clean_line
from coachtui.services import queue
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork, sprint_name
from coachtui.services.lane import hand_over
from coachtui.services.recap import recap
from coachtui.store import backlog, days, interruptions, rhythms, tasks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.domain.block import Block
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


class Kind(StrEnum):
    """What is open."""

    INTERRUPTION = "interruption"
    TASK = "task"


class Verdict(StrEnum):
    """What becomes of an open thing."""

    TOMORROW = "tomorrow"
    """The next working day: an interruption gets a slot there, a task is put into its plan."""
    BACKLOG = "backlog"
    """Some day: an interruption becomes a task."""
    GIVE = "give"
    DROP = "drop"
    DONE = "done"


class Key(NamedTuple):
    """Names an open thing."""

    kind: Kind
    id: int


class OpenThing(NamedTuple):
    """Something of the day that is still open."""

    key: Key
    title: str
    """With who asked: "Bob: invoice question"."""
    minutes: int
    """What is left of it."""
    where: str
    """Its sprints or its promise."""


class Decision(NamedTuple):
    """One word about an open thing."""

    verdict: Verdict
    to: str = ""
    """Who gets it."""


class DayEnd(NamedTuple):
    """A day that is to be closed."""

    on: date
    following: date
    """The next working day."""
    things: tuple[OpenThing, ...]
    first: str
    """The first sprint of the next working day, as far as there is one."""
    note: str
    """The line about the day, if it was closed before."""
    sprints_done: int
    sprints: int
    numbers: Numbers
    """The day in numbers."""


def look(desk: Desk) -> DayEnd:
    """What is open at the end of today.

    Raises:
        CoachError: a sprint is still running or paused.
    """
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        if calendar.sprint:
            raise CoachError(f"{sprint_name(calendar)} has begun: finish it or park it first")
        following = _following(db, calendar.today)
        sprints = [one for one in calendar.blocks(calendar.today) if one.id and one.kind is BlockKind.SPRINT]
        return DayEnd(
            on=calendar.today,
            following=following,
            things=(*_interruptions(desk, db, calendar), *_tasks(db, calendar)),
            first=_first(db, calendar, following),
            note=backlog.note_of(db, calendar.today) or "",
            sprints_done=sum(one.state is BlockState.DONE and not one.is_parked for one in sprints),
            sprints=sum(not one.is_parked for one in sprints),
            numbers=recap(desk, Scale.DAY, calendar.today).total,
        )


def close(desk: Desk, decisions: Mapping[Key, Decision], note: str = "", first: str = "") -> Outcome:
    """Close today: carry out each decision, keep the line about it, and begin the next day's plan.

    `first` is the first sprint of the next working day as a line of a plan; empty leaves that open.

    Raises:
        CoachError: a sprint has begun, something is decided about that is not open any more, or a name
            is missing; then nothing at all is changed.
    """
    end = look(desk)
    known = {thing.key: thing for thing in end.things}
    if any(key not in known for key in decisions):
        raise CoachError("the day has changed meanwhile: look at what is open once more")
    if any(one.verdict is Verdict.GIVE and not clean_line(one.to) for one in decisions.values()):
        raise CoachError("give it to whom? Say a name")
    line = _first_line(desk, first, end)
    now = desk.now()
    with desk.store.together(f"wrap up {end.on:%A}", now) as db:
        _decide_interruptions(desk, db, end, decisions)
        carried = _decide_tasks(desk, db, end, decisions, now)
        _plan_ahead(db, end, carried, line, now)
        backlog.set_wrapped(db, end.on, now, clean_line(note))
        answer, _ = DayWork(desk, db, now).outcome()
    words = [
        f"{count} {verdict.value}"
        for verdict in Verdict
        if (count := sum(one.verdict is verdict for one in decisions.values()))
    ]
    if left := len(end.things) - len(decisions):
        words.append(f"{left} still open")
    said = f"{end.on:%A} is closed" + (f": {', '.join(words)}" if words else "")
    return answer._replace(message=said, items=())


def _following(db: Connection, on: date) -> date:
    return following_day(on, rhythms.week(db))


def _interruptions(desk: Desk, db: Connection, calendar: Calendar) -> list[OpenThing]:
    """All but those that were put off to another day on purpose: what only has to wait is not sorted yet."""
    items = interruptions.open_ones(db)
    changed = {one.id: one for one in calendar.settled(items).items}
    things = []
    for item in items:
        if item.not_before and desk.date_of(item.not_before) > calendar.today:
            continue
        slots = changed.get(item.id, item).slots
        where = desk.wall.moment(slots[0].start, calendar.now) if slots else "waits"
        things.append(OpenThing(Key(Kind.INTERRUPTION, item.id), name_of(item), item.minutes, where))
    return things


def _tasks(db: Connection, calendar: Calendar) -> list[OpenThing]:
    """The tasks of today that have sprints which are not done, or minutes without a place."""
    minutes: dict[int, int] = {}
    labels: dict[int, list[str]] = {}
    for block in _pending(calendar):
        number = block.task_id or 0
        minutes[number] = minutes.get(number, 0) + block.span.minutes
        labels.setdefault(number, []).append(block.label)
    for row in days.unplaced_on(db, calendar.today):
        minutes[row.task_id] = minutes.get(row.task_id, 0) + row.minutes
        labels.setdefault(row.task_id, []).append(f"{format_minutes(row.minutes)} without a place")
    titles = backlog.undecided(db, minutes, calendar.today)
    return [
        OpenThing(Key(Kind.TASK, number), titles[number], minutes[number], ", ".join(labels[number]))
        for number in minutes
        if number in titles
    ]


def _pending(calendar: Calendar) -> list[Block]:
    """The sprints of today's plan that are not done."""
    return [
        one
        for one in calendar.blocks(calendar.today)
        if one.kind is BlockKind.SPRINT and one.task_id and one.state is not BlockState.DONE
    ]


def _first(db: Connection, calendar: Calendar, following: date) -> str:
    if calendar.is_planned(following):
        blocks = calendar.blocks(following)
        return next((one.title for one in blocks if one.kind is BlockKind.SPRINT), "")
    return next((row.title for row in days.unplaced_on(db, following)), "")


def _first_line(desk: Desk, first: str, end: DayEnd) -> tuple[str, int] | None:
    """Title and minutes of the line about the next day's first sprint; 0 minutes where it says none."""
    if not first.strip():
        return None
    read = parse_day_text(first, on=end.following, zone=desk.zone, default_minutes=0)
    if len(read.tasks) != 1 or read.meetings or read.breaks:
        raise UsageError("the first sprint is one task, for example: Client proposal 45m")
    return read.tasks[0].title, read.tasks[0].minutes


def _decide_interruptions(desk: Desk, db: Connection, end: DayEnd, decisions: Mapping[Key, Decision]) -> None:
    chosen = {key.id: one for key, one in decisions.items() if key.kind is Kind.INTERRUPTION}

    def of(verdict: Verdict) -> Sequence[int]:
        return [number for number, one in chosen.items() if one.verdict is verdict]

    if ids := of(Verdict.DONE):
        queue.finish(desk, ids)
    if ids := of(Verdict.DROP):
        queue.drop(desk, ids)
    for number in of(Verdict.GIVE):
        queue.give(desk, [number], chosen[number].to)
    if ids := of(Verdict.BACKLOG):
        queue.drop(desk, ids)
        for item in interruptions.by_ids(db, ids).values():
            interruptions.update(db, item, item._replace(why="now a task"))
            task = tasks.add(db, name_of(item), item.minutes, must=False, at=desk.now())
            backlog.shelve(db, task, end.on)
    if ids := of(Verdict.TOMORROW):
        queue.defer(desk, ids, str(end.following))


def _decide_tasks(
    desk: Desk, db: Connection, end: DayEnd, decisions: Mapping[Key, Decision], now: datetime
) -> list[tuple[int, int]]:
    """Returns the tasks that go to the next working day, with their minutes."""
    known = {thing.key: thing for thing in end.things}
    chosen = {key.id: one for key, one in decisions.items() if key.kind is Kind.TASK}
    work = DayWork(desk, db, now)
    blocks = day = work.calendar.blocks(end.on)
    for block in _pending(work.calendar):
        decision = chosen.get(block.task_id or 0)
        if decision and block.span.start >= now:
            day = taken_out(day, block)
        elif decision and decision.verdict is Verdict.DONE:
            days.set_state(db, block.id or 0, BlockState.DONE)
            day = tuple(one._replace(state=BlockState.DONE) if one.id == block.id else one for one in day)
    if day != blocks:
        work.keep(end.on, Ripple(day))
    unplaced = [(row.task_id, row.minutes) for row in days.unplaced_on(db, end.on)]
    days.set_unplaced(db, end.on, [row for row in unplaced if row[0] not in chosen])
    carried = []
    for number, decision in chosen.items():
        thing = known[Key(Kind.TASK, number)]
        if decision.verdict in (Verdict.TOMORROW, Verdict.BACKLOG):
            backlog.roll_over(db, number, end.on, thing.minutes)
        match decision.verdict:
            case Verdict.TOMORROW:
                carried.append((number, thing.minutes))
            case Verdict.BACKLOG:
                backlog.shelve(db, number, end.on)
            case Verdict.GIVE:
                hand_over(db, number, thing.title, thing.minutes, clean_line(decision.to, 80), now)
            case verdict:
                tasks.close(db, number, "done" if verdict is Verdict.DONE else "dropped", now)
    return carried


def _plan_ahead(
    db: Connection,
    end: DayEnd,
    carried: Sequence[tuple[int, int]],
    first: tuple[str, int] | None,
    now: datetime,
) -> None:
    """Put tasks into the next working day, where its plan finds them; the first one first."""
    ahead = {row.task_id: row.minutes for row in days.unplaced_on(db, end.following)}
    for number, minutes in carried:
        ahead[number] = ahead.get(number, 0) + minutes
    planned = days.blocks_between(db, end.following, end.following).get(str(end.following), [])
    if first and first[0] not in {one.title for one in planned}:
        title, minutes = first
        task = tasks.open_by_titles(db, [title]).get(title)
        number = task.id if task else tasks.add(db, title, minutes or 45, must=False, at=now)
        known = ahead.pop(number, 0)
        ahead = {number: minutes or known or (task.minutes if task else 45), **ahead}
    days.set_unplaced(db, end.following, ahead.items())
