"""What can be told to the person who asked, in words; and what becomes of a time that was told.

A promise is *open* once a time was told. It is *kept* when the thing is begun or done before its buffer
has passed (`slotting.promises.holds_until`); *renegotiated* when another time, a no or another person was
told before that; *missed* when that moment passed, and then it stays missed whatever is told afterwards.

What is counted is the same wherever it is counted (`counted`): a missed one from the moment on when it is
missed, for the day of the time that was told; all others when their thing is closed, for that day.
"""

from __future__ import annotations

from enum import StrEnum

from coachtui.domain.day import working_date
from coachtui.domain.interruption import OPEN, Promise, State
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.wall import Wall


class Word(StrEnum):
    """How a promise stands, as the ledger says it."""

    RISK = "will not hold"
    """It will be missed as things stand, and there is still time to say so."""
    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    RENEGOTIATED = "renegotiated"
    VOID = "let go"
    """What was asked for fell away: neither kept nor broken."""


def after_telling(promise: Promise | None, promised_at: datetime | None) -> Promise:
    """A time is told now: the first one, or another one than `promised_at`. Kept or missed is final."""
    if promise in (Promise.KEPT, Promise.MISSED):
        return promise
    return Promise.OPEN if promised_at is None else Promise.RENEGOTIATED


def after_beginning(promise: Promise | None) -> Promise | None:
    """It is begun: a time that was told and has not passed is kept."""
    return Promise.KEPT if promise in (Promise.OPEN, Promise.RENEGOTIATED) else promise


def after_closing(promise: Promise | None, state: State) -> Promise | None:
    """It left the queue: done in time is kept; given away or declined in time, somebody was told."""
    if state is State.DONE:
        return after_beginning(promise)
    is_told = state in (State.GIVEN, State.DECLINED)
    return Promise.RENEGOTIATED if promise is Promise.OPEN and is_told else promise


def word_of(item: Interruption, *, is_at_risk: bool = False) -> Word | None:
    """How its promise stands; None where no time was told to anybody."""
    if item.promised_at is None or item.promise is None or not item.who:
        return None
    if is_at_risk:
        return Word.RISK
    return word_for(item.promise, item.state)


def is_told_anew(
    promise: Promise | None, promised_at: datetime | None, start: datetime | None, now: datetime
) -> bool:
    """Whether an earlier time was missed and the one that is told now was told after that.

    `start` is where its turn is now.
    """
    return (
        promise is Promise.MISSED and promised_at is not None and (promised_at == start or promised_at > now)
    )


def word_for(promise: Promise, state: State) -> Word:
    """How a promise stands whose thing is in this state."""
    if state not in OPEN:
        after = after_closing(promise, state)
        return Word.VOID if after is Promise.OPEN or after is None else Word(str(after))
    return Word(str(promise))


def counted(
    word: Word | None, told: datetime | None, passed: datetime | None, closed: datetime | None
) -> datetime | None:
    """The moment for whose day a promise counts as its word says; None of one that does not count (yet).

    Args:
        word: how it stands.
        told: the time that was told last.
        passed: the first place whose time passed before `told` was told; None where none did, or that is
            not known yet.
        closed: when its thing was closed; None while it is open.
    """
    if word is Word.MISSED:
        return passed or told
    return closed if word in (Word.KEPT, Word.RENEGOTIATED) else None


def apology(item: Interruption, now: datetime, wall: Wall) -> str:
    """A sentence for the person who was told a time that will not hold, or did not; empty for one that holds.

    "Sorry Bob, 10:45 will not hold; 11:30 instead."
    """
    assert item.promised_at is not None
    if item.slots and item.slots[0].start == item.promised_at:
        return ""
    told = _briefly(item.promised_at, now, wall)
    name = f" {item.who}" if item.who else ""
    fails = "did not hold" if item.promised_at < now else "will not hold"
    if not item.slots:
        return f"Sorry{name}, {told} {fails}; I will tell you a new time."
    return f"Sorry{name}, {told} {fails}; {_briefly(item.slots[0].start, now, wall)} instead."


def _briefly(instant: datetime, now: datetime, wall: Wall) -> str:
    """The clock time, with its day where that is not today."""
    is_today = working_date(instant, wall.zone) == working_date(now, wall.zone)
    return wall.clock(instant) if is_today else wall.moment(instant, now)


def promise_of(item: Interruption, position: int, now: datetime, wall: Wall) -> str:
    """The promise of an interruption: "10:45 today, 2nd in line", or why there is no time to tell.

    `position` is its place in line in its (first) buffer, from 1.
    """
    if item.state is State.DOING:
        return "now"
    if item.state is State.GIVEN:
        return f"given to {item.given_to}"
    if not item.slots:
        return f"no time yet: {item.why}" if item.state is State.WAITING else item.state.value
    when = wall.moment(item.slots[0].start, now)
    if len(item.slots) > 1:
        return f"{when}, in {len(item.slots)} parts"
    return f"{when}, {ordinal(position)} in line"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st, ..."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
