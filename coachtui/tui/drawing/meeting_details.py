"""All that is known of one meeting: before, while it runs, and the minutes of the last one of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import Role, doing
from coachtui.domain.note import SIGNS
from coachtui.domain.text import counted
from coachtui.services.meeting_views import MeetingState
from coachtui.tui import commands
from coachtui.tui.drawing.parts import hour, length, line, rule, wrapped

if TYPE_CHECKING:
    from coachtui.domain.meeting import AgendaItem, Attendee
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import MeetingsView, MeetingView, NoteView, SeriesNumbers
    from coachtui.tui.drawing.parts import Part, Parts

ROOMY = 60
"""Cells from which the numbers of a series stand on one line."""

MARGIN: Parts = ((" ", ""),)
"""Keeps a text off the border."""

ROLES = {Role.FACILITATOR: "facilitates", Role.NOTE_TAKER: "takes notes"}
"""What someone in a role does."""


def in_short(one: MeetingView, glyphs: Glyphs) -> str:
    """The one thing to know about a meeting now."""
    if one.state is MeetingState.RUNNING:
        return f" {glyphs.dot} ".join(text for text in (_item_on(one), _borrowed(one), _noted(one)) if text)
    if one.state is MeetingState.PLANNED and one.findings:
        return _not_ready(one)
    return one.meeting.purpose


def about(one: MeetingView, view: MeetingsView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The lines below a meeting's own."""
    meeting = one.meeting
    words: list[tuple[str, Part]] = []
    if one.state is MeetingState.RUNNING:
        if text := _borrowed(one):
            words.append(("", (text, "wrong")))
        words.append(("there ", (", ".join(a.name for a in meeting.attendees if a.comes), "")))
        if missing := [a.name for a in meeting.attendees if a.is_there is False]:
            words.append(("not there ", (", ".join(missing), "")))
    if meeting.purpose:
        words.append(("purpose ", (meeting.purpose, "")))
    if meeting.goal:
        words.append(("goal ", (meeting.goal, "")))
    if one.state is not MeetingState.RUNNING:
        words.append(("", (", ".join(map(person, meeting.attendees)), "")))
    lines = [text for word, part in words for text in _lines(word, part, cells, glyphs)]
    lines += [_item(place, one, cells, glyphs) for place, _ in enumerate(meeting.agenda, 1)]
    if one.repeat and one.state is MeetingState.PLANNED:
        lines.append(_line("comes again ", (one.repeat.wording, ""), cells, glyphs))
    if one.state is MeetingState.PLANNED:
        lines += _ready(one, cells, glyphs)
    if one.is_unended:
        said = f"nobody has said when it ended: {commands.key('hold')} does"
        lines += _lines("", (said, "wrong"), cells, glyphs)
    if one.state is MeetingState.OVER:
        lines.append(_line("", (f"{commands.key('open')} begins its review", "strong"), cells, glyphs))
    if one.state is MeetingState.RUNNING and not one.notes:
        said = f"{commands.key('note-here')} writes a note: = decision  ! action  ? open item"
        lines += _lines("", (said, "dim"), cells, glyphs)
    if one.state in (MeetingState.RUNNING, MeetingState.OVER):
        lines += [note_line(note, view, cells, glyphs) for note in reversed(one.notes)]
    return lines


def person(one: Attendee) -> str:
    """Someone with what they do: "Ana (facilitates, decides)"."""
    does = [ROLES[one.role]] if one.role in ROLES else []
    does += ["decides"] if one.can_decide else []
    words = [doing(one.name, verb).removeprefix(f"{one.name} ") for verb in does]
    words += ["optional"] if one.optional else []
    if one.is_there is False:
        words.append("not there")
    return one.name + (f" ({', '.join(words)})" if words else "")


def note_line(note: NoteView, view: MeetingsView, cells: int, glyphs: Glyphs) -> Parts:
    """A note with its time and its sign."""
    return line(
        ((f"   {hour(note.at, view.wall)} ", "dim"), (f"{SIGNS.get(note.kind, ' ')} ", "key")),
        (note.text, ""),
        (),
        cells,
        glyphs,
    )


def numbers(view: MeetingsView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """How each series went: purpose met, actions kept, minutes borrowed."""
    head = line(((" ", ""),), ("Last three months", "strong"), (), cells, glyphs)
    return [head, *(text for one in view.numbers for text in _numbers(one, cells, glyphs))]


def last_minutes(one: MeetingView, view: MeetingsView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """The minutes of the last meeting of a series, as far as they help the next one."""
    last = view.last_of(one)
    if last is None or last.review is None:
        return []
    review = last.review
    on = describe_day(last.on, view.today)
    out = [
        rule(cells, glyphs),
        line(((" ", ""),), (f"Last minutes: {last.meeting.title} {on}", "strong"), (), cells, glyphs),
    ]
    for word, texts in (("Highlights", review.highlights), ("Decisions", review.decisions)):
        if texts:
            out.append(line(((" ", ""),), (word, "dim"), (), cells, glyphs))
            out += [row for text in texts for row in _point(text, cells, glyphs)]
    if review.accomplished:
        reason = f": {review.reason}" if review.reason else ""
        said = f"{review.accomplished.value}{reason}"
        out += _lines("purpose accomplished ", (said, ""), cells, glyphs, indent=1)
    if review.open_items:
        out.append(line(((" ", ""),), ("Open items", "dim"), (), cells, glyphs))
        texts = tuple(f"{item.owner}: {item.text}" for item in review.open_items)
        out += [row for text in texts for row in _point(text, cells, glyphs)]
    if review.following:
        when = view.wall.moment(review.following.starts_at, view.now)
        said = f"{when} {glyphs.dot} {doing(review.following.facilitator, 'facilitates')}"
        out.append(line(((" next ", "dim"),), (said, ""), MARGIN, cells, glyphs))
    return out


def item_left(one: MeetingView) -> str:
    """The agenda item that is on, with its minutes: "2 Headcount 4m left"; empty where none is."""
    if one.progress is None or not one.progress.item:
        return ""
    item = one.meeting.agenda[one.progress.item - 1]
    return f"{one.progress.item} {item.title} {length(one.progress.left)} left"


def _line(word: str, part: Part, cells: int, glyphs: Glyphs) -> Parts:
    return line(((f"   {word}", "dim"),), part, MARGIN, cells, glyphs)


def _lines(word: str, part: Part, cells: int, glyphs: Glyphs, indent: int = 3) -> list[Parts]:
    """A text in at most three lines, the word before the first."""
    text, role = part
    before = " " * indent
    first, *more = wrapped(f"{word}{text}", cells - indent - 3, 3)
    out = [line(((f"{before}{word}", "dim"),), (first.removeprefix(word), role), (), cells, glyphs)]
    return out + [line(((f"{before}  ", ""),), (one, role), (), cells, glyphs) for one in more]


def _point(text: str, cells: int, glyphs: Glyphs) -> list[Parts]:
    return _lines(f"{glyphs.dot} ", (text, ""), cells, glyphs)


def _item_on(one: MeetingView) -> str:
    return f"item {text}" if (text := item_left(one)) else ""


def _borrowed(one: MeetingView) -> str:
    if one.state is not MeetingState.RUNNING or one.left >= 0:
        return ""
    return f"{format_minutes(one.borrowed)} of the others' time borrowed" if one.borrowed else "over its time"


def _noted(one: MeetingView) -> str:
    count = len(one.notes)
    return counted(count, "note") if count else f"{commands.key('note-here')} writes a note"


def _not_ready(one: MeetingView) -> str:
    more = f", and {len(one.findings) - 1} more" if len(one.findings) > 1 else ""
    return f"not ready: {one.findings[0].missing}{more}"


def _ready(one: MeetingView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """Ready or not, in words, and the key that says more."""
    if one.is_ready:
        return [line(((f"   {glyphs.done} ", "ok"),), ("ready", ""), (), cells, glyphs)]
    first, *more = wrapped(f"{_not_ready(one)}  (c)", cells - 6, 3)
    return [
        line(((f"   {glyphs.wrong} ", "wrong"),), (first, ""), (), cells, glyphs),
        *(line((("     ", ""),), (text, ""), (), cells, glyphs) for text in more),
    ]


def _item(place: int, one: MeetingView, cells: int, glyphs: Glyphs) -> Parts:
    """An agenda item: its minutes, or what is left of them while it is on."""
    item: AgendaItem = one.meeting.agenda[place - 1]
    on = one.progress.item if one.progress else None
    if on == place and one.progress:
        sign, role, minutes = glyphs.now, "strong", f"{length(one.progress.left)} left"
    elif on is not None and (place < on or not on):
        sign, role, minutes = glyphs.done, "dim", length(item.minutes)
    else:
        sign, role, minutes = " ", "", length(item.minutes)
    who = f" {glyphs.dot} {item.presenter}" if item.presenter else ""
    return line(
        ((f"  {sign}{place} ", role or "dim"),),
        (f"{item.title}{who}", role),
        ((f" {minutes} ", role or "dim"),),
        cells,
        glyphs,
    )


def _numbers(one: SeriesNumbers, cells: int, glyphs: Glyphs) -> list[Parts]:
    words = [f"purpose met {one.met} of {one.reviewed}"] if one.reviewed else []
    words += [f"actions kept {one.kept} of {one.promised}"] if one.promised else []
    words += [f"{format_minutes(one.borrowed)} borrowed"] if one.borrowed else []
    words = words or [f"held {one.held}"]
    if cells < ROOMY:
        return [
            line(((" ", ""),), (one.title, ""), MARGIN, cells, glyphs),
            *(_line("", (word, "dim"), cells, glyphs) for word in words),
        ]
    said = f" {glyphs.dot} ".join(words)
    return [line(((" ", ""),), (one.title, ""), ((f"  {said} ", "dim"),), cells, glyphs)]
