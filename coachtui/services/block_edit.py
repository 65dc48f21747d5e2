"""A block that is changed, on its day as it is now, inside one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.block import BEGUN, Block, BlockKind, BlockState
from coachtui.domain.day import full_minute, hours, working_date
from coachtui.domain.editing import added
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.planning import plan_day, standing_breaks, standing_buffers
from coachtui.domain.replanning import meeting_lands
from coachtui.domain.slotting.events import Ripple, taken_out
from coachtui.domain.span import minutes_between
from coachtui.services.daywork import DayWork
from coachtui.services.meeting_days import reshape
from coachtui.services.meeting_series import alone
from coachtui.store import backlog, days, interruptions, meetings, tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from coachtui.domain.planning import Unplaced
    from coachtui.domain.span import Span
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


class Edit:
    """One block that is changed, on its day as it is now."""

    def __init__(self, work: DayWork, number: int, *, is_over: bool) -> None:
        self.work = work
        calendar = work.calendar
        found = days.by_id(work.db, number)
        if found is None:
            raise CoachError("that block is gone: coachtui today shows the day as it is")
        self.on, block = found
        self.is_planned = calendar.is_planned(self.on)
        self.blocks: Sequence[Block] = (
            calendar.blocks(self.on) if self.is_planned else calendar.stored(self.on)
        )
        self.block = next((one for one in self.blocks if one.id == number), block)
        self.record = meetings.by_id(work.db, block.meeting_id) if block.meeting_id else None
        self.name = self.block.heading
        if is_over:
            return
        if self.block not in self.blocks:
            raise CoachError(f"{self.name} has no room while the sprint before it goes on")
        if self.block.state in BEGUN:
            advice = "it is done" if self.block.state is BlockState.DONE else "finish or park it first"
            raise CoachError(f"{self.name} has begun: {advice}")
        if self.block.span.end <= work.now or self.on < calendar.today:
            raise CoachError(f"{self.name} is over")

    @property
    def left(self) -> int:
        """Minutes of the block from now on."""
        return minutes_between(max(self.block.span.start, full_minute(self.work.now)), self.block.span.end)

    def keep(self, day: Ripple, lost: Iterable[Unplaced] = ()) -> None:
        """Make this the day, with what the running sprint had already pushed out of it."""
        slips = (*self.work.calendar.live(self.on).slips, *day.slips)
        self.work.keep(self.on, day._replace(slips=slips), lost)

    def shift(self, span: Span) -> None:
        """Give a meeting or break another span."""
        if self.record:
            reshape(self.work, self.record, working_date(span.start, self.work.desk.zone), span)
        else:
            rest = [one for one in self.blocks if one != self.block]
            left = taken_out(self.blocks, self.block) if self.is_planned else rest
            land(self.work, self.on, left, self.block._replace(span=span))

    def told(self, words: str, *others: Block) -> Outcome:
        """The outcome: where the block is now, and what was done."""
        answer, after = self.work.outcome([self.block.id, *(one.id for one in others)])
        block = next((one for one in after.blocks(self.on) if one.id == self.block.id), None)
        words += alone(self.work, self.record) if self.record else ""
        return answer._replace(message=f"{placed(block, self.work) if block else self.name}: {words}")


@contextmanager
def editing(desk: Desk, verb: str, number: int, *, is_over: bool = False) -> Iterator[Edit]:
    """One undo step about one block; `is_over` says whether it may have begun or be over."""
    now = desk.now()
    with desk.store.read() as db:
        name = Edit(DayWork(desk, db, now), number, is_over=is_over).name
    with desk.store.write(f"{verb} {name}", now) as db:
        yield Edit(DayWork(desk, db, now), number, is_over=is_over)


def land(work: DayWork, on: date, blocks: Sequence[Block], rest: Block) -> None:
    """Put a break among the blocks of a day as a meeting is: what it meets moves (rule 9)."""
    calendar = work.calendar
    if not calendar.is_planned(on):
        clash = next((one for one in blocks if one.span.overlaps(rest.span)), None)
        if clash:
            raise UsageError(f"{rest.title!r} overlaps {clash.title!r}: give one of them another time")
        days.save_blocks(work.db, on, [*blocks, rest])
        return
    rhythm = calendar.week[on.weekday()]._replace(working=True)
    promised = [span for item in interruptions.open_ones(work.db) for span in item.slots]
    open_hours, firm = hours(on, rhythm, work.desk.zone), calendar.standing_buffers(on)
    day = meeting_lands(blocks, rest, open_hours, rhythm, work.now, promised, firm)
    work.keep(on, Ripple(day.blocks, calendar.live(on).slips), day.unplaced)


def put_in(work: DayWork, on: date, block: Block) -> None:
    """Put a sprint or buffer on a day; a day without a plan gets one of buffers alone."""
    calendar, blocks = work.calendar, work.calendar.blocks(on)
    if not calendar.is_planned(on):
        rhythm = calendar.week[on.weekday()]._replace(working=True)
        stored = calendar.stored(on)
        fixed = [*stored, *standing_breaks(on, rhythm, work.desk.zone, stored)]
        standing = standing_buffers(on, rhythm, work.desk.zone, fixed)
        span = hours(on, rhythm, work.desk.zone)
        blocks = plan_day(span, rhythm, (), fixed, kept=standing).blocks
        days.set_planned(work.db, on, work.desk.zone.key, work.now)
    if block.kind is BlockKind.SPRINT and block.task_id is None:
        blocks, block = _of_task(work, on, blocks, block)
    day = added(blocks, block)
    work.keep(on, day._replace(slips=(*calendar.live(on).slips, *day.slips)))


def _of_task(
    work: DayWork, on: date, blocks: Sequence[Block], sprint: Block
) -> tuple[tuple[Block, ...], Block]:
    """The sprint as the next part of its task, which may be waiting for a place; and the blocks with it."""
    minutes = sprint.span.minutes
    task = tasks.open_by_titles(work.db, [sprint.title]).get(sprint.title)
    number = task.id if task else tasks.add(work.db, sprint.title, minutes, must=False, at=work.now)
    unplaced = {row.task_id: row.minutes for row in days.unplaced_on(work.db, on)}
    days.add_unplaced(work.db, on, number, -min(minutes, unplaced.get(number, 0)))
    backlog.take_up(work.db, number, on)
    parts = [one for one in blocks if one.task_id == number]
    part = max((one.part for one in parts), default=0) + 1
    total = max([part, *(one.parts for one in parts)])
    blocks = tuple(one._replace(parts=total) if one in parts else one for one in blocks)
    return blocks, sprint._replace(task_id=number, part=part, parts=total)


def placed(block: Block, work: DayWork) -> str:
    """A block with its time: "S3 Write tests 10:00–10:45"."""
    start, end = (work.desk.wall.clock(at) for at in block.span)
    return " ".join(word for word in (block.label, block.name, f"{start}–{end}") if word)
