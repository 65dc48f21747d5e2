"""What became of a day, a week or a month: plain sums of what was kept; lengths in minutes."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Scale(StrEnum):
    """How much time a recap is about."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Numbers(NamedTuple):
    """A day in numbers, or several together."""

    sprints: int = 0
    sprints_done: int = 0
    musts: int = 0
    """Tasks that were musts."""
    musts_done: int = 0
    planned: int = 0
    """Minutes that were planned for all sprints."""
    focus: int = 0
    """Minutes that were worked in sprints."""
    estimated: int = 0
    """Minutes that were planned for the sprints that are done."""
    actual: int = 0
    """Minutes that these took."""
    over: int = 0
    """Minutes that sprints took longer than was planned, one that still goes on too; negative if shorter."""
    broken: int = 0
    """How often an interruption broke a sprint."""
    arrived: int = 0
    """Interruptions that came in."""
    handled: int = 0
    """Interruptions that were dealt with."""
    let_go: int = 0
    """Interruptions that were given away, declined or dropped."""
    spent: int = 0
    """Minutes that interruptions took."""
    kept: int = 0
    """Promises that were kept."""
    missed: int = 0
    renegotiated: int = 0
    """Promises for which another time, a no or another person was told in time."""
    meetings: int = 0
    reviewed: int = 0
    """Meetings whose review is closed."""
    met: int = 0
    """Meetings whose purpose was accomplished."""
    partly: int = 0
    unmet: int = 0
    buffer: int = 0
    """Minutes that were planned as buffer."""
    used: int = 0
    """Minutes of buffer that interruptions and overruns needed, also where there were not so many."""

    def plus(self, other: Numbers) -> Numbers:
        """Both together."""
        return Numbers(*(one + more for one, more in zip(self, other, strict=True)))


class DayRecap(NamedTuple):
    """One day."""

    on: date
    numbers: Numbers
    note: str = ""
    """The line about the day."""


class SprintRecap(NamedTuple):
    """One sprint of a day."""

    title: str
    is_done: bool
    must: bool
    planned: int
    worked: int | None
    """None where its clock never ran."""
    is_parked: bool = False
    """It ended before it was done; its rest is a further part."""


class HandledRecap(NamedTuple):
    """One interruption that came to its end."""

    title: str
    who: str
    state: str
    """"done", "given", "declined" or "dropped"."""
    spent: int


class MeetingRecap(NamedTuple):
    """One meeting of a day."""

    title: str
    is_reviewed: bool
    accomplished: str
    """"yes", "partly", "no" or empty."""


class PersonRecap(NamedTuple):
    """Somebody who asked."""

    who: str
    arrived: int
    spent: int


class Recap(NamedTuple):
    """A day, a week or a month."""

    scale: Scale
    first: date
    last: date
    days: tuple[DayRecap, ...]
    """Days on which there was something, in order."""
    by_hour: tuple[int, ...]
    """Interruptions by the hour of the clock at which they came, from 0 to 23."""
    by_weekday: tuple[int, ...]
    """Interruptions by weekday, from Monday."""
    people: tuple[PersonRecap, ...]
    """Who asked, the most frequent first."""
    sprints: tuple[SprintRecap, ...] = ()
    """Of one day: its sprints in time order."""
    handled: tuple[HandledRecap, ...] = ()
    """Of one day: what was closed, in time order."""
    meetings: tuple[MeetingRecap, ...] = ()
    """Of one day."""
    lag: int | None = None
    """Seconds that it usually takes you to go on after an interruption; None where none was measured."""
    week_start: int = 0
    """The first day of a week, Monday is 0."""
    clock24: bool = True
    """Whether the user's clock counts to 24."""

    @property
    def total(self) -> Numbers:
        """All days together."""
        return total(day.numbers for day in self.days)

    @property
    def note(self) -> str:
        """The line about the day, where it is one."""
        return self.days[0].note if self.scale is Scale.DAY and self.days else ""


def total(numbers: Iterable[Numbers]) -> Numbers:
    """All together."""
    out = Numbers()
    for one in numbers:
        out = out.plus(one)
    return out


def bounds(scale: Scale, on: date, week_start: int = 0) -> tuple[date, date]:
    """The first and the last date of the day, the week or the month that a date lies in.

    `week_start` is the first day of a week, Monday is 0.
    """
    if scale is Scale.DAY:
        return on, on
    if scale is Scale.WEEK:
        first = on - timedelta(days=(on.weekday() - week_start) % 7)
        return first, first + timedelta(days=6)
    first = on.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def stepped(scale: Scale, on: date, step: int, week_start: int = 0) -> date:
    """A date so many days, weeks or months later, or earlier."""
    first, last = bounds(scale, on, week_start)
    for _ in range(abs(step)):
        on = last + timedelta(days=1) if step > 0 else first - timedelta(days=1)
        first, last = bounds(scale, on, week_start)
    return on


def weeks(days: Iterable[DayRecap], week_start: int = 0) -> list[tuple[date, date, Numbers]]:
    """The days by weeks: the first and last date that there are, and the sums."""
    found: dict[date, list[DayRecap]] = {}
    for day in days:
        found.setdefault(bounds(Scale.WEEK, day.on, week_start)[0], []).append(day)
    return [
        (week[0].on, week[-1].on, total(day.numbers for day in week)) for _, week in sorted(found.items())
    ]
