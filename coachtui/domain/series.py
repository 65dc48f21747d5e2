"""Meetings that come again: weekly, every two weeks, or on a weekday of each month.

A series is kept in wall-clock time with its zone, so that 11:00 stays 11:00 when the clocks change.
Which weekday of a month is which is pendulum's to count; it is imported only for that.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.calendar_words import WEEKDAYS
from coachtui.domain.day import resolve
from coachtui.domain.errors import UsageError
from coachtui.domain.span import Span, later
from coachtui.domain.text import half_width, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, time
    from zoneinfo import ZoneInfo

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
"""Which weekday of a month; a fifth one is the last."""

_DAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_WEEKLY = re.compile(rf"weekly|(?:every )?week|every {_DAY}")
_TWO = re.compile(r"(?:every )?(?:2|two|other|second) weeks?|fortnightly|every fortnight")
_MONTHLY = re.compile(
    rf"(?:every |the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) {_DAY}"
    r"(?: (?:of|in) (?:the|each|every) month)?"
)


class Every(StrEnum):
    """How often."""

    WEEK = "weekly"
    TWO_WEEKS = "every two weeks"
    MONTH = "monthly"


class Repeat(NamedTuple):
    """When the meetings of a series are."""

    every: Every
    first: date
    """The date of its first meeting, which sets the weekday, and which weeks are its own."""
    at: time
    """The wall-clock time."""
    minutes: int
    zone: ZoneInfo
    nth: int = 0
    """Of a monthly one: which of the month's such weekdays, -1 for the last."""

    @property
    def wording(self) -> str:
        """The words of it: "weekly", "every two weeks", "first Tue of the month"."""
        if self.every is Every.MONTH:
            return f"{ORDINALS[self.nth]} {WEEKDAYS[self.first.weekday()]} of the month"
        return self.every.value

    def span(self, on: date) -> Span:
        """The instants of its meeting on a date; its length is elapsed time."""
        start = resolve(on, self.at, self.zone)
        return Span(start, later(start, self.minutes))

    def after(self, on: date) -> Iterator[date]:
        """Its dates after a date, without end."""
        if self.every is Every.MONTH:
            return self._monthly(on)
        days = 7 if self.every is Every.WEEK else 14
        rounds = max(0, (on - self.first).days // days + 1)
        return (self.first + timedelta(days=days * number) for number in count(rounds))

    def _monthly(self, on: date) -> Iterator[date]:
        for month in count():
            found = _weekday_of_month(max(on, self.first), month, self.first.weekday(), self.nth)
            if found > on and found >= self.first:
                yield found


def parse_repeat(text: str, first: date, at: time, minutes: int, zone: ZoneInfo) -> Repeat:
    """What a text says about how often: `week`, `2 weeks`, `month`, `first tuesday`, `last fri`.

    Args:
        text: What was written.
        first: The date of the first meeting; a weekday in the text must be its own.
        at: Its wall-clock time.
        minutes: How long it takes.
        zone: Where the wall clock hangs.

    Raises:
        UsageError: the text says something else, or another day than the first meeting's.
    """
    plain = half_width(text).lower()
    if plain in ("month", "monthly", "every month"):
        return Repeat(Every.MONTH, first, at, minutes, zone, _place_in_month(first))
    if found := _MONTHLY.fullmatch(plain):
        nth = next(nth for nth, name in ORDINALS.items() if found[1] in (name, *_numbers(nth)))
        if first.weekday() != _number(found[2]) or _weekday_of_month(first, 0, first.weekday(), nth) != first:
            raise UsageError(f"{first:%Y-%m-%d} is not the {plain}: give the first meeting another day")
        return Repeat(Every.MONTH, first, at, minutes, zone, nth)
    if _TWO.fullmatch(plain):
        return Repeat(Every.TWO_WEEKS, first, at, minutes, zone)
    if found := _WEEKLY.fullmatch(plain):
        if found[1] and first.weekday() != _number(found[1]):
            raise UsageError(f"{first:%Y-%m-%d} is no {found[1]}: give the first meeting another day")
        return Repeat(Every.WEEK, first, at, minutes, zone)
    raise UsageError(f"{quoted(text)} is no series: write week, 2 weeks, month or first tuesday")


def moved_to(repeat: Repeat, first: date, at: time, minutes: int) -> Repeat:
    """The same rule from another day or time on; a monthly one keeps its place in the month by the day.

    Args:
        repeat: The rule as it was.
        first: The date of the first meeting that it now makes.
        at: Its wall-clock time.
        minutes: How long it takes.
    """
    nth = 0
    if repeat.every is Every.MONTH:
        is_last = repeat.nth < 0 and _weekday_of_month(first, 0, first.weekday(), -1) == first
        nth = -1 if is_last else _place_in_month(first)
    return repeat._replace(first=first, at=at, minutes=minutes, nth=nth)


def places_after(repeat: Repeat, on: date, others: Sequence[date], until: date) -> tuple[list[int], int]:
    """Which dates of a rule its meetings are at, counted from that of one of them: 1 is the next date.

    A date that has no meeting any more is counted like any other, so that it can stay without one.

    Args:
        repeat: The rule.
        on: Where the one is, on a date of the rule or near it.
        others: Where those that follow it are, in order; one that was moved alone counts for the nearest
            date that is left.
        until: The last date for which a meeting was made.

    Returns:
        The place of each of the others, all different, and that of `until`; 0 where it is no later one.
    """
    # A rule goes back before its first date by whole rounds, which are 14 days at most or keep the weekday.
    rounds = max(0, (repeat.first - on).days // 14 + 1) + 5
    begin = repeat.first - timedelta(days=14 * rounds)
    dates = []
    spare = len(others) + 2
    for one in repeat._replace(first=begin).after(begin):
        dates.append(one)
        spare -= one > max(on, until, *others)
        if not spare:
            break
    taken = {one: dates.index(one) for one in others if one in dates}
    origin = _nearest(dates, range(min(taken.values(), default=len(dates))), on)
    found: dict[int, int] = {}
    for at, one in enumerate(others):
        if one in taken and taken[one] not in found.values():
            found[at] = taken[one]
    for at, one in enumerate(others):
        if at not in found:
            free = (place for place in range(origin + 1, len(dates)) if place not in found.values())
            found[at] = _nearest(dates, free, one)
    made = sum(dates[origin] < one <= until for one in dates)
    return [found[at] - origin for at in range(len(others))], made


def _nearest(dates: Sequence[date], places: Iterable[int], on: date) -> int:
    return min(places, key=lambda place: abs((dates[place] - on).days))


def _place_in_month(on: date) -> int:
    place = (on.day - 1) // 7 + 1
    return place if place < 5 else -1


def _weekday_of_month(on: date, months: int, weekday: int, nth: int) -> date:
    """The nth such weekday of the month that many months after a date's."""
    import pendulum

    month = pendulum.date(on.year, on.month, 1).add(months=months)
    day = pendulum.WeekDay(weekday)
    found = month.last_of("month", day) if nth < 0 else month.nth_of("month", nth, day)
    return on.replace(found.year, found.month, found.day)


def _numbers(nth: int) -> tuple[str, ...]:
    return {1: ("1st",), 2: ("2nd",), 3: ("3rd",), 4: ("4th",)}.get(nth, ())


def _number(weekday: str) -> int:
    return WEEKDAYS.index(weekday[:3].capitalize())
