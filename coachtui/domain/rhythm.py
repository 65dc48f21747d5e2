"""The rhythm: the shape of a weekday, in wall-clock time and minutes."""

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from coachtui.domain.day import DAY_STARTS
from coachtui.domain.errors import UsageError
from coachtui.domain.typed import NamedTuple


class StandingBreak(NamedTuple):
    """A break, or a buffer at a time of its own, that every such weekday has."""

    start: time
    end: time
    title: str = "Break"
    is_buffer: bool = False
    """Whether it is a standing buffer: time for whoever comes at that hour anyway."""


class Rhythm(NamedTuple):
    """Hours, lengths and breaks of one weekday. All lengths are minutes."""

    working: bool = True
    opens: time = time(9, 0)
    closes: time = time(17, 30)
    """When work ends; not later than `opens` means on the next calendar day."""
    sprint: int = 45
    """The longest a sprint lasts."""
    buffer: int = 15
    every: int = 2
    """A buffer follows every so many sprints."""
    end_buffer: int = 30
    """The buffer that ends the day."""
    reserve: int = 15
    """The part of the end buffer that automatic slotting leaves free."""
    meeting_buffer: int = 10
    """The buffer straight after every meeting."""
    breaks: tuple[StandingBreak, ...] = ()
    """Standing breaks and standing buffers."""


DEFAULT_WEEK = tuple(Rhythm(working=weekday < 5) for weekday in range(7))
"""Monday to Sunday unless told otherwise: Monday to Friday, 09:00 to 17:30."""


def checked(rhythm: Rhythm) -> Rhythm:
    """The rhythm itself, when it can shape a day.

    Raises:
        UsageError: a length is out of bounds or the parts contradict each other.
    """
    bounds = {
        "sprint": (5, 240),
        "buffer": (1, 240),
        "every": (1, 20),
        "end_buffer": (0, 240),
        "reserve": (0, 240),
        "meeting_buffer": (0, 120),
    }
    for name, (least, most) in bounds.items():
        value = getattr(rhythm, name)
        if not least <= value <= most:
            word = name.replace("_", "-")
            raise UsageError(f"{word} is {value}, but must be between {least} and {most}")
    if rhythm.reserve > rhythm.end_buffer:
        raise UsageError(
            f"the reserve ({rhythm.reserve}m) is part of the end buffer ({rhythm.end_buffer}m), not larger"
        )
    _check_breaks(rhythm)
    return rhythm


def _check_breaks(rhythm: Rhythm) -> None:
    """Refuse breaks that end before they start, or overlap."""
    for rest in rhythm.breaks:
        if rest.end <= rest.start:
            raise UsageError(f"the {_word(rest)} {rest.title!r} ends before it starts")
    for one, other in pairwise(sorted(rhythm.breaks)):
        if other.start < one.end:
            raise UsageError(f"the {_word(one)} {one.title!r} and the {_word(other)} {other.title!r} overlap")


def _word(rest: StandingBreak) -> str:
    return "standing buffer" if rest.is_buffer else "break"


def check_hours(rhythm: Rhythm) -> None:
    """Refuse hours that go over the boundary of the day: what is after it belongs to another day's plan.

    Raises:
        UsageError: they do.
    """
    hours = f"{rhythm.opens:%H:%M}-{rhythm.closes:%H:%M}"
    if rhythm.opens < DAY_STARTS:
        raise UsageError(
            f"hours {hours} begin before {DAY_STARTS:%H:%M}, when the day begins: begin then or later"
        )
    if DAY_STARTS < rhythm.closes <= rhythm.opens:
        raise UsageError(
            f"hours {hours} go past {DAY_STARTS:%H:%M}, when the next day begins: "
            f"{rhythm.opens:%H:%M}-{DAY_STARTS:%H:%M} is possible"
        )


def check_week(week: Sequence[Rhythm]) -> None:
    """Refuse a week in which the hours of one day, Monday first, reach into those of the next.

    Raises:
        UsageError: they do.
    """
    for weekday, rhythm in enumerate(week):
        following = week[(weekday + 1) % len(week)]
        is_long = rhythm.closes <= rhythm.opens and rhythm.closes > following.opens
        if rhythm.working and following.working and is_long:
            raise UsageError(
                f"hours to {rhythm.closes:%H:%M} reach into the next day, which opens {following.opens:%H:%M}"
            )
