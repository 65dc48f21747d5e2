"""The blocks, the buffers' lines and the numbers of a day as a view shows them. Instants are UTC."""

from __future__ import annotations

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from coachtui.services.item_views import ItemView


class BlockView(NamedTuple):
    """A block of the day as a view shows it."""

    id: int | None
    label: str
    kind: BlockKind
    title: str
    """With its part where there are several: "Draft board deck 1/2"."""
    starts_at: datetime
    ends_at: datetime
    minutes: int
    state: BlockState
    free_minutes: int = 0
    """Of a buffer: what is left from now on for new items, the reserve included."""
    reserve: int = 0
    slots: tuple[int, ...] = ()
    """Of a buffer: the ids of the interruptions slotted in it, in line."""
    is_skipped: bool = False
    """Of a planned sprint: its time is over and it was never begun."""
    is_parked: bool = False
    """Of a sprint that is over: it was not done, and its rest is a further part."""
    purpose: str = ""
    """Of a meeting."""
    attendees: tuple[str, ...] = ()
    """Of a meeting: who else is there."""
    meeting_id: int | None = None
    over: int = 0
    """Of a meeting that runs: the minutes by which it should be over."""
    due_at: datetime | None = None
    """Of a meeting that runs: when it was to end."""

    @property
    def is_finished(self) -> bool:
        """Whether it is done, and not only over."""
        return self.state is BlockState.DONE and not self.is_parked

    @property
    def is_fixed(self) -> bool:
        """Whether nothing moves it."""
        return self.kind in (BlockKind.MEETING, BlockKind.BREAK)

    @property
    def is_open(self) -> bool:
        """Whether it has begun and nobody has ended it: it lasts until now at least (rules 7 and 9)."""
        return self.state in (BlockState.RUNNING, BlockState.PAUSED)

    def is_past(self, now: datetime) -> bool:
        """Whether its time has passed; what has begun and not ended is never past."""
        return self.ends_at <= now and not self.is_open


class HeldView(NamedTuple):
    """A meeting that has begun."""

    meeting: int
    title: str
    on: date


class QueueGroup(NamedTuple):
    """The interruptions of one buffer, or those that wait without one."""

    day: date | None
    """The buffer's working day; None for those that wait."""
    label: str
    """The buffer's label; empty for those that wait."""
    starts_at: datetime | None
    capacity: int
    """Minutes of the buffer."""
    used: int
    """Minutes slotted in it."""
    items: tuple[ItemView, ...]


class UnplacedView(NamedTuple):
    """What did not fit into the day."""

    title: str
    minutes: int


class SlipView(NamedTuple):
    """Minutes of a sprint that do not fit any more, as the day stands."""

    block: int | None
    label: str
    title: str
    minutes: int

    @property
    def words(self) -> str:
        """What slips: "S4 Client proposal loses 10m"."""
        from coachtui.domain.human import format_minutes

        return f"{self.label} {self.title} loses {format_minutes(self.minutes)}"


class RunningView(NamedTuple):
    """What the clock runs for, or the sprint that is paused; lengths in seconds at `Snapshot.now`."""

    kind: str
    """"sprint" or "interruption"."""
    id: int
    """Of the block, or of the interruption."""
    label: str
    """The sprint's label on its day; empty for an interruption."""
    title: str
    """As screens show it: "Draft board deck 1/2", "Bob: invoice question"."""
    date: date
    """The day that it belongs to; an earlier one where a sprint was left open."""
    started_at: datetime
    """When its clock ran first."""
    elapsed: int
    """How long its clock has run."""
    remaining: int
    """What is left of its box, or of its estimate; negative by how much it is over."""
    ends_at: datetime
    """When it will be over at the earliest."""
    is_paused: bool = False
    is_overrun: bool = False
    """The one passive change of colour (rule 7)."""
    wants_decision: bool = False
    """Whether to ask, once: extend, park or done (rule 7)."""
    resume: str = ""
    """The resume note: where it was left (rule 6)."""
    waits_since: datetime | None = None
    """When the interruption ended that broke the sprint, which has not gone on since."""
    usual_lag: int | None = None
    """While it waits: the seconds in which its owner goes on as a rule, from own measured times."""


class Summary(NamedTuple):
    """The day in numbers; lengths in minutes."""

    sprints: int
    """Without those that were parked: their rest counts."""
    sprints_done: int
    meetings: int
    meetings_done: int
    planned: int
    """Minutes of all sprints."""
    buffered: int
    """Minutes of all buffers."""
    booked: int
    """Minutes of the buffers that open interruptions take."""
    free: int
    """Minutes of buffers that are left from now on."""
    unplaced: int
    """Minutes that did not fit."""
    waiting: int
    """Open interruptions."""
    waiting_minutes: int
    done: int
    """Interruptions finished today."""
    done_minutes: int
    skipped: int = 0
    """Sprints of the plan whose time is over and that were never begun."""
    skipped_minutes: int = 0


class PulseView(NamedTuple):
    """When interruptions came today, and who comes most."""

    by_hour: tuple[int, ...]
    """How many came in each hour of the clock, from 0 to 23, today."""
    people: tuple[tuple[str, int], ...]
    """Who asked how often in this week, the most frequent first."""


class LeftView(NamedTuple):
    """What earlier days left and nobody has decided about."""

    tasks: int
    frontier: date
    """The newest day that left something: every day after it is clear."""
    asked: int
    """How many were carried over so often that it is asked what becomes of them."""
