"""What a captured line means, in one line: who, what, how long, how soon, and where it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.errors import UsageError
from coachtui.domain.interruption import Urgency
from coachtui.domain.sprint import LEAST_REST, minutes_up
from coachtui.domain.text import one_line, quoted
from coachtui.services.item_views import Preview
from coachtui.tui.drawing.parts import hour, line, role, width
from coachtui.tui.text import clean

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.rhythm import Rhythm
    from coachtui.domain.span import Span
    from coachtui.domain.wall import Wall
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts

WORDS = {
    Urgency.NOW: "breaks the sprint",
    Urgency.URGENT: "urgent",
    Urgency.LATER: "can wait",
    Urgency.NORMAL: "",
}
"""What is said of each urgency."""

GRAMMAR: Parts = (
    ("who: ", "dim"),
    ("what ", ""),
    ("10m", "key"),
    (" minutes  ", "dim"),
    ("!", "key"),
    (" urgent  ", "dim"),
    ("~", "key"),
    (" can wait  ", "dim"),
    (">14:00", "key"),
    (" not before  ", "dim"),
    ("--", "key"),
    (" note", "dim"),
)
"""What can be said, while nothing is."""

WHERE: Parts = (("it waits already; enter and esc both take what is typed as its note", "dim"),)
"""What is said below the note of a sprint that is paused or broken."""

PLAN_GRAMMAR: Parts = (
    ("Brief ", ""),
    ("45m !", "key"),
    (" must  ", "dim"),
    ("11:00-11:30", "key"),
    (" Sync: purpose ", ""),
    ("@Ana", "key"),
    ("  ", ""),
    ("12:00-13:00 break", "key"),
)
"""What a line of a plan can say, while it says nothing."""


def lines(preview: Preview, cells: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """What was understood, and below it why a chosen buffer has no effect."""
    said = draw(preview, cells, glyphs)
    if not preview.about_choice:
        return (said,)
    return said, line(((f"{glyphs.wrong} ", "wrong"),), (preview.about_choice, ""), (), cells, glyphs)


def draw(preview: Preview, cells: int, glyphs: Glyphs) -> Parts:
    """What was understood; what was said last, and the target, stay when the line gets short."""
    if preview.problem:
        return line(((f"{glyphs.wrong} ", "wrong"),), (glyphs.say(preview.problem), ""), (), cells, glyphs)
    where: Parts = ()
    if preview.target:
        where = ((f" {glyphs.arrow} ", "dim"), (clean(glyphs.say(preview.target)), "buffer"))
    takes = f"{'~' if preview.estimated else ''}{preview.minutes}m" if preview.minutes else ""
    said: list[tuple[str, str, str]] = [
        ("takes ", takes, ""),
        ("", WORDS[preview.urgency], "urgent"),
        ("", preview.constraint, "strong"),
        ("given to ", preview.given_to, "strong"),
        ("note ", preview.note, ""),
    ]
    after: Parts = ()
    for word, value, look in said:
        more: Parts = (("  ", ""), (word, "dim"), (clean(value), look)) if value else ()
        if width(after) + width(more) + width(where) <= cells - 24:
            after += more
    before: Parts = (("who ", "dim"), (f"{clean(preview.who)}  ", "strong")) if preview.who else ()
    room = cells - width(before) - width(after) - width(where) - 5
    what = line(
        (("what ", "dim"),),
        (preview.title, ""),
        (),
        min(room, width(((clean(preview.title), ""),))) + 5,
        glyphs,
    )
    return (*before, *what, *after, *where)


def draw_parking(text: str, snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """When the rest of a sprint comes back that is stopped here."""
    from coachtui.domain.calendar_words import describe_day
    from coachtui.domain.parking import read_parking

    run = snapshot.paused or snapshot.running
    left = max(minutes_up(run.remaining), LEAST_REST) if run else LEAST_REST
    on = read_parking(text, snapshot.date).on
    if on is not None:
        said = f"{left}m wait for the plan of {describe_day(on, snapshot.date)}"
        return ((f"{glyphs.arrow} ", "dim"), (said, "sprint"))
    said = f"{left}m come back later today"
    return (
        (f"{glyphs.arrow} ", "dim"),
        (said, "sprint"),
        ("   ", ""),
        (">fri", "key"),
        (" another day", "dim"),
    )


def draw_edit(text: str, snapshot: Snapshot | None, cells: int, glyphs: Glyphs) -> Parts:
    """What an edited line would say; where it goes is told when it is entered."""
    if snapshot is None or not one_line(text):
        return GRAMMAR
    from coachtui.domain.capture import parse_capture

    now, wall = snapshot.now, snapshot.wall
    said = parse_capture(text, now=now, zone=snapshot.zone, today=snapshot.date)
    times = [f"not before {wall.earliest(said.not_before, now)}"] if said.not_before else []
    times += [f"due {wall.latest(said.due, now)}"] if said.due else []
    preview = Preview(
        said.title, said.who, said.minutes or 0, False, said.urgency, one_line(said.note), said.given_to,
        ", ".join(times), "",
    )  # fmt: skip
    return draw(preview, cells, glyphs)


def draw_block(text: str, snapshot: Snapshot | None, cells: int, glyphs: Glyphs) -> Parts:
    """The block that a line would add."""
    if snapshot is None or not text.strip():
        return (("13:00", "key"), (" or ", "dim"), ("13:00-13:45", "key"), ("  ", ""), ("45m", "key"),
                ("  sprint buffer break meeting  what it is about", "dim"))  # fmt: skip
    from coachtui.domain.block_text import parse_block_line

    try:
        said = parse_block_line(text, on=snapshot.date, zone=snapshot.zone)
    except UsageError as problem:
        return line(((f"{glyphs.wrong} ", "wrong"),), (glyphs.say(str(problem)), ""), (), cells, glyphs)
    start = hour(said.start, snapshot.wall)
    end = hour(said.start + timedelta(minutes=said.minutes), snapshot.wall)
    after: Parts = ((f"  {start}{glyphs.dash}{end}", "strong"), (f"  {said.minutes}m", ""))
    return line(((glyphs.kind(said.kind), role(said.kind)), (f" {said.kind.value} ", "dim")),
                (said.title, ""), after, cells, glyphs)  # fmt: skip


def draw_plan(text: str, on: date, rhythm: Rhythm, wall: Wall, cells: int, glyphs: Glyphs) -> Parts:
    """What a line of a plan would add: a task, a meeting or a break; or what can be written."""
    if not one_line(text):
        return PLAN_GRAMMAR
    from coachtui.domain.day_text import parse_day_text

    try:
        said = parse_day_text(text, on=on, zone=wall.zone, default_minutes=rhythm.sprint)
    except UsageError as problem:
        why = str(problem).removeprefix(f"line 1: {quoted(one_line(text))}: ")
        return line(((f"{glyphs.wrong} ", "wrong"),), (glyphs.say(why), ""), (), cells, glyphs)
    for task in said.tasks:
        sprints = -(-task.minutes // rhythm.sprint)
        words = f"  {task.minutes}m" + (f" in {sprints} sprints" if sprints > 1 else "")
        takes: Parts = ((words, ""), ("  must" if task.must else "", "urgent"))
        kind: Parts = ((f"{glyphs.sprint} ", "sprint"), ("task ", "dim"))
        return line(kind, (task.title, ""), takes, cells, glyphs)
    for meeting in said.meetings:
        about = f"{meeting.title}: {meeting.purpose}" if meeting.purpose else meeting.title
        people = f"  with {', '.join(map(clean, meeting.attendees))}" if meeting.attendees else ""
        ends: Parts = ((people, "dim"), (_span(meeting.span, wall, glyphs), "strong"))
        return line(
            ((f"{glyphs.meeting} ", "meeting"), ("meeting ", "dim")), (about, ""), ends, cells, glyphs
        )
    for rest in said.breaks:
        times: Parts = ((_span(rest.span, wall, glyphs), "strong"),)
        return line((("  break ", "dim"),), (rest.title, ""), times, cells, glyphs)
    return (("nothing is added by this line", "dim"),)


def _span(span: Span, wall: Wall, glyphs: Glyphs) -> str:
    return f"  {hour(span.start, wall)}{glyphs.dash}{hour(span.end, wall)}"
