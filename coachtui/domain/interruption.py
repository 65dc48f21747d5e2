"""An interruption: something that arrived, and where it waits."""

from datetime import datetime
from enum import StrEnum

from coachtui.domain.span import Span
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class _Named(Protocol):
        @property
        def who(self) -> str: ...
        @property
        def title(self) -> str: ...


class Urgency(StrEnum):
    """How soon it must be dealt with; the sign is what the capture line says."""

    LATER = "later"
    """` ~`: can wait, and makes room first."""
    NORMAL = "normal"
    URGENT = "urgent"
    """` !`: before normal items in the first buffer it fits (rule 5)."""
    NOW = "now"
    """` !!`: breaks the sprint (rule 6)."""


SIGNS = {Urgency.LATER: "~", Urgency.NORMAL: "·", Urgency.URGENT: "!", Urgency.NOW: "!!"}
"""How each urgency is drawn and, but for normal, typed."""


LADDER = (Urgency.LATER, Urgency.NORMAL, Urgency.URGENT)
"""The urgencies that one step leads to; breaking a sprint is never one step away."""


def climbed(urgency: Urgency, steps: int) -> Urgency:
    """So many steps more urgent, or less where it is negative, as far as the ladder goes."""
    if urgency not in LADDER and steps >= 0:
        return urgency
    at = LADDER.index(urgency) if urgency in LADDER else len(LADDER)
    return LADDER[min(max(at + steps, 0), len(LADDER) - 1)]


class State(StrEnum):
    """waiting → slotted → doing → done, and three ways out."""

    WAITING = "waiting"
    """In no buffer yet."""
    SLOTTED = "slotted"
    DOING = "doing"
    DONE = "done"
    GIVEN = "given"
    DECLINED = "declined"
    DROPPED = "dropped"


class Choice(NamedTuple):
    """The buffer that a person wants for a new interruption; without one it takes the first fit."""

    buffer: datetime | None = None
    """A time in the buffer that was chosen; None for the first fit."""
    steps: int = 0
    """How many buffers that hold it to go on from there; behind the last comes the first fit again."""


FIRST_FIT = Choice()
"""Nothing was chosen (rule 1)."""

OPEN = frozenset({State.WAITING, State.SLOTTED, State.DOING})
"""States in which an interruption still has to be dealt with."""


class Promise(StrEnum):
    """What became of the time that was told to the person who asked."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    """Its buffer passed before it was dealt with (rule 12)."""
    RENEGOTIATED = "renegotiated"
    """Another time was told before the first had passed."""


DEFAULT_MINUTES = 5
"""What an interruption takes when neither the line nor the person's history says (rule 2)."""

LONGEST = 24 * 60
"""Minutes that one interruption may take."""


class Interruption(NamedTuple):
    """One thing that arrived. Instants are UTC, `minutes` is the estimate."""

    id: int
    title: str
    minutes: int
    arrived_at: datetime
    who: str = ""
    """The person who asked, or empty."""
    estimated: bool = False
    """Whether `minutes` is a guess of ours (rule 2), marked `~`."""
    urgency: Urgency = Urgency.NORMAL
    state: State = State.WAITING
    not_before: datetime | None = None
    due: datetime | None = None
    note: str = ""
    during: str = ""
    """Label and name of the block that was on when it arrived."""
    given_to: str = ""
    started_at: datetime | None = None
    closed_at: datetime | None = None
    spent: int | None = None
    """Minutes it really took, when they were measured or told."""
    promised_at: datetime | None = None
    """The start that was told to the person who asked."""
    promise: Promise | None = None
    why: str = ""
    """One phrase: why it is where it is."""
    slots: tuple[Span, ...] = ()
    """Where it will be dealt with, in time order; more than one when split (rule 3)."""


class Move(NamedTuple):
    """A change of place: from where, to where, and why."""

    item: int
    """The interruption's id."""
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    """Empty when it now waits without a buffer."""
    why: str


def name_of(item: "_Named") -> str:
    """Who and what, in short: "Bob: invoice question"."""
    return f"{item.who}: {item.title}" if item.who else item.title
