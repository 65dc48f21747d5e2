"""The snapshot: all that the panes and the text views show, read in one transaction.

What has to change by itself (an item whose buffer passed) is shown as the next write will keep
it, so that looking never writes.
"""

from __future__ import annotations

from coachtui.domain.block import BlockKind
from coachtui.domain.day import day_span
from coachtui.domain.fever import fever
from coachtui.domain.interruption import State
from coachtui.domain.slotting.shelves import next_minute
from coachtui.domain.span import minutes_between
from coachtui.domain.sprint import minutes_up
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.services.calendar import Calendar
from coachtui.services.clocks import clocks
from coachtui.services.day_views import BlockView, HeldView, QueueGroup, SlipView, Summary, UnplacedView
from coachtui.services.items import Line
from coachtui.services.views import Snapshot
from coachtui.store import days, interruptions
from coachtui.store.undo import peek

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from coachtui.domain.block import Block
    from coachtui.domain.fever import Fever
    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView


def take(desk: Desk, on: date | None = None) -> Snapshot:
    """The day `on` (today unless told) and the whole queue, as they are now."""
    now = desk.now()
    with desk.store.read() as db:
        calendar = Calendar(desk, db, now)
        date_ = calendar.today if on is None else on
        items = interruptions.open_ones(db)
        changed = {one.id: one for one in calendar.settled(items).items}
        items = [changed.get(one.id, one) for one in items]
        line = Line(calendar, items, desk.wall, interruptions.last_moves(db), desk.shown)
        meetings = days.meetings_on(db, date_)
        unplaced = tuple(UnplacedView(row.title, row.minutes) for row in days.unplaced_on(db, date_))
        running, paused = clocks(calendar, db, items)
        closed = interruptions.closed_between(db, day_span(date_, desk.zone))
        undo, redo = peek(db)
        held = days.held_meeting(db)
        by_id = {item.id: item for item in items}
        blocks = tuple(
            _block(block, line, by_id, now, meetings.get(block.id or 0)) for block in calendar.blocks(date_)
        )
        done = line.views([one for one in closed if one.state is State.DONE])
        views = {item.id: line.view(item) for item in items}
        desk.shown = line.shown
        return Snapshot(
            now=now,
            zone=desk.zone,
            clock24=desk.habits.clock24,
            date=date_,
            is_planned=calendar.is_planned(date_),
            is_working_day=calendar.week[date_.weekday()].working,
            blocks=blocks,
            unplaced=unplaced,
            queue=_groups(calendar, line, views),
            done=done,
            summary=_summary(blocks, unplaced, views.values(), done, now),
            slips=tuple(
                SlipView(one.block.id, one.block.label, one.block.name, one.minutes)
                for one in calendar.live(calendar.today).slips
            ),
            undo=undo,
            redo=redo,
            running=running,
            paused=paused,
            fever=_fever(calendar) if date_ == calendar.today else None,
            next_opens=calendar.opens_after(date_),
            unended=HeldView(held[1].meeting_id or 0, held[1].title, held[0])
            if held and held[0] < calendar.today
            else None,
        )


def _fever(calendar: Calendar) -> Fever | None:
    """The fever line of today."""
    if not calendar.is_planned(calendar.today):
        return None
    begun, live = calendar.sprint, calendar.live(calendar.today)
    left = {begun.block.id: max(0, minutes_up(begun.timing.remaining))} if begun else {}
    slipped = sum(slip.minutes for slip in live.slips if slip.block.id not in left)
    return fever(live.blocks, calendar.now, left, slipped)


def _block(
    block: Block,
    line: Line,
    items: Mapping[int, Interruption],
    now: datetime,
    meeting: days.MeetingRow | None,
) -> BlockView:
    free = 0
    slots: Sequence[int] = ()
    if block.kind is BlockKind.BUFFER:
        slots = line.by_buffer.get(block.span.start, ())
        free = free_minutes(block, [items[number] for number in slots], now)
    return BlockView(
        id=block.id,
        label=block.label,
        kind=block.kind,
        title=block.name,
        starts_at=block.span.start,
        ends_at=block.span.end,
        minutes=block.span.minutes,
        state=block.state,
        free_minutes=free,
        reserve=block.reserve,
        slots=tuple(slots),
        is_skipped=block.is_skipped(now),
        is_parked=block.is_parked,
        purpose=meeting.purpose if meeting else "",
        attendees=meeting.attendees if meeting else (),
        meeting_id=meeting.id if meeting else None,
        over=max(0, minutes_between(block.due_end, now)) if block.is_held else 0,
        due_at=block.due_end if block.is_held else None,
    )


def free_minutes(buffer: Block, items: Iterable[Interruption], now: datetime) -> int:
    """What is left of a buffer from now on, minus what is slotted in it, never below 0."""
    start = max(next_minute(buffer.span.start), next_minute(now))
    left = next_minute(buffer.span.end) - start
    for item in items:
        for span in item.slots:
            if buffer.span.covers(span):
                begun = item.state is State.DOING
                left -= max(0, minutes_between(max(span.start, now), span.end)) if begun else span.minutes
    return max(0, left)


def _groups(calendar: Calendar, line: Line, views: Mapping[int, ItemView]) -> tuple[QueueGroup, ...]:
    """The queue by buffer; those that are being dealt with or wait without a buffer come last."""
    groups = []
    placed: set[int] = set()
    for start, numbers in sorted(line.by_buffer.items()):
        buffer = calendar.block_at(start)
        pieces = [p for n in numbers for p in views[n].pieces if calendar.block_at(p.starts_at) == buffer]
        placed.update(numbers)
        groups.append(
            QueueGroup(
                day=calendar.day_at(start),
                label=buffer.label if buffer else "",
                starts_at=start,
                capacity=buffer.span.minutes if buffer else 0,
                used=sum(minutes_between(piece.starts_at, piece.ends_at) for piece in pieces),
                items=tuple(views[number] for number in dict.fromkeys(numbers)),
            )
        )
    rest = tuple(view for number, view in views.items() if number not in placed)
    if rest:
        minutes = sum(view.minutes for view in rest)
        groups.append(QueueGroup(None, "", None, 0, minutes, rest))
    return tuple(groups)


def _summary(
    blocks: Sequence[BlockView],
    unplaced: Sequence[UnplacedView],
    items: Iterable[ItemView],
    done: Sequence[ItemView],
    now: datetime,
) -> Summary:
    def of(kind: BlockKind) -> list[BlockView]:
        return [block for block in blocks if block.kind is kind]

    items = list(items)
    sprints, buffers, meetings = of(BlockKind.SPRINT), of(BlockKind.BUFFER), of(BlockKind.MEETING)
    numbers = {number for buffer in buffers for number in buffer.slots}
    first, last = (blocks[0].starts_at, blocks[-1].ends_at) if blocks else (now, now)
    booked = sum(
        minutes_between(piece.starts_at, piece.ends_at)
        for item in items
        if item.id in numbers
        for piece in item.pieces
        if first <= piece.starts_at < last
    )
    return Summary(
        sprints=sum(not block.is_parked for block in sprints),
        sprints_done=sum(block.is_finished for block in sprints),
        meetings=len(meetings),
        meetings_done=sum(block.is_past(now) and not block.over for block in meetings),
        planned=sum(block.minutes for block in sprints),
        buffered=sum(block.minutes for block in buffers),
        booked=booked,
        free=sum(block.free_minutes for block in buffers),
        unplaced=sum(one.minutes for one in unplaced),
        waiting=len(items),
        waiting_minutes=sum(item.minutes for item in items),
        done=len(done),
        done_minutes=sum(item.spent if item.spent is not None else item.minutes for item in done),
        skipped=sum(block.is_skipped for block in sprints),
        skipped_minutes=sum(block.minutes for block in sprints if block.is_skipped),
    )
