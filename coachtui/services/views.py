"""What a view shows at one moment: a frozen value, complete, so that drawing asks nothing more.

Instants are UTC; `Snapshot.zone` is the zone to show them in. Both front doors, the command line
and the dashboard, draw this and nothing else.
"""

from __future__ import annotations

from datetime import timedelta

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.domain.wall import Wall

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.fever import Fever
    from coachtui.services.day_views import (
        BlockView,
        HeldView,
        LeftView,
        PulseView,
        QueueGroup,
        RunningView,
        SlipView,
        Summary,
        UnplacedView,
    )
    from coachtui.services.item_views import ItemView
    from coachtui.services.meeting_views import MeetingsView, MeetingView

A_MINUTE = timedelta(minutes=1)
"""So much of a block that is done may still be to come: ends are full minutes."""


class Snapshot(NamedTuple):
    """All that the panes show at one moment."""

    now: datetime
    zone: ZoneInfo
    date: date
    is_planned: bool
    """False while the blocks are only what the rhythm projects."""
    is_working_day: bool
    blocks: tuple[BlockView, ...]
    unplaced: tuple[UnplacedView, ...]
    queue: tuple[QueueGroup, ...]
    """Open interruptions by buffer, in time order; those without a buffer last."""
    done: tuple[ItemView, ...]
    """Interruptions finished today, latest first."""
    summary: Summary
    undo: str = ""
    """What `u` would take back; empty when nothing."""
    redo: str = ""
    slips: tuple[SlipView, ...] = ()
    """What does not fit any more as the begun sprint and the running meeting stand: shown before it slips."""
    running: RunningView | None = None
    """What the clock runs for now, or else the paused sprint."""
    paused: RunningView | None = None
    """The sprint that waits while the clock runs for an interruption."""
    fever: Fever | None = None
    """How much of today's buffer is gone against its plan; None without a plan and outside of the day."""
    left: LeftView | None = None
    """What waits in the backlog lane; None where nothing is left over, and where it was not asked for."""
    pulse: PulseView | None = None
    """When interruptions came, and from whom; None where it was not asked for."""
    meetings: MeetingsView | None = None
    """Today's meetings, reviews that wait and open actions; None where they were not asked for."""

    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""
    next_opens: datetime | None = None
    """When the next working day after this one begins; None when none comes."""
    unended: HeldView | None = None
    """The meeting of an earlier day that nobody has ended; None where there is none."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.clock24)

    @property
    def current(self) -> BlockView | None:
        """The block that is on now, by the clock; the rest of a finished one's minute is that of the next.

        What should be over is on until somebody ends it, or the next meeting or break is.
        """
        on = self._at(self.now)
        if on is None or not on.is_fixed:
            held = (one for one in self.blocks if one.is_open and one.starts_at <= self.now <= one.ends_at)
            if late := next(held, None):
                return late
        if on and on.state is BlockState.DONE:
            on = self._at(on.ends_at) if on.ends_at - self.now <= A_MINUTE else None
        return on

    def remaining(self, block: BlockView) -> int:
        """Seconds that are left of a block, negative by how much it is over: what every view says of it.

        Of a begun sprint it is what its clock leaves: while an interruption runs, its block lasts longer.
        """
        begun = next((one for one in (self.paused, self.running) if one and one.kind == "sprint"), None)
        if begun and begun.id == block.id:
            return begun.remaining
        return int(((block.due_at or block.ends_at) - self.now).total_seconds())

    @property
    def skipped(self) -> tuple[BlockView, ...]:
        """The sprints whose time is over and that were never begun, in time order."""
        return tuple(block for block in self.blocks if block.is_skipped)

    def _at(self, instant: datetime) -> BlockView | None:
        return next((one for one in self.blocks if one.starts_at <= instant < one.ends_at), None)

    def slipping(self, block: BlockView) -> int:
        """Minutes that a block loses as the day stands, before any of it is kept."""
        return next((one.minutes for one in self.slips if one.block == block.id), 0)

    def in_buffer(self, block: BlockView) -> QueueGroup | None:
        """What waits in a buffer of the day."""
        return next((one for one in self.queue if one.day == self.date and one.label == block.label), None)

    def is_on(self, item: ItemView) -> bool:
        """Whether the clock runs for an interruption; one that has begun may be set aside."""
        run = self.running
        return run is not None and (run.kind, run.id) == ("interruption", item.id)

    @property
    def cards(self) -> tuple[ItemView, ...]:
        """The open interruptions of the buffer that is on."""
        block = self.current
        group = self.in_buffer(block) if block and block.kind is BlockKind.BUFFER else None
        return group.items if group else ()

    @property
    def running_meeting(self) -> MeetingView | None:
        """The meeting that has begun and not ended."""
        current = self.meetings.current if self.meetings else None
        return current if current and current.is_running else None

    @property
    def is_fresh(self) -> bool:
        """Whether nothing has been done in this file yet."""
        return not (self.is_planned or self.undo or self.redo or self.queue or self.done)

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All open interruptions in the order of the queue, each once."""
        seen: dict[int, ItemView] = {}
        for group in self.queue:
            for item in group.items:
                seen.setdefault(item.id, item)
        return tuple(seen.values())
