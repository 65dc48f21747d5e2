"""A meeting as text: one line, or a file of `key: value` lines and sections.

    fri 11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj

    title: Budget sync
    when: fri 11:00-11:30
    every: week
    purpose: agree Q4 budget
    goal: a signed budget
    limit: 25m
    facilitator: Ana <ana@example.org> (decides)
    note-taker: Lee
    attendees: Raj, Kim (optional), you (decides)
    rules:
    - phones away
    agenda:
    - Headcount 10m @Raj decides @Ana => what we can hire
    # a comment

`title` and `when` are required. `agenda`, `rules` and `attendees` may be given on one line each time, or
as a section of lines that begin with a dash.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.agenda import format_agenda_item, parse_agenda_item
from coachtui.domain.attendee_text import format_person, parse_people, parse_person, refuse_both
from coachtui.domain.calendar_words import read_day
from coachtui.domain.capture import nobody
from coachtui.domain.day import DAY_STARTS, resolve, working_date
from coachtui.domain.day_text import parse_day_text, span_of
from coachtui.domain.errors import UsageError
from coachtui.domain.human import format_clock, format_minutes, parse_clock, parse_minutes
from coachtui.domain.meeting import YOU, Attendee, Meeting, Role, with_people
from coachtui.domain.people_text import full_name
from coachtui.domain.series import parse_repeat
from coachtui.domain.span import Span
from coachtui.domain.text import TITLE_LIMIT, clean_line, quoted, whole_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from coachtui.domain.series import Repeat

MOST_LINES = 500
"""Lines of a meeting's text."""

SINGLE = ("title", "when", "every", "purpose", "goal", "limit", "facilitator", "note-taker")
"""Keys that are given once."""

LISTS = ("attendees", "rules", "agenda")
"""Keys that may be sections."""

_SYNONYMS = {"attendee": "attendees", "rule": "rules", "ground rules": "rules", "notes": "note-taker"}
_KEY = re.compile(r"([a-z][a-z -]{1,20}?) ?:(?: (.*))?", re.IGNORECASE | re.ASCII)
_ITEM = re.compile(r"[-*]( (.*))?")
_MOST_DAY_WORDS = 4


class MeetingText(NamedTuple):
    """What a text says about a meeting."""

    meeting: Meeting
    on: date
    """The working day on which it is."""
    repeat: Repeat | None = None


def parse_meeting(
    text: str,
    today: date,
    zone: ZoneInfo,
    known: Callable[[str], str | None] = nobody,
    on: date | None = None,
) -> MeetingText:
    """The meeting that one line says, or the lines of a file.

    Args:
        text: What was written.
        today: From when days like "fri" are counted.
        zone: Where the wall clock hangs.
        known: Gives the full name of a person from a name or first name.
        on: The day of a meeting whose text names none; today unless told.

    Raises:
        UsageError: the text is not clear; of a file the line is named.
    """
    lines = whole_note(text).split("\n")
    if len(lines) == 1 and not _KEY.fullmatch(lines[0].strip()):
        return _one_line(lines[0], today, zone, known, on or today)
    if len(lines) > MOST_LINES:
        raise UsageError(f"a meeting has at most {MOST_LINES} lines, this one has {len(lines)}")
    given: dict[str, str] = {}
    agenda, people, rules = [], [], []
    for number, key, value in _values(lines):
        try:
            if key in SINGLE:
                if key in given:
                    raise UsageError(f"{key} is given twice")
                given[key] = value
                if key in ("facilitator", "note-taker"):
                    people.append(parse_person(value, Role(key), known))
            elif key == "agenda":
                agenda.append(parse_agenda_item(value, known))
            elif key == "rules":
                rules.append(clean_line(value))
            else:
                people += parse_people(value, known)
            if key == "limit":
                parse_minutes(value)
        except UsageError as problem:
            raise UsageError(f"line {number}: {problem}") from None
    missing = [key for key in ("title", "when") if key not in given]
    if missing:
        raise UsageError(f"a meeting needs a {missing[0]}: write a line such as {_example(missing[0])}")
    try:
        day, clocks = _split_day(given["when"], today)
        day = day or on or today
        span = span_of(clocks, day, zone)
    except UsageError as problem:
        raise UsageError(f"when: {problem}") from None
    leaders = {role: next((one.name for one in people if one.role is role), "") for role in Role}
    refuse_both(leaders[Role.FACILITATOR], leaders[Role.NOTE_TAKER])
    meeting = Meeting(
        title=clean_line(given["title"]),
        span=span,
        purpose=clean_line(given.get("purpose", "")),
        goal=clean_line(given.get("goal", "")),
        agenda=tuple(agenda),
        rules=tuple(rules),
        attendees=_merged(people, leaders[Role.FACILITATOR], leaders[Role.NOTE_TAKER]),
        limit=parse_minutes(given["limit"]) if "limit" in given else None,
    )
    local = meeting.span.start.astimezone(zone)
    repeat = None
    if "every" in given:
        repeat = parse_repeat(given["every"], local.date(), local.time(), meeting.span.minutes, zone)
    return MeetingText(meeting, day, repeat)


def parse_when(text: str, today: date, zone: ZoneInfo, on: date, span: Span) -> tuple[date, Span]:
    """The day and the span to which a meeting is moved: `fri`, `14:00`, `fri 14:00-15:00`.

    What the text does not say stays as it is.

    Args:
        text: What was written.
        today: From when days like "fri" are counted.
        zone: Where the wall clock hangs.
        on: The meeting's present working day.
        span: Its present span.

    Raises:
        UsageError: the text is no day and no time, or not one alone.
    """
    day, clocks = _split_day(text, today)
    on = day or on
    if "-" in clocks or "–" in clocks:
        return on, span_of(clocks, on, zone)
    at = parse_clock(clocks) if clocks or not day else span.start.astimezone(zone).time()
    start = resolve(on + timedelta(days=at < DAY_STARTS), at, zone)
    return on, Span(start, start + (span.end - span.start))


def format_meeting(meeting: Meeting, zone: ZoneInfo, repeat: Repeat | None = None) -> str:
    """The file of a meeting, as `parse_meeting` reads it."""
    start, end = (at.astimezone(zone) for at in meeting.span)
    out = [
        f"title: {meeting.title}",
        f"when: {working_date(start, zone)} {format_clock(start.time())}-{format_clock(end.time())}",
    ]
    if repeat:
        out.append(f"every: {repeat.wording.removesuffix(' of the month')}")
    out += [f"{key}: {value}" for key in ("purpose", "goal") if (value := getattr(meeting, key))]
    if meeting.limit is not None:
        out.append(f"limit: {format_minutes(meeting.limit)}")
    leaders = [one for one in meeting.attendees if one.role is not Role.PARTICIPANT]
    out += [f"{one.role.value}: {format_person(one)}" for one in leaders]
    others = [one for one in meeting.attendees if one not in leaders and one != Attendee(YOU)]
    out += ["attendees:", *(f"- {format_person(one)}" for one in others)] if others else []
    out += ["rules:", *(f"- {one}" for one in meeting.rules)] if meeting.rules else []
    out += ["agenda:", *(f"- {format_agenda_item(one)}" for one in meeting.agenda)] if meeting.agenda else []
    return "\n".join(out)


def _one_line(
    line: str, today: date, zone: ZoneInfo, known: Callable[[str], str | None], on: date
) -> MeetingText:
    """The meeting of a line that may begin with a day."""
    day, rest = _split_day(line, today)
    on = day or on
    try:
        day_text = parse_day_text(rest, on=on, zone=zone)
    except UsageError as problem:
        raise UsageError(str(problem).removeprefix("line 1: ")) from None
    if len(day_text.meetings) != 1:
        raise UsageError(f"{quoted(line)} is no meeting: {_example('line')}")
    (said,) = day_text.meetings
    people = [Attendee(full_name(name.replace("_", " "), known)) for name in said.attendees]
    meeting = Meeting(said.title, said.span, said.purpose, attendees=_merged(people))
    return MeetingText(meeting, on)


def _split_day(line: str, today: date) -> tuple[date | None, str]:
    """The day at the start of a line, and what follows it."""
    words = line.split()
    for count in range(min(_MOST_DAY_WORDS, len(words)), 0, -1):
        if day := read_day(" ".join(words[:count]).rstrip(","), today):
            return day, " ".join(words[count:])
    return None, " ".join(words)


def _values(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Number, key and value of each line that says something."""
    section = ""
    for number, raw in enumerate(lines, 1):
        line = clean_line(raw, 3 * TITLE_LIMIT)
        if not line or line.startswith("#"):
            continue
        if item := _ITEM.fullmatch(line):
            if not section:
                raise UsageError(
                    f"line {number}: a dash belongs below {', '.join(f'{key}:' for key in LISTS)}"
                )
            if item[2]:
                yield number, section, item[2]
            continue
        found = _KEY.fullmatch(line)
        key = found[1].lower() if found else ""
        key = _SYNONYMS.get(key, key)
        if not found or key not in (*SINGLE, *LISTS):
            keys = ", ".join((*SINGLE, *LISTS))
            raise UsageError(f"line {number}: {quoted(line)} begins with none of these keys: {keys}")
        section = key if key in LISTS and not found[2] else ""
        if found[2]:
            yield number, key, found[2]
        elif not section:
            raise UsageError(f"line {number}: {key} is empty: {_example(key)}")


def _merged(people: list[Attendee], facilitator: str = "", note_taker: str = "") -> tuple[Attendee, ...]:
    """The people in their order with you among them, first unless you are named."""
    return with_people([Attendee(YOU), *people], facilitator, note_taker)


def _example(key: str) -> str:
    """What a line with a key may look like."""
    examples = {
        "title": "title: Budget sync",
        "when": "when: fri 11:00-11:30",
        "line": "write for example: fri 11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj",
        "every": "every: week",
    }
    return examples.get(key, f"{key}: ...")
