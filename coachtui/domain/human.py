"""Times as people write them: "1h30", "9:15", "9-10:30", "tomorrow 9", "in 20m", and back.

A strict grammar: the whole text must match, digits are ASCII (their full-width forms count as such),
and what has two meanings is an `UnclearError` with choices, never a guess. Lengths are minutes, clock
times are wall-clock times, instants are aware and in UTC; "now" and "today" are arguments.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from coachtui.domain.calendar_words import dated, describe_day, parse_day, read_day
from coachtui.domain.day import DAY_STARTS, ONE_DAY, resolve, working_date
from coachtui.domain.errors import UnclearError
from coachtui.domain.interruption import LONGEST
from coachtui.domain.text import half_width, quoted
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

__all__ = [
    "FARTHEST",
    "MIDNIGHT",
    "Moment",
    "describe_day",
    "describe_moment",
    "format_clock",
    "format_minutes",
    "parse_clock",
    "parse_clock_range",
    "parse_day",
    "parse_minutes",
    "parse_moment",
]

MIDNIGHT = time(0)
"""When a calendar date begins."""

FARTHEST = 7 * 24 * 60
"""Minutes that "in 20m" may reach ahead; farther ones are days and weeks."""

_LONGEST_TEXT = 60
_LENGTH = (
    r"(?P<m1>\d{1,6})(?:m|min)?"
    r"|(?P<h2>\d{1,4})h(?:(?P<m2>[0-5]\d)| ?(?P<m3>[0-5]?\d)m)?"
    r"|(?P<h4>\d{1,4})[.,](?P<hundredths>\d\d?)h"
    r"|pt(?P<m5>\d{1,6})m|pt(?P<h6>\d{1,4})h(?:(?P<m6>[0-5]?\d)m)?"
)
_CLOCK = r"(\d\d?)(?::?(\d\d))?(?: ?([ap])m)?|(\d\d?)h(\d\d)?"
_CLOCK_RANGE = r"(.+?) ?[-–] ?(.+)"
_OPEN_HALF = r"(?:[1-9]|1[0-2])(?::\d\d)?"
_AHEAD = r"(?:\+|in )(\d.*[hm].*)"
_ISO = r"((?:19|20)\d\d-\d\d-\d\d)t(\d\d:\d\d(?::\d\d)?)(z|[+-]\d\d:\d\d)?"
_DAY_CLOCK = r"(?P<day>.+?)[ @,]+(?P<clock>\d\S*(?: [ap]m)?)"
_CLOCK_DAY = r"(?P<clock>\d\d?(?::\d\d(?: ?[ap]m)?| ?[ap]m)) (?P<day>.+)"


class Moment(NamedTuple):
    """A point in time as it was written."""

    instant: datetime
    """Aware, in UTC; the day's 00:00 when only a day was written."""
    date: date
    """The calendar date that the clocks of the zone show at that instant."""
    has_clock: bool
    """False when only a day was written."""

    def earliest(self, zone: ZoneInfo) -> datetime:
        """When it may begin: what is after midnight belongs to the working day before the day written."""
        return self.instant if self.has_clock else resolve(self.date, DAY_STARTS, zone)


def parse_minutes(text: str, longest: int = LONGEST) -> int:
    """The whole minutes of a length: `25`, `25m`, `90min`, `1h`, `1h30`, `1h 30m`, `1.5h`, `PT1H30M`.

    Raises:
        UnclearError: the text is no length, not whole minutes, or not between 1 and `longest`.
    """
    plain = half_width(text).lower()
    found = _match(_LENGTH, plain)
    if not found:
        raise _no_length(text, plain, longest)
    parts = found.groupdict(default="0")
    fraction = int(parts.pop("hundredths").ljust(2, "0")) * 60
    whole = sum(int(digits) * (60 if unit.startswith("h") else 1) for unit, digits in parts.items())
    minutes = whole + fraction // 100
    if fraction % 100:
        choices = tuple(format_minutes(one) for one in (minutes, minutes + 1) if 1 <= one <= longest)
        raise UnclearError(f"{quoted(text)} is not a whole number of minutes", choices)
    if not 1 <= minutes <= longest:
        raise UnclearError(f"{quoted(text)} must be between 1m and {format_minutes(longest)}")
    return minutes


def format_minutes(minutes: int) -> str:
    """The length as "45m", "1h30m" or "2h", as `parse_minutes` reads it; negative ones with a sign."""
    sign = "-" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return f"{sign}{rest}m"
    return f"{sign}{hours}h{rest:02}m" if rest else f"{sign}{hours}h"


def parse_clock(text: str) -> time:
    """The time of day: `9`, `9:15`, `0915`, `915`, `9am`, `9:15pm`, `15h30`.

    Raises:
        UnclearError: the text is no time of a day; 24:00 is 00:00 of the next one.
    """
    found = _match(_CLOCK, half_width(text).lower())
    if not found:
        raise UnclearError(f"{quoted(text)} is no time of day: write 9:15, 0915, 9am or 15h30")
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if (hour, minute) == (24, 0):
        raise UnclearError(f"{quoted(text)} is 00:00 of the next day: write it so", ("00:00",))
    if minute > 59 or hour > 23 or (found[3] and not 1 <= hour <= 12):
        raise UnclearError(f"{quoted(text)} is no time of day: hours go to 23, minutes to 59")
    return time(hour % 12 + (12 if found[3] == "p" else 0) if found[3] else hour, minute)


def format_clock(at: time, clock24: bool = True) -> str:
    """The time as "09:15", or as "9:15am" on a clock of twelve hours."""
    if clock24:
        return f"{at.hour:02}:{at.minute:02}"
    return f"{at.hour % 12 or 12}:{at.minute:02}{'pm' if at.hour >= 12 else 'am'}"


def parse_clock_range(text: str) -> tuple[time, time]:
    """Two times of day, `9-10:30` or `09:00–17:30`; an end before its start is after midnight.

    Raises:
        UnclearError: the text is no range, an empty one, or one where morning and evening are open: `9-5`.
    """
    found = _match(_CLOCK_RANGE, half_width(text).lower())
    if not found:
        raise UnclearError(f"{quoted(text)} is no range of times: write 09:00-10:30")
    start, end = parse_clock(found[1]), parse_clock(found[2])
    if found[2].endswith("m") and _match(_OPEN_HALF, found[1]):
        # "9-10pm" and "12-1pm" are one half of the day, "9-5pm" and "11-1pm" are two.
        half = found[2][-2:]
        start = parse_clock(found[1] + half)
        if start >= end:
            start = parse_clock(found[1] + ("am" if half == "pm" else "pm"))
    elif end < start and _match(_OPEN_HALF, found[2]):
        evening = end.replace(hour=end.hour % 12 + 12)
        if evening > start:
            choices = tuple(f"{format_clock(start)}-{format_clock(one)}" for one in (evening, end))
            raise UnclearError(f"{quoted(text)} could be {' or '.join(choices)}", choices)
    if start == end:
        raise UnclearError(f"{quoted(text)} ends where it starts")
    return start, end


def parse_moment(text: str, now: datetime, zone: ZoneInfo, today: date) -> Moment:
    """A point in time: a clock time, `in 20m`, a day, a day and a clock time, or ISO 8601.

    A clock time alone is the next one from this minute on. A time that a clock change skips moves
    forward by the gap; one that it repeats is the earlier, unless that is over and no day was written.

    Args:
        text: What was written.
        now: The present, aware and in UTC.
        zone: Where the wall clock hangs.
        today: The working day, which may be yesterday's date after midnight.

    Raises:
        UnclearError: the text is no point in time, or more than one.
    """
    plain = half_width(text).lower()
    if found := _match(_ISO, plain):
        return _written_out(text, found, zone)
    if found := _match(_AHEAD, plain):
        instant = now + timedelta(minutes=parse_minutes(found[1], FARTHEST))
        return Moment(instant, instant.astimezone(zone).date(), has_clock=True)
    if _match(_CLOCK, plain):
        return _next_time(parse_clock(plain), now, zone, today)
    if on := read_day(plain, today):
        return Moment(resolve(on, MIDNIGHT, zone), on, has_clock=False)
    for found in (_match(_DAY_CLOCK, plain), _match(_CLOCK_DAY, plain)):
        if found and found["day"] == "tonight":
            at = parse_clock(found["clock"])
            on = today + ONE_DAY if at < DAY_STARTS else today
            return Moment(resolve(on, at, zone), on, has_clock=True)
        if found and (on := _day_before_clock(found["day"], found["clock"], today)):
            return Moment(resolve(on, parse_clock(found["clock"]), zone), on, has_clock=True)
    raise UnclearError(f"{quoted(text)} is no point in time: write 14:00, in 20m or fri 9:30")


def describe_moment(instant: datetime, now: datetime, zone: ZoneInfo, clock24: bool = True) -> str:
    """The wording "10:45 today", "09:45 tomorrow" or "Wed 25 Nov 09:45", by the clocks of the zone.

    Today and tomorrow are working days; what is after midnight but of today is "01:30 tonight", and of
    any other day has the date that the calendar shows.
    """
    there, today = instant.astimezone(zone), working_date(now, zone)
    clock, on = format_clock(there.time(), clock24), working_date(instant, zone)
    if there.date() == on:
        day = describe_day(on, today)
    else:
        day = "tonight" if on == today else dated(there.date(), today)
    return f"{clock} {day}" if day[0].islower() else f"{day} {clock}"


def _no_length(text: str, plain: str, longest: int) -> UnclearError:
    """What a text that is no length could mean: "1:30" is hours and minutes, or minutes and seconds."""
    if found := _match(r"(\d\d?):([0-5]\d)", plain):
        major, minor = int(found[1]), int(found[2])
        readings = (major * 60 + minor, major + (minor > 0))
        choices = tuple(format_minutes(one) for one in readings if 1 <= one <= longest)
        if choices:
            return UnclearError(f"{quoted(text)} could be {' or '.join(choices)}", choices)
    return UnclearError(f"{quoted(text)} is no length: write 25m, 1h30m or 1.5h")


def _written_out(text: str, found: re.Match[str], zone: ZoneInfo) -> Moment:
    try:
        at = datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').upper()}")
    except ValueError:
        raise UnclearError(f"{quoted(text)} does not exist: no clock shows that") from None
    instant = at.astimezone(UTC) if at.tzinfo else resolve(at.date(), at.time(), zone)
    return Moment(instant, instant.astimezone(zone).date(), has_clock=True)


def _next_time(at: time, now: datetime, zone: ZoneInfo, today: date) -> Moment:
    """The first instant from this minute on, on today's date or later, at which clocks show that time."""
    this_minute, on = now.replace(second=0, microsecond=0), today
    while True:
        first = resolve(on, at, zone)
        again = datetime.combine(on, at.replace(fold=1), tzinfo=zone).astimezone(UTC)
        # In a gap the second reading is the earlier one, and not what the clocks show.
        for instant in (first, max(first, again)):
            if instant >= this_minute:
                return Moment(instant, on, has_clock=True)
        on += timedelta(days=1)


def _day_before_clock(day: str, clock: str, today: date) -> date | None:
    """The day of a moment with a clock time, whose choices keep the clock time."""
    try:
        return read_day(day, today)
    except UnclearError as problem:
        choices = tuple(f"{choice} {clock}" for choice in problem.choices)
        raise UnclearError(str(problem), choices) from None


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII) if len(text) <= _LONGEST_TEXT else None
