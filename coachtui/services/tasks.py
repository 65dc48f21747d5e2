"""Tasks that wait for a day: what a plan can be made of."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.day import working_date
from coachtui.store import backlog

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coachtui.services.desk import Desk
    from coachtui.store.backlog import WaitingTask

SOON = timedelta(days=2)
"""A task that is due until so long after a day is offered to it as due."""


ROLLOVERS = 3
"""After so many days that had it and did nothing of it, it is asked once what becomes of a task."""


class Group(StrEnum):
    """Why a task is offered; in this order."""

    PAST_DEADLINE = "past deadline"
    """What was promised for a day that is over: the louder word."""
    PREVIOUS = "from previous days"
    """An earlier day had it, and no wrap-up decided about it (rule 13)."""
    DUE = "due soon"
    BACKLOG = "backlog"


class TaskView(NamedTuple):
    """A task that waits, as a view shows it."""

    id: int
    title: str
    minutes: int
    """What is left of it."""
    must: bool
    group: Group
    since: date
    """The last day that had it, or else the day on which it was written down."""
    due: date | None
    is_past_due: bool
    """Its deadline was before the day that it is offered to."""
    is_left: bool = False
    """Whether an earlier day had it and nobody has decided about it since."""
    carried: int = 0
    """How many earlier days had it and did nothing of it."""
    asks: bool = False
    """Whether it is time to ask, once: do, delegate or drop."""
    rests: bool = False
    """Whether it was put into the backlog on purpose, and no day has had it since."""


def leftovers(desk: Desk, on: date | None = None) -> tuple[TaskView, ...]:
    """The open tasks that a plan of a day (today unless told) can take in: in each group newest first."""
    now = desk.now()
    on = desk.date_of(now) if on is None else on
    with desk.store.read() as db:
        rows = backlog.waiting(db, on, now)
    return in_order(desk, rows, on)


def in_order(desk: Desk, rows: Iterable[WaitingTask], on: date) -> tuple[TaskView, ...]:
    """The tasks as a day sees them: in each group newest first."""
    views = [_view(desk, row, on) for row in rows]
    order = list(Group)
    views.sort(key=lambda one: (one.since, one.id), reverse=True)
    return tuple(sorted(views, key=lambda one: order.index(one.group)))


def _view(desk: Desk, row: WaitingTask, on: date) -> TaskView:
    is_left = bool(row.planned_on and (row.shelved_on is None or row.shelved_on < row.planned_on))
    group = Group.PREVIOUS if is_left else Group.BACKLOG
    if row.due and row.due <= on + SOON:
        group = Group.PAST_DEADLINE if row.due < on else Group.DUE
    return TaskView(
        id=row.id,
        title=row.title,
        minutes=row.minutes,
        must=row.must,
        group=group,
        since=row.planned_on or working_date(row.created_at, desk.zone),
        due=row.due,
        is_past_due=row.due is not None and row.due < on,
        is_left=is_left,
        carried=row.carried,
        rests=row.shelved_on is not None and not is_left,
        asks=is_left and row.carried >= ROLLOVERS and row.asked_on is None,
    )
