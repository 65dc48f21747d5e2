"""Meetings on the day's blocks: they land, leave and change their span (rules 9 and 10), and come again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.block import Block, BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import full_minute, hours, working_date
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.meeting import Meeting
from coachtui.domain.replanning import meeting_cancelled, meeting_lands
from coachtui.domain.slotting.events import Ripple
from coachtui.domain.span import Span, later
from coachtui.services.calendar import Calendar
from coachtui.services.daywork import DayWork
from coachtui.store import days, interruptions, meetings, series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from coachtui.store.meetings import MeetingRecord
    from coachtui.store.series import SeriesRecord

AHEAD = timedelta(days=28)
"""How far ahead the meetings of a series are made; the next one always is."""


def place(work: DayWork, on: date, meeting: Meeting) -> int:
    """Put a new meeting on its day, with its block. Returns its id.

    Raises:
        CoachError: the day is over.
        UsageError: another meeting is on then, or a sprint that has begun.
    """
    if on < work.calendar.today:
        raise CoachError(f"{describe_day(on, work.calendar.today)} is over: give the meeting a later day")
    before = Calendar(work.desk, work.db, work.now)
    block = Block(BlockKind.MEETING, meeting.span, meeting.title)
    number = days.add_meeting(work.db, _land(work, before, on, before.blocks(on), block), "", ())
    meetings.write(work.db, number, meeting)
    return number


def reshape(work: DayWork, record: MeetingRecord, on: date, span: Span, *, is_moved: bool = True) -> None:
    """Give a meeting another span, on its day or another; what it leaves becomes buffer.

    Raises:
        CoachError: the day is over.
        UsageError: another meeting is on then, or a sprint that has begun.
    """
    if on < work.calendar.today and is_moved:
        raise CoachError(f"{describe_day(on, work.calendar.today)} is over: give the meeting a later day")
    before = Calendar(work.desk, work.db, work.now, lasting=work.calendar.lasting)
    block = _block(before, record)
    left = _without(before, record.on, block)
    there = left if on == record.on else before.blocks(on)
    for day in (record.on, on):
        work.calendar.blocks(day)  # read before the row moves, so that the difference can be told
    if is_moved:
        meetings.move(work.db, record, on, span)
    if on != record.on and before.is_planned(record.on):
        work.keep(record.on, Ripple(left, before.live(record.on).slips))
    _land(work, before, on, there, block._replace(span=span))


def leave(work: DayWork, record: MeetingRecord) -> None:
    """Take a meeting off its day; its span becomes buffer (rule 10)."""
    before = Calendar(work.desk, work.db, work.now)
    if before.is_planned(record.on):
        left = _without(before, record.on, _block(before, record))
        work.keep(record.on, Ripple(left, before.live(record.on).slips))
    meetings.remove(work.db, record)


def lasted(work: DayWork, record: MeetingRecord, ended: datetime) -> None:
    """Give a meeting that has ended the span that it really had; an overrun keeps the day as it was shown.

    It goes no further than up to the next meeting or break. The calendar of the work lets it last until then.
    """
    if record.on != work.calendar.today:
        return
    live = work.calendar.live(record.on)
    block = _block(work.calendar, record)
    end = max(full_minute(ended), later(block.span.start, 1))
    if end < block.span.end or (record.ended_at and end > block.span.end):
        try:
            reshape(work, record, record.on, Span(block.span.start, end), is_moved=False)
        except UsageError:
            return  # a sprint has begun in that time: both stay as they are
    elif block.span.end != record.meeting.span.end:
        if work.calendar.is_planned(record.on):
            work.keep(record.on, live)
        else:
            others = [one for one in work.calendar.stored(record.on) if one.id != block.id]
            days.save_blocks(work.db, record.on, [*others, block])


def come_again(work: DayWork) -> list[str]:
    """Make the meetings of every series that are due to be made; a line for each that has no room."""
    lines = []
    for one in series.repeating(work.db):
        lines += _make(work, one)
    return lines


def _make(work: DayWork, one: SeriesRecord) -> list[str]:
    made = meetings.of_series(work.db, one.id)
    if not made:
        series.end(work.db, one.id)
        return []
    lines = []
    last = work.calendar.today + AHEAD
    has_next = made[-1].meeting.span.start > work.now
    for on in one.repeat.after(one.until):
        span = one.repeat.span(on)
        if on > last and has_next:
            break
        if span.start > work.now:
            template = made[-1].meeting
            people = tuple(person._replace(is_there=None) for person in template.attendees)
            try:
                number = place(
                    work,
                    working_date(span.start, work.desk.zone),
                    template._replace(span=span, attendees=people),
                )
            except UsageError as problem:
                day = describe_day(on, work.calendar.today)
                lines.append(f"{template.title}: not on {day}, {problem}")
            else:
                meetings.set_series(work.db, number, one.id)
                has_next = True
        series.set_until(work.db, one.id, on)
    return lines


def _land(work: DayWork, before: Calendar, on: date, blocks: Sequence[Block], block: Block) -> int:
    """Keep a day with a meeting on it, among blocks that do not have it. Returns its block's id."""
    if before.is_planned(on):
        rhythm = before.week[on.weekday()]._replace(working=True)
        promised = [slot for item in interruptions.open_ones(work.db) for slot in item.slots]
        span = hours(on, rhythm, work.desk.zone)
        day = meeting_lands(blocks, block, span, rhythm, work.now, promised, before.standing_buffers(on))
        saved = work.keep(on, Ripple(day.blocks, before.live(on).slips), day.unplaced)
    else:
        stored = [one for one in before.stored(on) if block.id is None or one.id != block.id]
        clash = next((one for one in stored if one.is_fixed and one.span.overlaps(block.span)), None)
        if clash:
            raise UsageError(f"{block.title!r} overlaps {clash.title!r}: give one of them another time")
        saved = days.save_blocks(work.db, on, [*stored, block])
    number = next(one.id for one in saved if one.kind is BlockKind.MEETING and one.span == block.span)
    assert number is not None
    return number


def _block(before: Calendar, record: MeetingRecord) -> Block:
    return next(one for one in before.blocks(record.on) if one.id == record.block)


def _without(before: Calendar, on: date, block: Block) -> tuple[Block, ...]:
    """The blocks of a day once a meeting has left it."""
    if before.is_planned(on):
        return meeting_cancelled(before.blocks(on), block).blocks
    return tuple(one for one in before.blocks(on) if one.id != block.id)
