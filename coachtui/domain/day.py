"""The working day: wall-clock times become instants, and instants belong to a day.

Wall-clock times are resolved here and nowhere else: an ambiguous time is the earlier one, a time that
a clock change skips is moved forward by the gap (PEP 495, `fold=0`). Instants are aware, in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coachtui.domain.span import Span, later
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from coachtui.domain.rhythm import Rhythm

DAY_STARTS = time(4, 0)
"""When a day begins unless told: work after midnight belongs to the day before."""

ONE_DAY = timedelta(days=1)
"""To the next date of the calendar; between instants it is always 24 hours."""


def resolve(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clocks of a zone show that date and time."""
    return datetime.combine(on, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def working_date(instant: datetime, zone: ZoneInfo, day_start: time = DAY_STARTS) -> date:
    """The day that an instant belongs to; every question of "which day" is asked here."""
    on = instant.astimezone(zone).date() + ONE_DAY
    while resolve(on, day_start, zone) > instant:
        on -= ONE_DAY
    return on


def day_span(on: date, zone: ZoneInfo, day_start: time = DAY_STARTS) -> Span:
    """All instants of a day: 24 hours, or 23 or 25 where the clocks change."""
    return Span(resolve(on, day_start, zone), resolve(on + ONE_DAY, day_start, zone))


def clock_changes(span: Span, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants in a span at which the clocks of a zone are put forward or back, to the minute."""
    found = []
    at = span.start
    while at < span.end:
        following = min(at + timedelta(hours=1), span.end)
        if _offset(at, zone) != _offset(following, zone):
            while later(at, 1) < following:
                middle = later(at, Span(at, following).minutes // 2)
                if _offset(at, zone) == _offset(middle, zone):
                    at = middle
                else:
                    following = middle
            found.append(following)
        at = following
    return tuple(found)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def hours(on: date, rhythm: Rhythm, zone: ZoneInfo) -> Span | None:
    """The working hours of a date, up to the next calendar day when they close before they open.

    None on a day off, and where a clock change leaves no minute of them.
    """
    if not rhythm.working:
        return None
    opens = wall(on, rhythm.opens, rhythm, zone)
    closes = resolve(on + ONE_DAY if rhythm.closes <= rhythm.opens else on, rhythm.closes, zone)
    return Span(opens, closes) if later(opens, 1) <= closes else None


def wall(on: date, at: time, rhythm: Rhythm, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time of a working day, after midnight where its hours go that far."""
    after_midnight = rhythm.closes <= rhythm.opens and at < rhythm.opens
    return resolve(on + ONE_DAY if after_midnight else on, at, zone)


def full_minute(instant: datetime) -> datetime:
    """The first full minute that is not before the instant."""
    whole = instant.replace(second=0, microsecond=0)
    return whole if whole == instant else whole + timedelta(minutes=1)


def next_five(instant: datetime) -> datetime:
    """The next full five minutes; an instant already on it, to the second, stays."""
    whole = instant.replace(microsecond=0)
    over = timedelta(minutes=whole.minute % 5, seconds=whole.second)
    return whole - over + timedelta(minutes=5) if over else whole


def working_days(after: date, week: Sequence[Rhythm]) -> Iterator[date]:
    """The working days that follow a date, without end; none when the week has none."""
    if not any(rhythm.working for rhythm in week):
        return
    on = after
    while on < date.max:
        on += ONE_DAY
        if week[on.weekday()].working:
            yield on


def following_day(on: date, week: Sequence[Rhythm]) -> date:
    """The working day that follows a date; the next date where the week has none."""
    return next(working_days(on, week), on + ONE_DAY)
