"""What a line about a meeting means, in one line: the meeting that it makes, and what that still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.calendar_words import describe_day
from coachtui.domain.text import counted
from coachtui.tui.drawing.parts import hour, length, line, line_of_two

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.meeting_previews import LinePreview, MeetingPreview
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts

GRAMMAR: Parts = (
    ("fri ", "dim"),
    ("11:00-11:30", "key"),
    (" title: ", ""),
    ("purpose ", "dim"),
    ("@Ana @Raj", "key"),
    ("  who else comes", "dim"),
)
"""What can be said, while nothing is."""


def draw(preview: MeetingPreview, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """The meeting that a line sets up or moves: when, what, with whom, and whether it is ready."""
    meeting = preview.meeting
    if preview.problem or meeting is None or preview.on is None:
        return _wrong(preview.problem, cells, glyphs)
    start, end = (hour(at, snapshot.wall) for at in meeting.span)
    day = describe_day(preview.on, snapshot.date)
    about = f" {glyphs.dot} ".join(text for text in (meeting.purpose, ", ".join(meeting.others)) if text)
    return line_of_two(
        (
            (glyphs.kind(BlockKind.MEETING), "meeting"),
            (f" {day} {start}{glyphs.dash}{end}", "strong"),
            (f" {length(meeting.span.minutes)}  ", "dim"),
        ),
        ((meeting.title, ""), (about, "dim")),
        _readiness(preview),
        cells,
        glyphs,
    )


def draw_change(preview: MeetingPreview, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """What a meeting still lacks with a line, and below it a line that mends the first of that."""
    example = (line((("  for example ", "dim"),), (preview.hint, "key"), (), cells, glyphs),)
    if preview.problem:
        return (_wrong(preview.problem, cells, glyphs), *(example if preview.hint else ()))
    if not preview.findings:
        said = "ready: nothing is missing"
        return (line(((f"{glyphs.done} ", "ok"),), (said, ""), (), cells, glyphs),)
    more = f" ({len(preview.findings)} things)" if len(preview.findings) > 1 else ""
    lead = (f"{glyphs.wrong} ", "wrong"), (f"not ready{more}: ", "dim")
    return (line(lead, (preview.findings[0].missing, ""), (), cells, glyphs), *example)


def draw_line(preview: LinePreview, cells: int, glyphs: Glyphs) -> Parts:
    """What a note, a deadline or names mean, and what is missing."""
    if not preview.said:
        return _wrong(preview.problem, cells, glyphs)
    return line_of_two((), ((glyphs.say(preview.said), ""), (preview.problem, "wrong")), (), cells, glyphs)


def _readiness(preview: MeetingPreview) -> Parts:
    count = len(preview.findings)
    if not count:
        return (("  ready", "ok"),)
    return (("  not ready: ", "dim"), (f"{counted(count, 'thing')} missing", "wrong"))


def _wrong(problem: str, cells: int, glyphs: Glyphs) -> Parts:
    return line(((f"{glyphs.wrong} ", "wrong"),), (glyphs.say(problem), ""), (), cells, glyphs)
