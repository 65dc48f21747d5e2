"""A meeting: a fixed span with a purpose, people with their roles, and an agenda.

You are one of the attendees, under the name `YOU`. Lengths are minutes, spans are UTC.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.span import Span, later, minutes_between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

YOU = "you"
"""The name of the user wherever people are named."""

END_GAME = 5
"""The last minutes of a meeting, which belong to its review."""


PUNCTUAL = 5
"""Minutes before its time at which a meeting may begin and still keeps its end."""


class Role(StrEnum):
    """What someone does in a meeting."""

    FACILITATOR = "facilitator"
    NOTE_TAKER = "note-taker"
    PARTICIPANT = "participant"


class Attendee(NamedTuple):
    """Someone who is asked to come."""

    name: str
    role: Role = Role.PARTICIPANT
    can_decide: bool = False
    optional: bool = False
    email: str = ""
    is_there: bool | None = None
    """None until someone has said."""

    @property
    def comes(self) -> bool:
        """Whether the meeting can count on them: they are there, or must come and nobody said otherwise."""
        return not self.optional if self.is_there is None else self.is_there


class AgendaItem(NamedTuple):
    """One point of a meeting."""

    title: str
    minutes: int
    presenter: str = ""
    decider: str = ""
    """Who must be there to decide it; empty when anyone who can decide may."""
    serves: str = ""
    """Which part of the goal it serves."""


class Meeting(NamedTuple):
    """What a meeting is for, and how it is to be held."""

    title: str
    span: Span
    purpose: str = ""
    goal: str = ""
    """What is there at its end that was not there before."""
    agenda: tuple[AgendaItem, ...] = ()
    attendees: tuple[Attendee, ...] = (Attendee(YOU),)
    """You are always one of them."""
    rules: tuple[str, ...] = ()
    """Ground rules."""
    limit: int | None = None
    """Minutes that it may take at most; None for the whole span."""

    @property
    def minutes(self) -> int:
        """How long it may take."""
        return self.span.minutes if self.limit is None else min(self.limit, self.span.minutes)

    @property
    def others(self) -> tuple[str, ...]:
        """The names of everyone but you."""
        return tuple(one.name for one in self.attendees if one.name != YOU)

    @property
    def facilitator(self) -> str:
        """Who facilitates: you, where nobody is said to."""
        return self.in_role(Role.FACILITATOR) or YOU

    def in_role(self, role: Role) -> str:
        """The name of the first attendee in a role; empty when there is none."""
        return next((one.name for one in self.attendees if one.role is role), "")


def doing(name: str, verb: str) -> str:
    """Who does what: "Ana takes notes", "you take notes"; the verb is that of others."""
    word, space, rest = verb.partition(" ")
    return f"{name} {word.removesuffix('s') if name == YOU else word}{space}{rest}"


class Progress(NamedTuple):
    """Where the agenda of a running meeting should be."""

    item: int
    """The place of the item that is on, from 1; 0 when there is none any more."""
    left: int
    """Minutes left for that item, a started one counted whole."""


def begun_at(planned: Span, now: datetime) -> Span:
    """The span of a meeting that begins now: the planned one, or as long from this minute on.

    Shortly before its time and inside of it, a meeting keeps its end.
    """
    if later(planned.start, -PUNCTUAL) <= now < planned.end:
        return planned
    start = now.replace(second=0, microsecond=0)
    return Span(start, later(start, planned.minutes))


def progress(meeting: Meeting, started_at: datetime, now: datetime) -> Progress:
    """The agenda item that is on by the clock, when each takes its minutes."""
    ends = started_at
    for place, item in enumerate(meeting.agenda, 1):
        ends = later(ends, item.minutes)
        if now < ends:
            return Progress(place, -minutes_between(ends, now))
    return Progress(0, 0)


def borrowed(meeting: Meeting, due_end: datetime, ended_at: datetime) -> int:
    """Minutes of the others' time that an overrun took: its minutes once for each of them who was there."""
    over = max(0, minutes_between(due_end, ended_at))
    return over * sum(one.is_there is not False for one in meeting.attendees if one.name != YOU)


def with_people(
    attendees: Iterable[Attendee], facilitator: str = "", note_taker: str = ""
) -> tuple[Attendee, ...]:
    """The attendees, you and those in a role included, each once; a role has one holder.

    What is said later about someone replaces what was said before; names are equal in any case.
    """
    people: dict[str, Attendee] = {}
    for one in attendees:
        people[one.name.casefold()] = one
    people.setdefault(YOU, Attendee(YOU))
    for name, role in ((facilitator, Role.FACILITATOR), (note_taker, Role.NOTE_TAKER)):
        if name:
            for key, one in people.items():
                if one.role is role:
                    people[key] = one._replace(role=Role.PARTICIPANT)
            known = people.get(name.casefold(), Attendee(name))
            people[name.casefold()] = known._replace(role=role)
    return tuple(people.values())
