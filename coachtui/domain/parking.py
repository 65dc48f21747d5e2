"""The line with which a sprint is stopped: where it was left, and when its rest comes back.

`section 3, next: the table >fri`: a day behind `>` at the end is when; without one it is later today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.calendar_words import read_day
from coachtui.domain.text import clean_line

if TYPE_CHECKING:
    from datetime import date

_DAY = re.compile(r"(?:^|\s)>\s?(?P<day>[^\s>](?:[^>]{0,30}[^\s>])?)$")


class Parking(NamedTuple):
    """What the line says."""

    note: str
    on: date | None
    """The day on which the rest comes back; None for later today."""


def read_parking(text: str, today: date) -> Parking:
    """The note and the day of a line; what is no day, or one that is over, belongs to the note."""
    line = clean_line(text)
    found = _DAY.search(line)
    on = read_day(found["day"], today) if found else None
    if found is None or on is None or on < today:
        return Parking(line, None)
    return Parking(line[: found.start()].rstrip(), None if on == today else on)
