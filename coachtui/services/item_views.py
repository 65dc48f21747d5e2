"""An interruption as a view shows it, and what an intention did with it. Instants are UTC."""

from __future__ import annotations

from coachtui.domain.interruption import FIRST_FIT
from coachtui.domain.promise import is_told_anew
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.domain.interruption import Choice, Promise, State, Urgency
    from coachtui.domain.promise import Word


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
