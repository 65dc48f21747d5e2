"""The backlog lane: the morning opens clean, and what earlier days left waits here, newest first.

Nothing in it moves by itself. What is decided about it is one undo step each: into the spare time of a
buffer of today, to the next working day, done, given, let go, or put to rest.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import Block, BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import following_day, full_minute
from coachtui.domain.errors import CoachError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import LONGEST, Interruption, State
from coachtui.domain.span import Span, later, without
from coachtui.domain.text import clean_line
from coachtui.services.block_edit import put_in
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork
from coachtui.services.tasks import in_order
from coachtui.store import backlog, days, interruptions, people, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.services.tasks import TaskView


class LaneView(NamedTuple):
    """What waits, and how far back every day is clear."""

    today: date
    tasks: tuple[TaskView, ...]
    """All that waits: in each group newest first."""
    spare: tuple[int, ...]
    """Minutes in each buffer of today that nothing needs, in time order; what it takes in goes there."""

    @property
    def left(self) -> tuple[TaskView, ...]:
        """What earlier days had and nobody has decided about, newest first."""
        return tuple(sorted((one for one in self.tasks if one.is_left), key=_newest, reverse=True))

    @property
    def asked(self) -> tuple[TaskView, ...]:
        """What was carried over so often that it is asked what becomes of it."""
        return tuple(one for one in self.tasks if one.asks)

    @property
    def frontier(self) -> date | None:
        """The newest day that left something: every day after it is clear. None where all are."""
        return max((one.since for one in self.left), default=None)


def look(desk: Desk) -> LaneView:
    """The lane as it is now."""
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        spare = [span.minutes for span in _spare(db, calendar)]
        return LaneView(calendar.today, _waiting(desk, db, now), tuple(spare))


def take(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Do tasks in the spare time of today's buffers: what is slotted and the reserve stay as they are.

    Raises:
        CoachError: no buffer of today has so much time to spare, or a task does not wait.
    """
    with _deciding(desk, "take in", ids) as (work, chosen):
        words = []
        for task in chosen:
            calendar = Calendar(desk, work.db, work.now)
            room = next((one for one in _spare(work.db, calendar) if one.minutes >= task.minutes), None)
            if room is None:
                length = format_minutes(task.minutes)
                raise CoachError(
                    f"no buffer of today has {length} to spare for {task.title}: plan the day with it"
                )
            span = Span(room.start, later(room.start, task.minutes))
            sprint = Block(BlockKind.SPRINT, span, task.title, task_id=task.id)
            put_in(DayWork(desk, work.db, work.now, calendar), calendar.today, sprint)
            backlog.take_up(work.db, task.id, calendar.today)
            words.append(f"{task.title}: {desk.wall.clock(span.start)}–{desk.wall.clock(span.end)}")
        return work.outcome()[0]._replace(message=f"{'; '.join(words)} today, in spare buffer")


def put_off(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Put tasks into the next working day, where its plan finds them.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "put off", ids) as (work, chosen):
        today = work.calendar.today
        following = following_day(today, work.calendar.week)
        for task in chosen:
            days.add_unplaced(work.db, following, task.id, task.minutes)
            backlog.wake(work.db, task.id)
        return _told(work, chosen, describe_day(following, today))


def finish(desk: Desk, ids: Sequence[int]) -> Outcome:
    """They are done already.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "finish", ids) as (work, chosen):
        for task in chosen:
            tasks.close(work.db, task.id, "done", work.now)
        return _told(work, chosen, "done")


def drop(desk: Desk, ids: Sequence[int]) -> Outcome:
    """They will not be done.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "let go of", ids) as (work, chosen):
        for task in chosen:
            tasks.close(work.db, task.id, "dropped", work.now)
        return _told(work, chosen, "let go")


def give(desk: Desk, ids: Sequence[int], name: str) -> Outcome:
    """Give them to someone.

    Raises:
        CoachError: no name is said, or a task does not wait.
    """
    to = clean_line(name, 80)
    if not to:
        raise CoachError("give it to whom? Say a name")
    with _deciding(desk, "give away", ids) as (work, chosen):
        receiver = people.known(work.db, to) or to
        for task in chosen:
            hand_over(work.db, task.id, task.title, task.minutes, receiver, work.now)
        return _told(work, chosen, f"given to {receiver}")


def rest(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Put tasks to rest: they wait in the backlog until you want them.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "put to rest", ids) as (work, chosen):
        for task in chosen:
            backlog.shelve(work.db, task.id, work.calendar.today)
        return _told(work, chosen, "at rest")


def rest_from(desk: Desk, on: date) -> Outcome:
    """Put all that a day and the days before it left to rest: a whole stale stretch in one step.

    Raises:
        CoachError: the day is still to come, or they left nothing.
    """
    view = look(desk)
    if on > view.today:
        raise CoachError(f"{describe_day(on, view.today)} is still to come: name a day that is over")
    ids = [one.id for one in view.left if one.since <= on]
    if not ids:
        raise CoachError(f"nothing is left of {describe_day(on, view.today)} or before")
    said = rest(desk, ids)
    return said._replace(message=f"{len(ids)} from {describe_day(on, view.today)} and before are at rest")


def wake(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Take tasks out of their rest.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "wake", ids) as (work, chosen):
        for task in chosen:
            backlog.wake(work.db, task.id)
        return _told(work, chosen, "awake")


def keep(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Leave tasks as they are: it is not asked again what becomes of them.

    Raises:
        CoachError: a task does not wait.
    """
    with _deciding(desk, "keep", ids) as (work, chosen):
        return _told(work, chosen, "stays as it is")


def hand_over(db: Connection, task: int, title: str, minutes: int, to: str, now: datetime) -> None:
    """A task is somebody else's now: kept like an interruption that was given away, no longer than one."""
    given = Interruption(0, title, min(minutes, LONGEST), now, state=State.GIVEN, given_to=to, closed_at=now)
    interruptions.insert(db, given)
    tasks.close(db, task, "dropped", now)


@contextmanager
def _deciding(desk: Desk, verb: str, ids: Sequence[int]) -> Iterator[tuple[DayWork, list[TaskView]]]:
    """One undo step about tasks that wait; what was asked about them is answered by it."""
    if not ids:
        raise CoachError("which one? `coachtui backlog` lists them with their ids")
    now = desk.now()
    with desk.store.read() as db:
        first = _chosen(_waiting(desk, db, now), ids)
    names = first[0].title if len(first) == 1 else f"{len(first)} tasks"
    with desk.store.write(f"{verb} {names}", now) as db:
        work = DayWork(desk, db, now)
        chosen = _chosen(_waiting(desk, db, now), ids)
        for task in chosen:
            if task.asks:
                backlog.set_asked_about(db, task.id, work.calendar.today)
        yield work, chosen


def _chosen(waiting: Sequence[TaskView], ids: Sequence[int]) -> list[TaskView]:
    known = {one.id: one for one in waiting}
    for number in ids:
        if number not in known:
            raise CoachError(f"{number} does not wait in the backlog: `coachtui backlog` lists what does")
    return [known[number] for number in dict.fromkeys(ids)]


def _waiting(desk: Desk, db: Connection, now: datetime) -> tuple[TaskView, ...]:
    today = desk.date_of(now)
    return in_order(desk, backlog.waiting(db, today, now), today)


def _spare(db: Connection, calendar: Calendar) -> list[Span]:
    """The time of today's buffers that nothing is slotted in, without their reserve, in time order."""
    items = interruptions.open_ones(db)
    changed = {one.id: one for one in calendar.settled(items).items}
    taken = [span for one in items for span in changed.get(one.id, one).slots]
    free = []
    for block in calendar.blocks(calendar.today):
        if block.kind is BlockKind.BUFFER:
            start, end = (
                max(block.span.start, full_minute(calendar.now)),
                later(block.span.end, -block.reserve),
            )
            if start < end:
                free += without(Span(start, end), taken)
    return free


def _told(work: DayWork, chosen: Sequence[TaskView], said: str) -> Outcome:
    answer, _ = work.outcome()
    name = chosen[0].title if len(chosen) == 1 else f"{len(chosen)} tasks"
    return answer._replace(message=f"{name}: {said}")


def _newest(task: TaskView) -> tuple[date, int]:
    return task.since, task.id
