"""All about one meeting as rows: readiness first, then what is published, then what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.calendar_words import describe_day
from coachtui.domain.human import format_minutes
from coachtui.domain.meeting import doing
from coachtui.domain.readiness import holdable
from coachtui.domain.text import counted
from coachtui.services.meeting_views import MeetingState
from coachtui.tui import commands
from coachtui.tui.drawing.meeting_details import note_line, person
from coachtui.tui.drawing.parts import hour, line, page, wrapped

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_views import MeetingsView, MeetingView
    from coachtui.tui.drawing.parts import Page, Parts


def draw(one: MeetingView, view: MeetingsView, cells: int, glyphs: Glyphs) -> Page:
    """The rows of a meeting."""
    meeting = one.meeting
    start, end = (hour(at, view.wall) for at in one.held)
    when = f"{describe_day(one.on, view.today)} {start}{glyphs.dash}{end}"
    out = [_row("when", when, cells, glyphs)]
    if one.state is MeetingState.PLANNED:
        out += _readiness(one, cells, glyphs)
    for word, text in (
        ("purpose", meeting.purpose),
        ("goal", meeting.goal),
        ("limit", format_minutes(meeting.minutes) if meeting.limit is not None else ""),
        ("again", one.repeat.wording if one.repeat else ""),
    ):
        out += _wrapped(word, text, cells, glyphs) if text else []
    for word, texts in (
        ("people", [person(someone) for someone in meeting.attendees]),
        ("rules", list(meeting.rules)),
        ("agenda", [_item(place, one) for place, _ in enumerate(meeting.agenda, 1)]),
    ):
        for at, text in enumerate(texts):
            out += _wrapped("" if at else word, text, cells, glyphs)
    if one.notes:
        out += [(), *(note_line(note, view, cells, glyphs) for note in one.notes)]
    return page([(f"row-{at}", parts or ((" " * cells, ""),)) for at, parts in enumerate(out)])


def _readiness(one: MeetingView, cells: int, glyphs: Glyphs) -> list[Parts]:
    """Each thing that is missing and what to do; what those who come can hold."""
    if one.is_ready:
        return [
            line(((f" {glyphs.done} ", "ok"),), ("ready: all six rules hold", "strong"), (), cells, glyphs),
            (),
        ]
    count = len(one.findings)
    said = f"not ready: {counted(count, 'thing')} missing"
    out: list[Parts] = [line(((f" {glyphs.wrong} ", "wrong"),), (said, "strong"), (), cells, glyphs)]
    for finding in one.findings:
        first, *more = wrapped(finding.missing, cells - 6, 3)
        out.append(line(((f"   {glyphs.dot} ", "wrong"),), (first, ""), (), cells, glyphs))
        out += [line((("     ", ""),), (text, ""), (), cells, glyphs) for text in more]
        for at, text in enumerate(wrapped(finding.advice, cells - 9, 3)):
            lead = f"     {glyphs.arrow} " if not at else "       "
            out.append(line(((f"{lead:<8}", "dim"),), (text, "dim"), (), cells, glyphs))
    held = holdable(one.meeting)
    if held and len(held) < len(one.meeting.agenda):
        titles = ", ".join(item.title for item in held)
        out += _wrapped("can hold", titles, cells, glyphs)
    change, offer, move, cancel, there = (
        commands.key(name) for name in ("change", "complete", "reschedule", "cancel", "attend")
    )
    said = (
        f"{change} mends it line by line, {offer} offers the lines; "
        f"{move} moves it, {cancel} cancels it, {there} says who is there"
    )
    return [
        *out,
        *(line(((" ", ""),), (text, "key"), (), cells, glyphs) for text in wrapped(said, cells - 2, 3)),
        (),
    ]


def _item(place: int, one: MeetingView) -> str:
    item = one.meeting.agenda[place - 1]
    words = [f"{place} {item.title} {format_minutes(item.minutes)}"]
    words += [doing(item.presenter, "presents")] if item.presenter else []
    words += [doing(item.decider, "decides")] if item.decider else []
    words += [f"for: {item.serves}"] if item.serves else []
    return ", ".join(words)


def _row(word: str, text: str, cells: int, glyphs: Glyphs) -> Parts:
    return line(((f" {word:<9}", "dim"),), (text, ""), (), cells, glyphs)


def _wrapped(word: str, text: str, cells: int, glyphs: Glyphs) -> list[Parts]:
    found = wrapped(text, cells - 11, 6)
    return [_row("" if at else word, one, cells, glyphs) for at, one in enumerate(found)]
