"""The line of the next meeting: `Tue 1 Dec 11:00-11:30 facilitator Ana with Raj, Kim`.

A day with a clock time, or two for another length than the last meeting's; then, in any order, who
facilitates (else whoever did) and who comes. You always come. Clock times are wall-clock times.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import Missing
from coachtui.domain.calendar_words import exact_day, read_day
from coachtui.domain.capture import nobody
from coachtui.domain.errors import UnclearError
from coachtui.domain.human import format_clock, parse_clock, parse_clock_range
from coachtui.domain.meeting import YOU
from coachtui.domain.people_text import read_names
from coachtui.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = re.compile(r"(?:^|(?<=[ ,]))(facilitator|with)(?::? |:?$)", re.IGNORECASE)
_CLOCKS = re.compile(
    r"(?:(?P<day>.*?)[ ,@]+)?(?P<clocks>\d[\d:hapm]*(?: ?[-–] ?\d[\d:hapm]*)?)", re.IGNORECASE
)
_MOST = 200
"""Characters of the part that says when."""


class NextLine(NamedTuple):
    """What the line says so far."""

    on: date | None
    at: time | None
    minutes: int
    facilitator: str
    others: tuple[str, ...]
    """Who comes besides you."""
    missing: tuple[Missing, ...]
    line: str
    """The same line with its day as a date with its year, and full names."""


def read_next(
    line: str,
    today: date,
    minutes: int,
    known: Callable[[str], str | None] = nobody,
    *,
    facilitator: str = "",
) -> NextLine:
    """What a line says about the next meeting, complete or not.

    Args:
        line: What was written.
        today: From when days like "tue" are counted.
        minutes: How long it takes when the line does not say.
        known: Gives the full name of a person from a name or first name.
        facilitator: Who facilitates when the line does not say.
    """
    when, *said = _PARTS.split(one_line(line))
    when = when.strip(" ,")
    parts: dict[str, list[str]] = {"facilitator": [], "with": []}
    for word, names_said in zip(said[::2], said[1::2], strict=True):
        parts[word.lower()].append(names_said)
    on, at, length, why = _when(when, today)
    length = length or minutes
    is_when = on is not None and at is not None
    leaders = read_names(", ".join(parts["facilitator"]), known)
    if not leaders and facilitator and is_when:
        leaders = (facilitator,)
    facilitator = leaders[0] if len(leaders) == 1 else ""
    names = read_names(", ".join(parts["with"]), known)
    others = tuple(dict.fromkeys(name for name in (*names, *leaders) if name != YOU))
    missing = (
        Missing("when", why),
        Missing("facilitator", "" if facilitator else "no single facilitator: write: facilitator Ana"),
        Missing("others", "" if others else "nobody else comes: write: with Ana, Raj"),
    )
    words = [
        _exact(on, at, length) if on and at is not None else when,
        f"facilitator {', '.join(leaders)}" if leaders else "",
        f"with {', '.join(names)}" if names else "",
    ]
    exact = " ".join(word for word in words if word)
    return NextLine(on, at, length, facilitator, others, tuple(one for one in missing if one.sentence), exact)


def format_next(on: date, at: time, minutes: int, facilitator: str, others: tuple[str, ...]) -> str:
    """The line of a next meeting, as `read_next` reads it."""
    names = f" with {', '.join(others)}" if others else ""
    return f"{_exact(on, at, minutes)} facilitator {facilitator}{names}"


def _exact(on: date, at: time, minutes: int) -> str:
    end = (datetime.combine(on, at) + timedelta(minutes=minutes)).time()
    return f"{exact_day(on)} {format_clock(at)}-{format_clock(end)}"


def _when(text: str, today: date) -> tuple[date | None, time | None, int, str]:
    """The day, the time, the minutes (0 when open), and what is missing of the first two."""
    found = _CLOCKS.fullmatch(text) if len(text) <= _MOST else None
    on, at, minutes = None, None, 0
    try:
        on = read_day(text, today)
        if on is None and found:
            on = read_day(found["day"], today) if found["day"] else None
            at, minutes = _clocks(found["clocks"])
    except UnclearError as problem:
        return None, None, 0, f"no day and time: {problem}"
    if on is None:
        return on, at, minutes, "no day: write for example: tue 11:00"
    return on, at, minutes, "" if at is not None else "no time: write for example: tue 11:00"


def _clocks(text: str) -> tuple[time, int]:
    """The time and the minutes of one clock time, or two."""
    if "-" not in text and "–" not in text:
        return parse_clock(text), 0
    start, end = parse_clock_range(text)
    length = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    return start, length // timedelta(minutes=1) % (24 * 60)
