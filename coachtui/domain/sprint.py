"""The measured time of a sprint: what is left of its box, and when it will end (rules 6 and 7).

Nothing is counted: all of it follows from instants that were kept and from the clock, so that sleep, a
crash or another terminal change nothing. Lengths are seconds unless they say minutes.
"""

from __future__ import annotations

from datetime import timedelta

from coachtui.domain.human import format_minutes
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

PROMPT_AFTER = 0.25
"""The part of its box by which a sprint overruns until it asks what to do (rule 7)."""

PROMPT_BEFORE = timedelta(minutes=10)
"""How long before a fixed block a sprint that will not be done by then asks what to do (rule 7)."""

SHORTEST = 60
"""Seconds that a sprint keeps when it is made shorter."""


LEAST_REST = 5
"""Minutes that come back of a parked sprint whose box is used up."""

TIME_IS_UP = "time is up"
"""What is said in the minute after the last one that was left."""


class Timing(NamedTuple):
    """Where a sprint that has begun stands at one moment."""

    box: int
    """The work that it was given; extending it gives more."""
    worked: int
    """How long its clock has run."""
    is_paused: bool = False

    @property
    def remaining(self) -> int:
        """What is left of the box; negative by how much it overruns."""
        return self.box - self.worked

    @property
    def is_overrun(self) -> bool:
        """Whether the box is used up: the one passive change of colour (rule 7)."""
        return self.remaining <= 0


def projected_end(timing: Timing, now: datetime, ahead: int = 0) -> datetime:
    """When the sprint will be over at the earliest: never before now.

    `ahead` is what the interruptions that broke it are still expected to take (rule 6).
    """
    return now + timedelta(seconds=ahead + max(0, timing.remaining))


def needs_prompt(timing: Timing, now: datetime, fixed: datetime | None) -> bool:
    """Whether to ask, once: extend, park with a resume note, or done (rule 7).

    `fixed` is the start of the next meeting or break after the sprint's own start.
    """
    if timing.is_paused:
        return False
    if -timing.remaining >= timing.box * PROMPT_AFTER:
        return True
    if fixed is None or fixed - now > PROMPT_BEFORE:
        return False
    return timing.is_overrun or projected_end(timing, now) > fixed


def extended(timing: Timing, minutes: int) -> int | None:
    """The box with so many minutes more from now on, or less; None when it has none to give.

    At least a minute is left.
    """
    if minutes < 0 and timing.remaining <= SHORTEST:
        return None
    return timing.worked + max(SHORTEST, max(0, timing.remaining) + minutes * 60)


def left_words(remaining: int) -> str:
    """What is left of a sprint, meeting, buffer or break in words: "25m left", "3m over", "time is up".

    Every screen, command and message that says how long something still takes says it with these words.
    """
    minutes = minutes_up(remaining)
    if not minutes:
        return TIME_IS_UP
    return f"{format_minutes(minutes)} left" if minutes > 0 else f"{format_minutes(-minutes)} over"


def left_short(remaining: int) -> str:
    """The same in few letters, for titles and bars: "25m", "+3m", "0m"."""
    minutes = minutes_up(remaining)
    return format_minutes(minutes) if minutes >= 0 else f"+{format_minutes(-minutes)}"


def minutes_up(seconds: int) -> int:
    """Whole minutes of what is left, a begun one counted; of what is over, below zero, only full ones.

    An end that is said with it is that of its minute: see `Wall.end`.
    """
    return -(-seconds // 60)
