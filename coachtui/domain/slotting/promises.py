"""Until when a time that was told can still be kept.

A told time is the start of a slot in a buffer: "10:45 today, 2nd in line". Who is told that reckons with
the buffer, so the promise is kept by beginning, or being done, before that buffer ends. Where no buffer
holds the told time any more, it is kept only by beginning at the told time itself.
"""

from __future__ import annotations

from datetime import timedelta

from coachtui.domain.interruption import OPEN, Promise, State
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.shelves import Buffer

NOTICEABLE = timedelta(minutes=10)
"""How much later than was told a turn comes before it is worth a word."""

PASSED = "its buffer has passed"
"""How the reason begins why something was moved on from a place whose time passed (rule 12)."""

STANDING = (Promise.OPEN, Promise.RENEGOTIATED)
"""Promises that can still be kept, or missed."""


def holds_until(told: datetime, buffers: Iterable[Buffer]) -> datetime:
    """The instant from which on a told time is missed: the end of its buffer, or else the time itself.

    A buffer whose front was eaten by the sprint before it is still that buffer.
    """
    return next((one.span.end for one in buffers if one.covers(told)), told)


def will_not_hold(item: Interruption, buffers: Iterable[Buffer], now: datetime) -> bool:
    """Whether something should be said about a time that was told, while it is not missed yet.

    So it is when it will be missed as things stand, or its turn comes noticeably later than was told.
    """
    if not stands(item) or item.state is State.DOING:
        return False
    assert item.promised_at is not None
    if item.slots and item.slots[0].start - item.promised_at < NOTICEABLE:
        return False
    limit = holds_until(item.promised_at, buffers)
    return now < limit


def stands(item: Interruption) -> bool:
    """Whether an open interruption has a time that was told and is not missed yet."""
    return item.state in OPEN and item.promised_at is not None and item.promise in STANDING
