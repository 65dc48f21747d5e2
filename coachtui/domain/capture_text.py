"""What a captured line said, written as a line again, so that it can be corrected by typing.

The line reads as the same whenever it is read on the same day; what a line cannot say (a guessed
length) is left out of it. Instants are aware and in UTC, lengths are minutes.
"""

from __future__ import annotations

from datetime import UTC, time, timedelta
from typing import TYPE_CHECKING, Protocol

from coachtui.domain.calendar_words import WEEKDAYS
from coachtui.domain.capture import Captured, parse_capture
from coachtui.domain.day import DAY_STARTS
from coachtui.domain.human import MIDNIGHT, format_clock, format_minutes
from coachtui.domain.interruption import SIGNS, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

WORDS = ("title", "who", "minutes", "urgency", "not_before", "due", "given_to", "note")
"""The fields of `Captured` that a line says."""


class Written(Protocol):
    """What is kept of an interruption."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def who(self) -> str:
        """Who asked."""

    @property
    def minutes(self) -> int:
        """How long it takes."""

    @property
    def estimated(self) -> bool:
        """Whether the minutes are a guess."""

    @property
    def urgency(self) -> Urgency:
        """How soon."""

    @property
    def not_before(self) -> datetime | None:
        """From when on."""

    @property
    def due(self) -> datetime | None:
        """Until when."""

    @property
    def note(self) -> str:
        """The note."""


def as_captured(item: Written) -> Captured:
    """What a line would have said to give this interruption."""
    return Captured(
        title=item.title,
        who=item.who,
        minutes=None if item.estimated else item.minutes,
        urgency=item.urgency,
        not_before=item.not_before,
        due=item.due,
        note=item.note,
    )


def format_capture(said: Captured, *, now: datetime, zone: ZoneInfo, today: date) -> str:
    """The capture line that says this; its note keeps its lines."""
    length = [format_minutes(said.minutes)] if said.minutes is not None else []
    others = [] if said.urgency is Urgency.NORMAL else [SIGNS[said.urgency]]
    if said.not_before:
        others.append(_moment(">", said.not_before, now, zone, today))
    if said.due:
        others.append(_moment("<", said.due, now, zone, today))
    if said.given_to:
        others.append(f"@{said.given_to}")
    who = [f"{said.who}:"] if said.who else []
    note = ["--", said.note] if said.note else []
    # A title that ends with a length needs another word between that and its own length.
    lines = [" ".join([*who, said.title, *end, *note]) for end in ([*length, *others], [*others, *length])]
    return next((line for line in lines if says(line, said, now, zone, today)), lines[0])


def says(line: str, said: Captured, now: datetime, zone: ZoneInfo, today: date) -> bool:
    """Whether a line is understood as this."""
    read = parse_capture(line, now=now, zone=zone, today=today)
    return all(getattr(read, field) == getattr(said, field) for field in WORDS)


def _moment(sign: str, instant: datetime, now: datetime, zone: ZoneInfo, today: date) -> str:
    """The shortest word that is read as this instant."""
    field = "due" if sign == "<" else "not_before"
    for word in _moment_words(instant, zone, today, is_end=sign == "<"):
        read = parse_capture(f"x {sign}{word}", now=now, zone=zone, today=today)
        if getattr(read, field) == instant:
            return sign + word
    raise AssertionError(f"no word for {instant}")


def _moment_words(instant: datetime, zone: ZoneInfo, today: date, *, is_end: bool) -> Iterator[str]:
    local = instant.astimezone(zone)
    if local.time() == (MIDNIGHT if is_end else DAY_STARTS):
        yield _day(local.date() - timedelta(days=is_end), today)
    clock = format_clock(time(local.hour, local.minute))
    yield f"{_day(local.date(), today)},{clock}"
    yield f"{local.date()}T{clock}"
    yield instant.astimezone(UTC).isoformat()


def _day(on: date, today: date) -> str:
    """A day in one word."""
    ahead = (on - today).days
    if ahead == 0:
        return "today"
    return WEEKDAYS[on.weekday()].lower() if 0 < ahead < 7 else on.isoformat()
