"""A captured line about what is over already: `10:05-10:20 Bob: printer`.

The range of times is the first word, as in a plan; the rest is an ordinary capture line. It is the last one
whose end is over, since after midnight the day still goes on. A range that is not over yet, or no range,
belongs to the text.
"""

from __future__ import annotations

import re

from coachtui.domain.day import ONE_DAY, resolve
from coachtui.domain.errors import UnclearError
from coachtui.domain.human import parse_clock_range
from coachtui.domain.span import minutes_between
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

_FIRST = re.compile(r"\s*(?P<range>\d{1,2}:\d{2}[-–]\d{1,2}:\d{2}) +(?P<rest>\S.*)", re.ASCII | re.DOTALL)


HALF_A_DAY = 12 * 60
"""Minutes below which a range may go over midnight."""


class PastLine(NamedTuple):
    """What was dealt with, and when."""

    line: str
    """The capture line without its times."""
    at: datetime
    took: int
    """Minutes."""


def read_past(line: str, now: datetime, zone: ZoneInfo, today: date) -> PastLine | None:
    """What a line says about what is over; None where it begins with no range that is.

    A range may go over midnight, but not over half a day: then its times are more likely the wrong way round.
    """
    found = _FIRST.match(line)
    if not found:
        return None
    try:
        first, last = parse_clock_range(found["range"])
    except UnclearError:
        return None
    on = today + ONE_DAY if resolve(today + ONE_DAY, last, zone) <= now else today
    begins = on if first < last else on - ONE_DAY
    start, end = resolve(begins, first, zone), resolve(on, last, zone)
    took = minutes_between(start, end)
    runs = resolve(begins + ONE_DAY, first, zone) <= now
    is_over = start < end <= now and not runs and (first < last or took < HALF_A_DAY)
    return PastLine(found["rest"], start, took) if is_over else None
