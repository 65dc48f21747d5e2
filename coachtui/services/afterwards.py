"""An interruption that is over is logged with its real minutes, at the time at which it was dealt with.

Where the clock of a sprint ran then, these minutes were not the sprint's: it gets them back, and the next
buffers repay them (rule 6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import during
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import State, name_of
from coachtui.domain.span import Span, later
from coachtui.services.breaking import with_days
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import standing
from coachtui.services.slots import keep, outcome
from coachtui.store import interruptions, runs
from coachtui.store.runs import Run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


def logged(
    desk: Desk,
    db: Connection,
    calendar: Calendar,
    items: Sequence[Interruption],
    new: Interruption,
    at: datetime,
    took: int,
) -> Outcome:
    """Keep an interruption as done from an instant on for so many minutes, inside a transaction.

    Raises:
        UsageError: it would not be over yet, or another interruption was dealt with at that time.
    """
    span = Span(at, later(at, took))
    if span.end > calendar.now:
        ends, now = desk.wall.clock(span.end), desk.wall.clock(calendar.now)
        said = f"{desk.wall.clock(at)} and {format_minutes(took)} end at {ends}, but it is {now}"
        raise UsageError(f"{said}: what is over is logged, --now begins what is not")
    ran = runs.overlapping(db, span)
    for run in ran:
        if run.interruption:
            _refuse(desk, db, run, span, calendar.now)
    for run in ran:
        runs.cut(db, run, span)
    on = calendar.block_at(at)
    item = interruptions.insert(
        db,
        new._replace(
            state=State.DONE,
            arrived_at=at,
            started_at=at,
            closed_at=span.end,
            spent=took,
            during=during(on),
            why="logged afterwards",
        ),
    )
    broke = next((run.id for run in ran if run.started_at < at), None)
    runs.note(db, Run(0, None, item.id, at, span.end, broke))
    after = Calendar(desk, db, calendar.now, was=calendar)
    slotting = after.settled(items)
    items = keep(db, items, slotting, calendar.now)
    answer = with_days(outcome(desk, after, (item,), items, slotting.moves), calendar, after, desk)
    said = f"{name_of(item)}: done {_times(span, desk)}, {format_minutes(took)}"
    begun = after.sprint
    if begun and any(run.block == begun.block.id for run in ran):
        said += f"; {standing(after, desk.wall)}"
    return answer._replace(message=said)


def _refuse(desk: Desk, db: Connection, run: Run, span: Span, now: datetime) -> None:
    item = interruptions.by_ids(db, [run.interruption or 0])[run.interruption or 0]
    ran = _times(Span(run.started_at, run.ended_at or now), desk)
    said = f"{_times(span, desk)} overlaps {name_of(item)}, whose clock ran {ran}"
    raise UsageError(f"{said}: choose another time or length")


def _times(span: Span, desk: Desk) -> str:
    """The clock times of a span: "10:05–10:20"."""
    return f"{desk.wall.clock(span.start)}–{desk.wall.clock(span.end)}"
