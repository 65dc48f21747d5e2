"""A stretch in which the clock ran and nobody was there: what it was is asked once, and never guessed."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from coachtui.domain.span import Span
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONG = timedelta(minutes=5)
"""From which length on a gap is asked about, when the machine slept."""

UNSEEN = timedelta(minutes=10)
"""The same, when nothing was done since what ran should have been over."""


AWAY = "away from "
"""How the step is called in which a gap is answered, before the name of what ran."""


class Was(StrEnum):
    """What a gap was."""

    WORK = "sprint"
    """What the clock ran for: it counts as it was measured."""
    BREAK = "break"
    """A break: the day shows it as one, and what ran gets its minutes back."""
    NOTHING = "discard"
    """Neither: it is taken off, and what ran gets its minutes back."""


def slept(seen: datetime, now: datetime, awake: float) -> Span | None:
    """The gap between two looks at the clock, of which the machine was awake for so many seconds.

    None where the clock did not jump, or not far enough to ask.
    """
    start = (seen + timedelta(seconds=max(0.0, awake))).replace(microsecond=0)
    return Span(start, now) if now - start >= LONG else None


def unseen(started: datetime, done: datetime | None, over: datetime, now: datetime) -> Span | None:
    """The stretch since the last thing that was done, from when on what runs should have been over.

    Args:
        started: when its clock began to run this time.
        done: when anything was done last; None where that is not known.
        over: when its box or its estimate was used up.
        now: the moment.
    """
    start = max(started, done or started, over)
    return Span(start, now) if now - start >= UNSEEN else None
