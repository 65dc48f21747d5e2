"""The readiness check: six rules, each a pure function of the meeting, and what to do about a breach.

A meeting is ready when no rule finds anything. Once it is known who is there, the same rules speak of
those who are.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import END_GAME, YOU, Role, doing
from coachtui.domain.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coachtui.domain.meeting import AgendaItem, Attendee, Meeting

_VAGUE = frozenset(
    {
        "brainstorm", "catch", "catchup", "chat", "checkin", "discuss", "discussion", "general", "jour",
        "meet", "meeting", "misc", "regular", "standup", "status", "sync", "talk", "touch", "update",
        "updates", "weekly",
    }
)  # fmt: skip
"""First words of purposes of which nobody could say whether they were accomplished."""

_WORD = re.compile(r"[^\W_]+")


class Finding(NamedTuple):
    """One thing that is missing."""

    rule: int
    """Which of the six rules found it, from 1."""
    missing: str
    """One sentence."""
    advice: str
    """What to do."""


def findings(meeting: Meeting) -> tuple[Finding, ...]:
    """All that is missing, in the order of the rules; empty when the meeting is ready."""
    return tuple(finding for rule in RULES for finding in rule(meeting))


def holdable(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items that those who come can deal with: who presents and who decides each is among them."""
    return tuple(item for item in meeting.agenda if not _absent(item, meeting))


def specific_purpose(meeting: Meeting) -> Iterator[Finding]:
    """Rule 1: the purpose is specific enough that everyone could tell whether it was accomplished."""
    advice = "say what is settled at its end, for example: agree the Q4 budget; or cancel it"
    words = [word.lower() for word in _WORD.findall(meeting.purpose)]
    if not words:
        yield Finding(1, "it has no purpose", advice)
    elif len(words) < 2 or words[0] in _VAGUE or meeting.purpose.casefold() == meeting.title.casefold():
        yield Finding(1, f"its purpose {quoted(meeting.purpose)} is not specific", advice)


def agenda_serves(meeting: Meeting) -> Iterator[Finding]:
    """Rule 2: every agenda item supports the purpose, and all of them fit into the time."""
    if not meeting.agenda:
        yield Finding(2, "it has no agenda", "say how the purpose is reached, one item with minutes each")
    for place, item in enumerate(meeting.agenda, 1):
        if not item.serves:
            yield Finding(
                2,
                f"{_name(place, item)} does not say what it is for",
                f"say which part of the goal it serves, or leave it out: {item.title} => ...",
            )
    needed = sum(item.minutes for item in meeting.agenda)
    if needed > meeting.minutes:
        yield Finding(
            2,
            f"the agenda takes {format_minutes(needed)}, the meeting has {format_minutes(meeting.minutes)}",
            _split(meeting),
        )


def deciders_are_there(meeting: Meeting) -> Iterator[Finding]:
    """Rule 3: the people who can decide are there, and so are those who present."""
    if not any(one.can_decide and one.comes for one in meeting.attendees):
        who = "here" if any(one.is_there is not None for one in meeting.attendees) else "who must come"
        yield Finding(3, f"nobody {who} can decide", "postpone it until someone comes who can, or cancel it")
    for place, item in enumerate(meeting.agenda, 1):
        for name, what in _absent(item, meeting):
            yield Finding(3, f"{_name(place, item)} needs {name} {what}, who does not come", _rest(meeting))


def can_be_published(meeting: Meeting) -> Iterator[Finding]:
    """Rule 4: purpose, ground rules, limit, agenda and people are there to be published."""
    parts = {
        "a purpose": meeting.purpose,
        "ground rules": meeting.rules,
        "an agenda": meeting.agenda,
        "people": meeting.others,
    }
    missing = [name for name, value in parts.items() if not value]
    if missing:
        what = f"it cannot be published without {' and '.join(missing)}"
        yield Finding(4, what, "add them and publish it before it starts")


def notes_are_taken(meeting: Meeting) -> Iterator[Finding]:
    """Rule 5: somebody takes notes, and is not one of those who discuss."""
    taker = next((one for one in meeting.attendees if one.role is Role.NOTE_TAKER), None)
    if taker is None or not taker.comes:
        missing = (
            f"{doing(taker.name, 'takes')} the notes and does not come" if taker else "nobody takes notes"
        )
        yield Finding(5, missing, "name someone who has no part in the discussion")
    elif reason := _discusses(taker, meeting):
        yield Finding(
            5, f"{doing(taker.name, 'takes')} the notes, but {reason}", "give the notes to someone else"
        )


def end_game_is_reserved(meeting: Meeting) -> Iterator[Finding]:
    """Rule 6: the last minutes are reserved for the review."""
    left = meeting.minutes - sum(item.minutes for item in meeting.agenda)
    if 0 <= left < END_GAME:
        yield Finding(
            6,
            f"{format_minutes(left) if left else 'no time'} is left for the review, which takes {END_GAME}m",
            _split(meeting),
        )


RULES = (
    specific_purpose,
    agenda_serves,
    deciders_are_there,
    can_be_published,
    notes_are_taken,
    end_game_is_reserved,
)
"""The six rules in their order."""


def _name(place: int, item: AgendaItem) -> str:
    return f"item {place} {quoted(item.title)}"


def _comes(name: str, meeting: Meeting) -> bool:
    return any(one.name.casefold() == name.casefold() and one.comes for one in meeting.attendees)


def _absent(item: AgendaItem, meeting: Meeting) -> list[tuple[str, str]]:
    """Who an item needs and does not have, and for what."""
    needs = ((item.presenter, "to present it"), (item.decider, "to decide it"))
    return [(name, what) for name, what in needs if name and not _comes(name, meeting)]


def _rest(meeting: Meeting) -> str:
    """What to do when people are missing: the meeting that can be held, if there is one."""
    held = holdable(meeting)
    if not held:
        return "postpone it: no item can be held with those who come"
    places = [str(meeting.agenda.index(item) + 1) for item in held]
    return f"postpone it, or hold only item {', '.join(places)} with those who come"


def _split(meeting: Meeting) -> str:
    """What to do when time is short: as many of the first items as fit, the others another time."""
    room = meeting.minutes - END_GAME
    fit = sum(end <= room for end in accumulate(item.minutes for item in meeting.agenda))
    if not fit:
        return "make the first item shorter, or the meeting longer"
    first = "item 1 fits with its" if fit == 1 else f"items 1 to {fit} fit with their"
    return f"split it: {first} review, hold the rest in another meeting"


def _discusses(taker: Attendee, meeting: Meeting) -> str:
    """Why a note-taker is a discussant; empty when not."""
    name = taker.name.casefold()
    if name == meeting.facilitator.casefold():
        return "facilitate it too, as nobody else is named"
    for place, item in enumerate(meeting.agenda, 1):
        if name in (item.presenter.casefold(), item.decider.casefold()):
            verb = "present" if name == item.presenter.casefold() else "decide"
            return f"{verb if name == YOU else verb + 's'} {_name(place, item)}"
    return f"{'decide' if name == YOU else 'decides'} too" if taker.can_decide else ""
