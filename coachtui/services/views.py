"""What a view shows: frozen values, complete, so that drawing asks nothing more.

Instants are UTC; `Snapshot.zone` is the zone to show them in. Both front doors, the command line
and the dashboard, draw these and nothing else.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.fever import Fever
from coachtui.domain.interruption import FIRST_FIT, Choice, Promise, State, Urgency
from coachtui.domain.promise import Word, is_told_anew
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple
from coachtui.domain.wall import Wall

if TYPE_CHECKING:
    from coachtui.services.meeting_views import MeetingsView, MeetingView


A_MINUTE = timedelta(minutes=1)
"""So much of a block that is done may still be to come: ends are full minutes."""


class PieceView(NamedTuple):
    """One part of an interruption's place."""

    block: int | None
    """The buffer's row, or None where the buffer is projected from a rhythm."""
    label: str
    """The buffer's label on its day: "B2"; empty when no buffer is there any more."""
    starts_at: datetime
    ends_at: datetime
    position: int
    """The place in line in that buffer, from 1."""


class MovedView(NamedTuple):
    """An interruption's last change of place."""

    at: datetime
    by: str
    """"you" or "coachtui"."""
    before: datetime | None
    """Where it was; None when it waited without a buffer."""
    why: str


class ItemView(NamedTuple):
    """An interruption as a view shows it."""

    id: int
    title: str
    who: str
    minutes: int
    estimated: bool
    """Whether `minutes` is our guess, shown as `~5m`."""
    urgency: Urgency
    state: State
    arrived_at: datetime
    pieces: tuple[PieceView, ...]
    """Its place, in time order; empty while it waits."""
    promise: str
    """What can be told: "10:45 today, 2nd in line"; or why there is no time to tell."""
    why: str
    """Why it is where it is, in one phrase."""
    promised_at: datetime | None = None
    promise_state: Promise | None = None
    during: str = ""
    note: str = ""
    not_before: datetime | None = None
    due: datetime | None = None
    given_to: str = ""
    started_at: datetime | None = None
    closed_at: datetime | None = None
    spent: int | None = None
    is_from_previous_day: bool = False
    """Slotted or captured on an earlier working day and still open."""
    is_past_due: bool = False
    """Its own deadline has passed: the louder word."""
    moved: MovedView | None = None
    """Its last change of place."""
    word: Word | None = None
    """How its promise stands, as the ledger says it; None where nobody was told a time."""
    to_say: str = ""
    """A sentence for the person whose time will not hold or did not; empty where there is nothing to say."""

    def told_anew(self, now: datetime) -> bool:
        """Whether an earlier time was missed and the one that is told now was told after that."""
        start = self.pieces[0].starts_at if self.pieces else None
        return is_told_anew(self.promise_state, self.promised_at, start, now)


Shown = dict[int, tuple[tuple[object, ...], ItemView]]
"""Interruptions as they were shown last, by id, each with all that its view was made of."""


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
    purpose: str = ""
    """Of a meeting."""
    attendees: tuple[str, ...] = ()
    """Of a meeting: who else is there."""
    meeting_id: int | None = None
    over: int = 0
    """Of a meeting that runs: the minutes by which it should be over."""

    def is_past(self, now: datetime) -> bool:
        """Whether its time has passed; that of a meeting which should be over lasts until now."""
        return self.ends_at < now or (self.ends_at == now and not self.over)


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
    meetings: "MeetingsView | None" = None
    """Today's meetings, reviews that wait and open actions; None where they were not asked for."""

    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""
    next_opens: datetime | None = None
    """When the next working day after this one begins; None when none comes."""

    @property
    def wall(self) -> Wall:
        """How an instant is worded for the user."""
        return Wall(self.zone, self.clock24)

    @property
    def current(self) -> BlockView | None:
        """The block that is on now, by the clock; the rest of a finished one's minute is that of the next.

        A meeting that should be over is on until somebody ends it, or the next meeting or break is.
        """
        held = (one for one in self.blocks if one.over and one.starts_at <= self.now <= one.ends_at)
        if late := next(held, None):
            return late
        on = self._at(self.now)
        if on and on.state is BlockState.DONE:
            on = self._at(on.ends_at) if on.ends_at - self.now <= A_MINUTE else None
        return on

    @property
    def skipped(self) -> tuple[BlockView, ...]:
        """The sprints whose time is over and that were never begun, in time order."""
        return tuple(block for block in self.blocks if block.is_skipped)

    def _at(self, instant: datetime) -> BlockView | None:
        return next((one for one in self.blocks if one.starts_at <= instant < one.ends_at), None)

    def in_buffer(self, block: BlockView) -> QueueGroup | None:
        """What waits in a buffer of the day."""
        return next((one for one in self.queue if one.day == self.date and one.label == block.label), None)

    @property
    def cards(self) -> tuple[ItemView, ...]:
        """The open interruptions of the buffer that is on."""
        block = self.current
        group = self.in_buffer(block) if block and block.kind is BlockKind.BUFFER else None
        return group.items if group else ()

    @property
    def running_meeting(self) -> "MeetingView | None":
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


class Outcome(NamedTuple):
    """What an intention did."""

    message: str
    """One line for the user: what happened, and what can be told."""
    items: tuple[ItemView, ...] = ()
    """The interruptions that it was about, as they now are."""
    moved: tuple[str, ...] = ()
    """One line for every other thing that the machine moved because of it."""
    to_say: str = ""
    """A sentence that can be sent to the person who asked; empty where there is nothing to say."""


class Preview(NamedTuple):
    """What a capture line means and where it would go, before Enter."""

    title: str
    who: str
    minutes: int
    estimated: bool
    urgency: Urgency
    note: str
    given_to: str
    constraint: str
    """"not before 14:00", "due 16:00" or empty."""
    target: str
    """"B2 10:45 (3m spare)", "Wed 09:45", or why it would wait."""
    problem: str = ""
    """Why the line cannot be captured; empty when it can."""
    choice: Choice = FIRST_FIT
    """The choice of a buffer that was asked about."""
    chosen: Choice = FIRST_FIT
    """The same choice with its steps taken."""
    about_choice: str = ""
    """Why the choice has no effect; empty when it has, or when there is none."""
