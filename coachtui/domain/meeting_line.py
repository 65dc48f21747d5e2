"""One line that changes a meeting: `note-taker: Lee`, `agenda: Headcount 10m @Raj => what we can hire`.

The keys are those of a meeting's text. A list gets one more entry; `agenda 2: ...` replaces the second,
`rules 1: -` takes the first out, `attendees: -Kim` takes Kim out. A single value is replaced; a dash alone
clears it, or the whole list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from coachtui.domain.agenda import ARROW, format_agenda_item, parse_agenda_item
from coachtui.domain.attendee_text import format_person, parse_people, parse_person, refuse_both
from coachtui.domain.capture import nobody
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_minutes, parse_minutes
from coachtui.domain.meeting import END_GAME, YOU, Role, with_people
from coachtui.domain.people_text import full_name
from coachtui.domain.text import TITLE_LIMIT, clean_line, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coachtui.domain.meeting import Attendee, Meeting
    from coachtui.domain.readiness import Finding

Entry = TypeVar("Entry")
"""One rule, or one agenda item."""

WORDS = ("title", "purpose", "goal")
"""Keys whose value is a text."""

LISTS = ("attendees", "rules", "agenda")
"""Keys with several entries."""

KEYS = (*WORDS, "limit", *(role.value for role in (Role.FACILITATOR, Role.NOTE_TAKER)), *LISTS)
"""All that a line can change; when it is, and how often it comes again, are moved instead."""

_SYNONYMS = {
    "attendee": "attendees",
    "people": "attendees",
    "rule": "rules",
    "notes": "note-taker",
    "item": "agenda",
}
_LINE = re.compile(r"([a-z-]{2,15})(?: ?([1-9][0-9]?))? ?:(.*)", re.IGNORECASE | re.ASCII | re.DOTALL)

_EXAMPLES = {
    1: "purpose: agree the Q4 budget",
    2: "agenda: Headcount 10m => what we can hire",
    3: "attendees: Ana (decides)",
    4: "rules: one speaks at a time",
    5: "note-taker: Lee",
}
"""A line that mends what each rule of readiness finds."""


def with_line(meeting: Meeting, line: str, known: Callable[[str], str | None] = nobody) -> Meeting:
    """The meeting with what a line says.

    Args:
        meeting: What it is so far.
        line: What was written.
        known: Gives the full name of a person from a name or first name.

    Raises:
        UsageError: the line begins with no key, or what it says is not clear.
    """
    found = _LINE.fullmatch(clean_line(line, 3 * TITLE_LIMIT))
    key = found[1].lower() if found else ""
    key = _SYNONYMS.get(key, key)
    if not found or key not in KEYS:
        raise UsageError(f"{quoted(line)} begins with none of these: {', '.join(KEYS)}")
    value, place = found[3].strip(), int(found[2] or 0)
    if not value:
        raise UsageError(f"{key}: what shall it be? A dash alone takes it out")
    value = "" if value == "-" else value
    if key == "title" and not value:
        raise UsageError("a meeting needs a title")
    if key == "title":
        return meeting._replace(title=clean_line(value))
    if key == "purpose":
        return meeting._replace(purpose=clean_line(value))
    if key == "goal":
        return meeting._replace(goal=clean_line(value))
    if key == "limit":
        return meeting._replace(limit=parse_minutes(value) if value else None)
    if key == "attendees":
        return meeting._replace(attendees=_with_people(meeting.attendees, value, known))
    if key not in LISTS:
        return meeting._replace(attendees=_with_role(meeting.attendees, Role(key), value, known))
    if key == "rules":
        return meeting._replace(
            rules=_placed(meeting.rules, place, (clean_line(value),) if value else (), key)
        )
    items = (parse_agenda_item(value, known),) if value else ()
    return meeting._replace(agenda=_placed(meeting.agenda, place, items, key))


def lines_of(meeting: Meeting) -> tuple[str, ...]:
    """The meeting as lines that `with_line` reads, each with the place of what it says."""
    out = [f"{key}: {value}" for key in WORDS if (value := getattr(meeting, key))]
    if meeting.limit is not None:
        out.append(f"limit: {format_minutes(meeting.limit)}")
    leaders = [one for one in meeting.attendees if one.role is not Role.PARTICIPANT]
    out += [f"{one.role.value}: {format_person(one)}" for one in leaders]
    out += [f"attendees: {format_person(one)}" for one in meeting.attendees if one not in leaders]
    out += [f"rules {place}: {rule}" for place, rule in enumerate(meeting.rules, 1)]
    out += [f"agenda {place}: {format_agenda_item(item)}" for place, item in enumerate(meeting.agenda, 1)]
    return tuple(out)


def mending(meeting: Meeting, finding: Finding) -> str:
    """An example of a line that mends what the readiness check found."""
    for place, item in enumerate(meeting.agenda, 1):
        if finding.rule == 2 and not item.serves and finding.missing.startswith(f"item {place} "):
            return f"agenda {place}: {format_agenda_item(item)} => what it is good for"
    if finding.rule == 3 and (name := next(_absent(meeting), "")):
        return f"attendees: {name}"
    if finding.rule == 4 and meeting.rules:
        return _EXAMPLES[1 if not meeting.purpose else 2 if not meeting.agenda else 3]
    if meeting.agenda and (finding.rule == 6 or finding.missing.startswith("the agenda takes")):
        last = len(meeting.agenda)
        shorter = meeting.agenda[0]._replace(minutes=max(meeting.minutes - END_GAME, 1))
        return f"agenda {last}: -" if last > 1 else f"agenda 1: {format_agenda_item(shorter)}"
    return _EXAMPLES[finding.rule]


def _absent(meeting: Meeting) -> Iterator[str]:
    """Those whom an item needs and who were not asked."""
    asked = {one.name.casefold() for one in meeting.attendees}
    for item in meeting.agenda:
        yield from (name for name in (item.presenter, item.decider) if name and name.casefold() not in asked)


def beginning(meeting: Meeting, finding: Finding) -> str:
    """The beginning of such a line, up to where it has to be said what nobody but the user knows."""
    line = mending(meeting, finding)
    key = line.partition(":")[0]
    if ARROW in line and " " in key:
        return f"{line.partition(ARROW)[0]}{ARROW} "
    return line if " " in key else f"{key}: "


def _placed(present: tuple[Entry, ...], place: int, new: tuple[Entry, ...], key: str) -> tuple[Entry, ...]:
    """A list with a new entry at its end, or instead of the one at a place; without one, less by that."""
    if place > len(present):
        raise UsageError(f"there is no {key} {place}: write {key}: to add one")
    if not place:
        return (*present, *new) if new else ()
    return (*present[: place - 1], *new, *present[place:])


def _with_people(
    present: tuple[Attendee, ...], text: str, known: Callable[[str], str | None]
) -> tuple[Attendee, ...]:
    """The people with those that a text names; those behind a minus leave, all others with an empty text."""
    if not text:
        return tuple(one for one in present if one.name == YOU)
    if text.startswith("-"):
        gone = {full_name(name.strip(" -"), known).casefold() for name in text.split(",")}
        there = {one.name.casefold() for one in present if one.name != YOU}
        if unknown := sorted(gone - there):
            raise UsageError(f"nobody called {', '.join(unknown)} was asked to come")
        return tuple(one for one in present if one.name.casefold() not in gone or one.name == YOU)
    roles = {one.name.casefold(): one.role for one in present}
    new = [one._replace(role=roles.get(one.name.casefold(), one.role)) for one in parse_people(text, known)]
    return with_people((*present, *new))


def _with_role(
    present: tuple[Attendee, ...], role: Role, text: str, known: Callable[[str], str | None]
) -> tuple[Attendee, ...]:
    """The people with someone in a role, who keeps what is known of them; nobody with an empty text."""
    if not text:
        return tuple(one._replace(role=Role.PARTICIPANT) if one.role is role else one for one in present)
    said = parse_person(text, role, known)
    holders = {one.role: one.name for one in present} | {role: said.name}
    refuse_both(holders.get(Role.FACILITATOR, ""), holders.get(Role.NOTE_TAKER, ""))
    before = next((one for one in present if one.name.casefold() == said.name.casefold()), None)
    if before is not None:
        decides = said.can_decide or before.can_decide
        said = before._replace(email=said.email or before.email, can_decide=decides, role=role)
    others = [one._replace(role=Role.PARTICIPANT) if one.role is role else one for one in present]
    return with_people((*others, said))
