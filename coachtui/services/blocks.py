"""The day's blocks changed by hand: added, moved, exchanged, resized, renamed, removed (rules 9 and 10).

Each is one transaction and one undo step. What gives way is in the outcome; no minute loses its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BEGUN, Block, BlockKind
from coachtui.domain.day import working_date
from coachtui.domain.editing import cut, exchanged, moved, resized
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import Meeting
from coachtui.domain.planning import Unplaced
from coachtui.domain.slotting.events import Ripple, taken_out
from coachtui.domain.span import Span, later
from coachtui.domain.text import clean_line, quoted
from coachtui.services import sprints
from coachtui.services.block_edit import editing, land, placed, put_in
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork
from coachtui.services.meeting_days import leave, place
from coachtui.store import days, tasks

if TYPE_CHECKING:
    from datetime import date, datetime

    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome

FIXED = (BlockKind.MEETING, BlockKind.BREAK)
"""Kinds of blocks that others give way to."""

LONGEST = 24 * 60
"""Minutes that a block may last."""


def id_of(desk: Desk, word: str) -> int:
    """The block of today that a label ("S2") or an id names.

    Raises:
        UsageError: none is.
    """
    with desk.store.read() as db:
        calendar = Calendar(desk, db, desk.now())
        blocks = calendar.blocks(calendar.today)
    for one in blocks:
        if one.id is not None and word.casefold() in (one.label.casefold(), str(one.id)):
            return one.id
    raise UsageError(f"{quoted(word)} is no block of today's plan: coachtui today shows their labels")


def add(desk: Desk, kind: BlockKind, title: str, start: datetime, minutes: int) -> Outcome:
    """Put a block on the day of an instant: a sprint or buffer among the others, a meeting or break fixed.

    A sprint of a title that is listed as not placed takes its minutes from there.

    Raises:
        CoachError: there is no room, or that time is over.
        UsageError: it has no title or no length, or overlaps a meeting.
    """
    title = clean_line(title) or ("Break" if kind is BlockKind.BREAK else "")
    if not title and kind is not BlockKind.BUFFER:
        raise UsageError(f"what is the {kind.value} about? Give it a title")
    if not 1 <= minutes <= LONGEST:
        raise UsageError(f"a {kind.value} of {minutes} minutes? Give it 1 minute to 24 hours")
    now = desk.now()
    start = start.replace(second=0, microsecond=0)
    on = working_date(start, desk.zone)
    with desk.store.write(f"add {title or kind.value}", now) as db:
        work = DayWork(desk, db, now)
        span = Span(start, later(start, minutes))
        if on < work.calendar.today or (kind not in FIXED and span.start < now.replace(second=0)):
            raise CoachError("that time is over: choose a later one")
        if kind is BlockKind.MEETING:
            place(work, on, Meeting(title, span))
        elif kind is BlockKind.BREAK:
            blocks = work.calendar.blocks(on) if work.calendar.is_planned(on) else work.calendar.stored(on)
            land(work, on, blocks, Block(kind, span, title))
        else:
            put_in(work, on, Block(kind, span, title if kind is BlockKind.SPRINT else ""))
        return _told(work, on, span.start, "added")


def move(desk: Desk, number: int, minutes: int) -> Outcome:
    """Let a block begin so many minutes later, or earlier when negative.

    Raises:
        CoachError: something that does not give way is there, or the block has begun.
    """
    with editing(desk, "move", number) as edit:
        span = Span(*(later(at, minutes) for at in edit.block.span))
        if edit.block.kind is BlockKind.BUFFER:
            raise CoachError(f"{edit.name} is what the sprints leave: move or resize these")
        if not edit.block.is_fixed and span.start < edit.work.now.replace(second=0):
            raise CoachError("that time is over: choose a later one")
        if edit.block.is_fixed:
            edit.shift(span)
        else:
            edit.keep(moved(edit.blocks, edit.block, minutes))
        return edit.told(f"{desk.wall.clock(edit.block.span.start)} → {desk.wall.clock(span.start)}")


def swap(desk: Desk, number: int, *, later: bool) -> Outcome:
    """Let a sprint change places with the next one, or the one before.

    Raises:
        CoachError: there is none that has not begun, or a meeting between them leaves no room.
    """
    with editing(desk, "swap", number) as edit:
        order = [
            one
            for one in edit.blocks
            if one.kind is BlockKind.SPRINT and one.state not in BEGUN and one.span.end > edit.work.now
        ]
        if edit.block not in order:
            raise CoachError(f"{edit.name} is no sprint: only sprints change places")
        at = order.index(edit.block) + (1 if later else -1)
        if not 0 <= at < len(order):
            raise CoachError(f"no sprint {'follows' if later else 'comes before'} {edit.name}")
        other = order[at]
        first, second = sorted([edit.block, other], key=lambda one: one.span)
        edit.keep(exchanged(edit.blocks, first, second))
        return edit.told(f"changed places with {other.name}", other)


def resize(desk: Desk, number: int, minutes: int) -> Outcome:
    """Make a block so many minutes longer, or shorter when negative; a sprint that has begun is extended.

    Raises:
        CoachError: there is no room for it, or nothing would be left.
    """
    with desk.store.read() as db:
        begun = Calendar(desk, db, desk.now()).sprint
    if begun and begun.block.id == number:
        return sprints.extend(desk, minutes)
    with editing(desk, "resize", number) as edit:
        block = edit.block
        length = block.span.minutes + minutes
        if length < 1 and block.kind is not BlockKind.BUFFER:
            raise CoachError(f"{edit.name} has only {format_minutes(block.span.minutes)}: remove it instead")
        if not block.is_fixed:
            edit.keep(resized(edit.blocks, block, max(minutes, -edit.left)))
        elif minutes < 0 and block.kind is BlockKind.BREAK and edit.is_planned:
            edit.keep(Ripple(cut(edit.blocks, block, -minutes)))
        else:
            edit.shift(Span(block.span.start, later(block.span.end, minutes)))
        return edit.told(f"{format_minutes(max(length, 0))} long")


def rename(desk: Desk, number: int, title: str) -> Outcome:
    """Give a block another title; with a sprint its task and all sprints of that are renamed.

    Raises:
        CoachError: it is a buffer, or no block.
        UsageError: the title is empty.
    """
    title = clean_line(title)
    if not title:
        raise UsageError("what is the new title? It cannot be empty")
    with editing(desk, "rename", number, is_over=True) as edit:
        if edit.block.kind is BlockKind.BUFFER:
            raise CoachError("a buffer has no title: sprints, meetings and breaks do")
        if edit.block.task_id:
            tasks.rename(edit.work.db, edit.block.task_id, title)
        else:
            days.rename(edit.work.db, number, title)
        return edit.told(f"is now {title}")


def remove(desk: Desk, number: int) -> Outcome:
    """Take a block off its day: its time becomes buffer, and a sprint's minutes are kept as not placed.

    What a removed buffer held goes to the buffer after the sprints that follow it.

    Raises:
        CoachError: it has begun or is over, or no sprint follows the buffer.
    """
    with editing(desk, "remove", number) as edit:
        block, lost = edit.block, [Unplaced(edit.block.title, edit.block.span.minutes, edit.block.task_id)]
        if block.kind is BlockKind.BUFFER:
            edit.keep(resized(edit.blocks, block, -edit.left))
        elif edit.record:
            leave(edit.work, edit.record)
        elif edit.is_planned:
            edit.keep(Ripple(taken_out(edit.blocks, block)), lost if block.kind is BlockKind.SPRINT else ())
        else:
            days.save_blocks(edit.work.db, edit.on, [one for one in edit.blocks if one != block])
        return edit.told("removed; its minutes are not placed" if block.task_id else "removed")


def _told(work: DayWork, on: date, start: datetime, words: str) -> Outcome:
    """The outcome of what now begins at an instant."""
    answer, after = work.outcome()
    block = next(one for one in after.blocks(on) if one.span.start <= start < one.span.end)
    return answer._replace(message=f"{placed(block, work)}: {words}")
