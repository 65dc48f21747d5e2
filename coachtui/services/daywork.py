"""One change of the day's blocks and clocks: kept, followed by the queue, and told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.day import full_minute
from coachtui.domain.editing import continued, rested
from coachtui.domain.errors import CoachError
from coachtui.domain.human import format_minutes
from coachtui.domain.interruption import name_of
from coachtui.domain.slotting.events import Ripple
from coachtui.domain.span import Span, common
from coachtui.domain.sprint import SHORTEST, left_words, minutes_up, projected_end
from coachtui.services.calendar import Calendar
from coachtui.services.slots import keep, outcome
from coachtui.store import days, interruptions, runs

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection
    from typing import Any

    from coachtui.domain.planning import Unplaced
    from coachtui.domain.wall import Wall
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.services.running import Begun


class DayWork:
    """A change inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, now: datetime, calendar: Calendar | None = None) -> None:
        self.desk = desk
        self.db = db
        self.now = now
        self.calendar = calendar or Calendar(desk, db, now)
        """The days before the change."""
        self._ran = runs.running(db)
        self._touched = {self.calendar.today}

    def keep(self, on: date, day: Ripple, unplaced: Iterable[Unplaced] = ()) -> list[Block]:
        """Make these the blocks of a day, and note what lost its place as not placed.

        The sprint that has begun gets as much more time, or less, as its block became longer. Returns
        the blocks with their ids.
        """
        self._touched.add(on)
        begun = self.calendar.sprint
        number = begun.block.id if begun else None
        before = next((one for one in self.calendar.blocks(on) if number and one.id == number), None)
        blocks = []
        for one in day.blocks:
            if begun and before and one.id == number and (one.state, one.box) == (before.state, before.box):
                longer = int((one.span.end - before.span.end).total_seconds())
                one = one._replace(box=max(begun.timing.box + longer, SHORTEST))
            blocks.append(one)
        lost = [(one.task_id, one.minutes) for one in unplaced]
        lost += [(slip.block.task_id, slip.minutes) for slip in day.slips if slip.block.id != number]
        for task, minutes in lost:
            if task:
                days.add_unplaced(self.db, on, task, minutes)
        return days.save_blocks(self.db, on, blocks)

    def go_on(self) -> None:
        """The clock of the paused sprint runs again; behind a meeting or break it is a further part.

        Raises:
            CoachError: a meeting is on, or the sprint is of another day.
        """
        begun = self.calendar.sprint
        assert begun is not None
        name = sprint_name(self.calendar)
        if begun.on != self.calendar.today:
            raise CoachError(f"{name} is still open: finish or park it")
        refuse_in_meeting(self.calendar, name, self.desk.wall)
        live = self.calendar.live(begun.on)
        number = begun.block.id
        block = next(one for one in live.blocks if one.id == number)
        if any(one.is_fixed and block.span.start < one.span.start <= self.now for one in live.blocks):
            number = self.further_part(live, block, begun.stopped_at, self.now)
        else:
            days.set_state(self.db, number or 0, BlockState.RUNNING)
        runs.begin(self.db, self.now, block=number)

    def further_part(
        self, live: Ripple, block: Block, until: datetime, at: datetime, *, is_rest: bool = False
    ) -> int:
        """The begun sprint ended at an instant and goes on at another as a further part. Returns its row.

        With `is_rest` the buffer between the two is a break.
        """
        begun = self.calendar.sprint
        assert begun is not None
        box = max(begun.timing.box - self._worked(begun, until), SHORTEST)
        start = first_minute(live.blocks, at)
        day, rest = continued(live.blocks, block, full_minute(until), start, minutes_up(box))
        between = Span(full_minute(until), start)
        parts = [
            one._replace(state=BlockState.RUNNING, box=box)
            if one.id is None and one.kind is BlockKind.SPRINT
            else one
            for one in (rested(day.blocks, between) if is_rest else day.blocks)
        ]
        slips = [slip for slip in (*live.slips, *day.slips) if slip.block != rest]
        saved = self.keep(begun.on, Ripple(tuple(parts), tuple(slips)))
        found = (one.id for one in saved if (one.kind, one.span.start) == (BlockKind.SPRINT, start))
        return next(found) or 0

    def _worked(self, begun: Begun, until: datetime) -> int:
        """Seconds that the clock of the begun sprint ran up to an instant."""
        return begun.timing.worked - max(0, int((begun.stopped_at - until).total_seconds()))

    @property
    def stopped(self) -> str:
        """The interruption whose clock the change has stopped; empty when there is none."""
        was, now = self._ran, runs.running(self.db)
        if was is None or was.interruption is None or (now and now.id == was.id):
            return ""
        return name_of(interruptions.by_ids(self.db, [was.interruption])[was.interruption])

    def outcome(
        self, about: Iterable[int | None] = (), *, since_kept: bool = False
    ) -> tuple[Outcome, Calendar]:
        """Let the queue follow the change; what moved but the blocks it is about, and the days after it.

        With `since_kept` what moved is told against the day as it was kept, not as it was shown last.
        """
        after = Calendar(self.desk, self.db, self.now, was=self.calendar)
        items = interruptions.open_ones(self.db)
        slotting = after.settled(items)
        items = keep(self.db, items, slotting, self.now)
        answer = outcome(self.desk, after, (), items, slotting.moves)
        but = set(about)
        lines = [
            line
            for on in sorted(self._touched)
            for line in differences(
                self.calendar.planned(on) if since_kept else self.calendar.blocks(on),
                after,
                on,
                self.desk.wall,
                but,
            )
        ]
        return answer._replace(moved=(*lines, *answer.moved)), after


def changed(day: Ripple, number: int | None, **fields: Any) -> Ripple:
    """The day with other values for the fields of one block."""
    blocks = tuple(one._replace(**fields) if one.id == number else one for one in day.blocks)
    return day._replace(blocks=blocks)


def differences(
    before: Sequence[Block], after: Calendar, on: date, wall: Wall, but: Container[int | None] = ()
) -> Iterator[str]:
    """A line for every block of a day that moved or lost minutes, and for what the begun sprint loses."""
    present = {one.id: one for one in after.blocks(on)}
    for old in before:
        if old.id is None or old.kind is BlockKind.BUFFER or old.id in but:
            continue
        new = present.get(old.id)
        lost = old.span.minutes - (new.span.minutes if new else 0)
        name = (new or old).heading
        words = []
        if new and new.span.start != old.span.start:
            words.append(f"{wall.clock(old.span.start)} → {wall.clock(new.span.start)}")
        if lost > 0:
            is_work = old.kind is BlockKind.SPRINT
            words.append(f"{format_minutes(lost)} {'do not fit any more' if is_work else 'shorter'}")
        if words:
            yield f"{name}: {', '.join(words)}"
    yield from _standing_gone(before, after, on, wall)
    number = after.sprint.block.id if after.sprint else None
    day = after.live(on)
    for slip in day.slips:
        if slip.block.id == number:
            start = slip.block.span.start
            fixed = next((one for one in day.blocks if one.is_fixed and one.span.start > start), None)
            limit = fixed.heading if fixed else "the end of the day"
            minutes = format_minutes(slip.minutes)
            yield f"{slip.block.heading}: {minutes} do not fit before {limit}"


def _standing_gone(before: Sequence[Block], after: Calendar, on: date, wall: Wall) -> Iterator[str]:
    """A line for every standing buffer of a planned day that has lost minutes."""
    for one in after.standing_buffers(on) if after.is_planned(on) else ():
        was, now = (_buffered(blocks, one.span) for blocks in (before, after.blocks(on)))
        if now < was:
            start, end = (wall.clock(at) for at in one.span)
            left = f"only {format_minutes(now)} left" if now else "taken"
            yield f"standing buffer {start}–{end}: {left}"


def _buffered(blocks: Iterable[Block], span: Span) -> int:
    """The minutes of a span that are buffer."""
    return sum(common(block.span, span) for block in blocks if block.kind is BlockKind.BUFFER)


def refuse_in_meeting(calendar: Calendar, name: str, wall: Wall) -> None:
    """Nothing starts while a meeting is on.

    Raises:
        CoachError: one is.
    """
    if meeting := meeting_on(calendar):
        if meeting.is_held and meeting.due_end <= calendar.now:
            raise CoachError(f"{meeting.heading} goes on: end it first (coachtui meeting end)")
        until = wall.clock(meeting.span.end)
        raise CoachError(f"{meeting.heading} is on until {until}: {name} can start after it")


def first_minute(blocks: Iterable[Block], now: datetime) -> datetime:
    """The minute with which something begins now: this one, or the end of what was done in it."""
    at = now.replace(second=0)
    ends = (one.span.end for one in blocks if one.state is BlockState.DONE and one.span.holds(at))
    return max([at, *ends])


def meeting_on(calendar: Calendar) -> Block | None:
    """The meeting that is on now by the clock, unless it is over already; one that overruns is on."""
    held = (one for one in calendar.blocks(calendar.today) if one.is_held)
    if late := next((one for one in held if one.due_end <= calendar.now <= one.span.end), None):
        return late
    block = calendar.block_at(calendar.now)
    is_on = block is not None and block.kind is BlockKind.MEETING and block.state is not BlockState.DONE
    return block if is_on else None


def sprint_name(calendar: Calendar) -> str:
    """The label and name of the sprint that has begun, with its day when that is another."""
    begun = calendar.sprint
    assert begun is not None
    block = next(one for one in calendar.blocks(begun.on) if one.id == begun.block.id)
    day = "" if begun.on == calendar.today else f" of {describe_day(begun.on, calendar.today)}"
    return f"{block.heading}{day}"


def standing(calendar: Calendar, wall: Wall, remark: str = "") -> str:
    """How the begun sprint stands: "S2 Draft board deck: 25m left, until 10:45", with its resume note.

    A remark stands before the note.
    """
    begun = calendar.sprint
    assert begun is not None
    timing, note = begun.timing, begun.block.resume
    words = f"{sprint_name(calendar)}: {left_words(timing.remaining)}"
    if timing.is_paused:
        return f"paused {words}"
    if not timing.is_overrun:
        words += f", until {wall.end(projected_end(timing, calendar.now))}"
    words = f"{words} ({remark})" if remark else words
    return f"{words}. Where you were: {note}" if note else words
