"""What a line about a meeting means, and what the meeting then still lacks, before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.action import read_action, read_open_item
from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day, parse_day
from coachtui.domain.errors import CoachError
from coachtui.domain.meeting import YOU
from coachtui.domain.meeting_line import beginning, lines_of, mending, with_line
from coachtui.domain.meeting_text import parse_meeting, parse_when
from coachtui.domain.note import NoteKind, read_note
from coachtui.domain.people_text import full_name
from coachtui.domain.readiness import findings
from coachtui.domain.text import clean_line
from coachtui.services import meeting_reading as reading
from coachtui.services.calendar import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from sqlite3 import Connection

    from coachtui.domain.meeting import Meeting
    from coachtui.domain.readiness import Finding
    from coachtui.services.desk import Desk


class MeetingPreview(NamedTuple):
    """A meeting as a line would make it."""

    meeting: Meeting | None
    """None where the line is not clear."""
    on: date | None
    """Its working day."""
    findings: tuple[Finding, ...] = ()
    """What it then still lacks."""
    problem: str = ""
    """Why the line cannot be taken; empty when it can."""
    hint: str = ""
    """A line that mends the first of what it lacks, as an example."""
    offers: tuple[str, ...] = ()
    """Beginnings of lines that mend it, then the lines that it is made of."""


class LinePreview(NamedTuple):
    """What another line means, in words."""

    said: str
    problem: str = ""
    """What is missing, or why it cannot be taken; empty where nothing is."""


def of_new(desk: Desk, text: str) -> MeetingPreview:
    """The meeting that a line would set up."""
    now = desk.now()
    with desk.store.read() as db:
        try:
            said = parse_meeting(text, desk.date_of(now), desk.zone, reading.known(db))
        except CoachError as problem:
            return MeetingPreview(None, None, problem=str(problem))
        return _preview(desk, db, said.meeting, said.on)


def of_line(desk: Desk, number: int, line: str) -> MeetingPreview:
    """A meeting with what one line would change; an empty line changes nothing."""
    with desk.store.read() as db:
        record = reading.record(db, number)
        now = record.meeting
        offers = tuple(dict.fromkeys([*(beginning(now, one) for one in findings(now)), *lines_of(now)]))
        try:
            meeting = with_line(now, line, reading.known(db)) if line.strip() else now
        except CoachError as problem:
            hints = (mending(now, one) for one in findings(now))
            key = line.partition(":")[0].strip().casefold()
            hint = next((one for one in hints if one.partition(":")[0] == key), "")
            return MeetingPreview(now, record.on, problem=str(problem), hint=hint, offers=offers)
        return _named(meeting, record.on)._replace(offers=offers)


def of_move(desk: Desk, number: int, when: str) -> MeetingPreview:
    """A meeting at another time."""
    now = desk.now()
    with desk.store.read() as db:
        record = reading.record(db, number)
        try:
            on, span = parse_when(when, desk.date_of(now), desk.zone, record.on, record.meeting.span)
        except CoachError as problem:
            return MeetingPreview(record.meeting, record.on, problem=str(problem))
        return _preview(desk, db, record.meeting._replace(span=span), on, record.block)


def of_note(desk: Desk, line: str) -> LinePreview:
    """What a note is, and what of it commits whom."""
    now = desk.now()
    today = desk.date_of(now)
    with desk.store.read() as db:
        known = reading.known(db)
        try:
            kind, text = read_note(line)
        except CoachError as problem:
            return LinePreview("", str(problem))
        said = kind.value
        if kind is NoteKind.ACTION:
            action = read_action(text, today, known)
            words = [f"owner {action.owner}"] if action.owner else []
            words += [action.task] if action.task else []
            words += [f"by {describe_day(action.due, today)}"] if action.due else []
            words += [f"done when {action.done_when}"] if action.done_when else []
            lacks = action.missing
        elif kind is NoteKind.OPEN_ITEM:
            item = read_open_item(text, known)
            words = [f"owner {item.owner}"] if item.owner else []
            words += [item.text] if item.text else []
            lacks = item.missing
        else:
            words, lacks = [text], ()
    return LinePreview(f"{said}: {', '.join(words)}", "; ".join(one.sentence for one in lacks))


def of_deadline(desk: Desk, until: str) -> LinePreview:
    """The day until which an action is agreed anew."""
    today = desk.date_of(desk.now())
    try:
        due = parse_day(until, today)
    except CoachError as problem:
        return LinePreview("", str(problem))
    over = f"{describe_day(due, today)} is over: a deadline is today or later" if due < today else ""
    return LinePreview(f"due {describe_day(due, today)}", over)


def of_people(desk: Desk, number: int, text: str) -> LinePreview:
    """Who is there, and who of those who were asked is not."""
    with desk.store.read() as db:
        known = reading.known(db)
        asked = reading.record(db, number).meeting.others
    there, unknown = present_of(asked, text, known)
    absent = [name for name in asked if name not in there]
    said = f"there: {', '.join([*there, YOU])}" + (f"; not there: {', '.join(absent)}" if absent else "")
    return LinePreview(said, f"{', '.join(unknown)} was not asked to come" if unknown else "")


def present_of(
    asked: Sequence[str], text: str, known: Callable[[str], str | None]
) -> tuple[list[str], list[str]]:
    """Who of those that were asked a text names, and the names that were not asked."""
    by_name = {name.casefold(): name for name in asked}
    there: list[str] = []
    unknown: list[str] = []
    for part in text.split(","):
        if (name := clean_line(part)) and name.casefold() != YOU:
            full = full_name(name, known)
            (there if full.casefold() in by_name else unknown).append(by_name.get(full.casefold(), full))
    return there, unknown


def _preview(
    desk: Desk, db: Connection, meeting: Meeting, on: date, block: int | None = None
) -> MeetingPreview:
    """A meeting on its day; a problem where another one is on then."""
    others = Calendar(desk, db, desk.now()).stored(on)
    clash = next(
        (
            one.title
            for one in others
            if one.kind is BlockKind.MEETING and one.id != block and one.span.overlaps(meeting.span)
        ),
        "",
    )
    preview = _named(meeting, on)
    return (
        preview._replace(problem=f"{clash} is on then: give one of them another time") if clash else preview
    )


def _named(meeting: Meeting, on: date) -> MeetingPreview:
    found = findings(meeting)
    return MeetingPreview(meeting, on, found, hint=mending(meeting, found[0]) if found else "")
