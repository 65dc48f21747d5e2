"""A captured line about what is over already: `10:05-10:20 Bob: printer`.

The range of times is the first word, as in a plan; the rest is an ordinary capture line. A range that is
not over yet, or no range, belongs to the text.
"""

from __future__ import annotations

import re

from coachtui.domain.day import resolve
from coachtui.domain.errors import UnclearError
from coachtui.domain.human import parse_clock_range
from coachtui.domain.span import minutes_between
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

_FIRST = re.compile(r"\s*(?P<range>\d{1,2}:\d{2}[-–]\d{1,2}:\d{2}) +(?P<rest>\S.*)", re.ASCII | re.DOTALL)


class PastLine(NamedTuple):
    """What was dealt with, and when."""

    line: str
    """The capture line without its times."""
    at: datetime
    took: int
    """Minutes."""


def read_past(line: str, now: datetime, zone: ZoneInfo, today: date) -> PastLine | None:
    """What a line says about what is over; None where it begins with no range of today that is."""
    found = _FIRST.match(line)
    if not found:
        return None
    try:
        start, end = (resolve(today, clock, zone) for clock in parse_clock_range(found["range"]))
    except UnclearError:
        return None
    return PastLine(found["rest"], start, minutes_between(start, end)) if start < end <= now else None
