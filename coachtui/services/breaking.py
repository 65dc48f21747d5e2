"""An interruption takes the clock at once; the sprint that it broke waits to be resumed (rule 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.interruption import State, name_of
from coachtui.domain.span import Span, later
from coachtui.domain.sprint import left_words
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import differences, meeting_on, sprint_name, standing
from coachtui.services.running import broken_by, interrupt
from coachtui.services.slots import keep, outcome
from coachtui.store import interruptions, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.store.runs import Run


def slots_now(calendar: Calendar, minutes: int, others: Iterable[Interruption]) -> tuple[Span, ...]:
    """The minutes of the buffer that is on which an interruption takes that is begun now.

    None where a sprint has begun, for what it is broken for the next buffers repay, and none where
    it breaks another interruption that has them.
    """
    block = calendar.block_at(calendar.now)
    taken = (span for one in others if one.state is State.DOING for span in one.slots)
    is_taken = any(span.end > calendar.now for span in taken)
    if calendar.sprint or is_taken or block is None or block.kind is not BlockKind.BUFFER:
        return ()
    start = calendar.now.replace(second=0)
    return (Span(start, min(block.span.end, later(start, minutes))),)


def begin_now(
    desk: Desk, db: Connection, calendar: Calendar, items: Sequence[Interruption], item: int, note: str
) -> Outcome:
    """Start the clock of an interruption and say what stops and what will slip for it.

    Args:
        desk: whose clock it is.
        db: the transaction.
        calendar: the days before.
        items: all open interruptions, this one among them as it now is.
        item: its id.
        note: the resume note of the sprint that it breaks.
    """
    now = calendar.now
    interrupt(db, now, item, note)
    after = Calendar(desk, db, now, was=calendar)
    slotting = after.settled(items)
    items = keep(db, items, slotting, now)
    begun = next(one for one in items if one.id == item)
    answer = outcome(desk, after, (begun,), items, slotting.moves)
    return with_days(answer, calendar, after, desk)


def hand_back(db: Connection, calendar: Calendar, ran: Run | None) -> str:
    """When the clock of an interruption has stopped: another one that it broke goes on by itself.

    A sprint waits for one word of yours, so that the time until then is measured. `ran` is the run that
    went on when the intention began. Returns what must be said besides.
    """
    if ran is None or runs.running(db):
        return ""
    broken = broken_by(db, ran)
    if broken and broken.interruption:
        runs.begin(db, calendar.now, interruption=broken.interruption, broke=broken.broke)
        return f"{name_of(interruptions.by_ids(db, [broken.interruption])[broken.interruption])} goes on"
    begun = calendar.sprint
    if begun is None or begun.on != calendar.today:
        return ""
    name, note = sprint_name(calendar), begun.block.resume
    if meeting := meeting_on(calendar):
        return f"{name} stays paused: {meeting.heading} is on"
    words = f"{name} waits: {left_words(begun.timing.remaining)} (coachtui resume lets it go on)"
    return f"{words}. Where you were: {note}" if note else words


def with_days(answer: Outcome, before: Calendar, after: Calendar, desk: Desk) -> Outcome:
    """The answer with what became of the sprint and of the other blocks of today."""
    lines = differences(before.blocks(after.today), after, after.today, desk.wall, _begun(before, after))
    answer = answer._replace(moved=(*lines, *answer.moved))
    states = [one.sprint and (one.sprint.block.id, one.sprint.timing.is_paused) for one in (before, after)]
    if after.sprint and states[0] != states[1]:
        return answer._replace(message=f"{answer.message}; {standing(after, desk.wall)}")
    return answer


def _begun(*calendars: Calendar) -> set[int | None]:
    return {one.sprint.block.id for one in calendars if one.sprint}
