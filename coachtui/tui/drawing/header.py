"""The top lines: what is on now, how long it lasts, and what time it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.span import minutes_until
from coachtui.domain.sprint import left_words
from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui.drawing import coming
from coachtui.tui.drawing.parts import (
    day,
    hour,
    label,
    length,
    name,
    role,
    spread,
    used,
    width,
)
from coachtui.tui.text import cut

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.meeting_views import MeetingView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Part, Parts


BEGAN = "started: "
"""How a buffer with items is announced, where there is room for it."""


class On(NamedTuple):
    """What is on, as the top line says it."""

    sign: Part
    title: str
    rest: str
    """What is left of it, or by how much it is over."""
    look: str
    """The role of `rest`: the one change of colour at zero (rule 7)."""
    tail: str
    """When it ends, or what can be done about it."""
    passed: float
    """The part of it that has passed, from 0 to 1."""
    role: str
    span: tuple[datetime, datetime]
    least: int = 0
    """Cells of the title that are never cut."""


def draw(snapshot: Snapshot, cells: int, rows: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """One line (now), two (and next) or three (now with a line of its own for the progress)."""
    on = snapshot.now.astimezone(snapshot.zone)
    clock = (f"{day(on) if rows > 2 else f'{on:%a}'} {hour(snapshot.now, snapshot.wall)} ", "strong")
    if rows > 2:
        return (
            spread(((" NOW   ", "dim"), *_now(snapshot, glyphs)), (("  ", ""), clock), cells, glyphs),
            _progress(snapshot, cells, glyphs),
            coming.draw(snapshot, cells, glyphs, " NEXT  "),
        )
    first = _short(snapshot, cells, clock, glyphs)
    return (first,) if rows < 2 else (first, coming.draw(snapshot, cells, glyphs, " NEXT "))


def _now(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """What is on, in words."""
    if on := _on(snapshot, glyphs):
        return (on.sign, (" ", ""), (on.title, "strong"))
    if not snapshot.blocks or not snapshot.is_planned:
        return (("nothing planned yet" if snapshot.is_working_day else "no working day", ""),)
    first, last = snapshot.blocks[0], snapshot.blocks[-1]
    if snapshot.now < first.starts_at:
        wait = length(minutes_until(first.starts_at, snapshot.now))
        return ((f"the day begins {hour(first.starts_at, snapshot.wall)}, in {wait}", ""),)
    if snapshot.now >= last.ends_at or (last.state is BlockState.DONE and snapshot.now >= last.starts_at):
        return ((f"the day ended {hour(last.ends_at, snapshot.wall)}", ""),)
    return (("between blocks", ""),)


def _on(snapshot: Snapshot, glyphs: Glyphs) -> On | None:
    """The meeting that runs, what the clock runs for, or else the block that is on."""
    meeting = snapshot.running_meeting
    if meeting is not None and (snapshot.running is None or snapshot.running.is_paused):
        return _of_meeting(meeting, snapshot, glyphs)
    if snapshot.running:
        return _of_clock(snapshot.running, snapshot, glyphs)
    block = _current(snapshot)
    if block is None:
        return None
    span = (block.starts_at, block.ends_at)
    passed = max(0.0, (snapshot.now - block.starts_at) / (block.ends_at - block.starts_at))
    ends = f"ends {hour(block.ends_at, snapshot.wall)}"
    rest = left_words(snapshot.remaining(block))
    title, least = name(block), 0
    if block.kind is BlockKind.SPRINT and block.state is BlockState.PLANNED:
        ends = f"{commands.key('sprint')} starts it {glyphs.dot} {ends}"
        passed, rest, least = 0.0, length(block.minutes), len(title)
    elif waiting := snapshot.cards:
        minutes = f"{used(block, snapshot)} of {block.minutes}m"
        title = f"{BEGAN}{counted(len(waiting), 'item')}, {minutes}. {commands.key('open')}"
        least = len(title)
    elif block.kind is BlockKind.BUFFER and snapshot.left and block.free_minutes > block.reserve:
        ends = f"{commands.key('backlog')} fills it {glyphs.dot} {ends}"
    return On(label(block, glyphs), title, rest, "strong", ends, passed, role(block.kind), span, least)


def _of_clock(run: RunningView, snapshot: Snapshot, glyphs: Glyphs) -> On:
    """A sprint or an interruption whose clock has run, and what can be done about it."""
    sprint = run.kind == "sprint"
    sign = (glyphs.sprint + run.label, "sprint") if sprint else (glyphs.cursor, "urgent")
    tail, look = f"ends {snapshot.wall.end(run.ends_at)}", "strong"
    if run.is_paused:
        tail = f"paused {glyphs.dot} {commands.key('sprint')} goes on"
    elif run.is_overrun:
        more = f"  {commands.key('longer')} 5 more" if sprint else ""
        parking = f"  {commands.key('park')} park" if run.wants_decision else ""
        tail, look = f"{commands.key('finish')} finish{more}{parking}", "wrong"
    whole = max(run.elapsed + run.remaining, 1)
    span = (run.started_at, max(run.ends_at, snapshot.now))
    rest = left_words(run.remaining)
    least = len(run.title) if run.is_paused or run.is_overrun else 0
    return On(sign, run.title, rest, look, tail, min(run.elapsed / whole, 1.0), sign[1], span, least)


def _of_meeting(one: MeetingView, snapshot: Snapshot, glyphs: Glyphs) -> On:
    """A meeting that runs: the agenda item that is on, and whose time an overrun takes."""
    start, end = one.started_at or one.meeting.span.start, one.meeting.span.end
    passed = (snapshot.now - start) / max(end - start, timedelta(minutes=1))
    rest, look, tail = one.left_words, "strong", f"ends {snapshot.wall.end(end)}"
    if one.left < 0:
        look = "wrong"
        tail = f"{length(one.borrowed)} of the others' time" if one.borrowed else tail
    elif one.progress and one.progress.item:
        item = one.meeting.agenda[one.progress.item - 1]
        tail = f"{one.progress.item} {cut(item.title, 24, glyphs.ellipsis)} {length(one.progress.left)} left"
    title = one.meeting.title
    sign = (f"{glyphs.meeting}{one.label}", "meeting")
    return On(sign, title, rest, look, tail, min(max(passed, 0.0), 1.0), "meeting", (start, end))


def _current(snapshot: Snapshot) -> BlockView | None:
    """What is on now; a sprint that nobody planned is not."""
    block = snapshot.current
    is_real = block is not None and (snapshot.is_planned or block.kind is not BlockKind.SPRINT)
    return block if is_real else None


def _short(snapshot: Snapshot, cells: int, clock: tuple[str, str], glyphs: Glyphs) -> Parts:
    """Now in one line: block, bar, minutes left, what then, clock; the bar gives way first."""
    before: Parts = ((" NOW  ", "dim"), *_now(snapshot, glyphs))
    on = _on(snapshot, glyphs)
    if on is None:
        return spread(before, (("  ", ""), clock), cells, glyphs)
    tail: Parts = ((f" {on.rest}", on.look), (f" {glyphs.dot} {on.tail}", ""), ("   ", ""), clock)
    if cells < 70:
        tail = (tail[0], ("  ", ""), clock)
        before = (*before[:-1], (on.title.removeprefix(BEGAN), "strong"))
    room = cells - width(tail) - 4
    *fixed, (title, part) = before
    title = cut(title, max(room - width(tuple(fixed)) - 11, 12, on.least), glyphs.ellipsis)
    before = (*fixed, (title, part), (" ", ""))
    bar = cells - width(before) - width(tail)
    if bar < 5:
        return spread(before[:-1], tail, cells, glyphs)
    return (*before, *_bar(on, bar, glyphs), *tail)


def _bar(on: On, cells: int, glyphs: Glyphs) -> Parts:
    """How much of it has passed."""
    passed = round(on.passed * cells)
    return ((glyphs.bar * passed, on.role), (glyphs.rest * (cells - passed), "frame"))


def _progress(snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """The line of its own: start, bar, end, minutes left."""
    on = _on(snapshot, glyphs)
    if on is None:
        return ((" " * cells, ""),)
    start, end = hour(on.span[0], snapshot.wall), snapshot.wall.end(on.span[1])
    before = ((f"       {start} ", "dim"),)
    more = "" if on.tail == f"ends {end}" else f"  {on.tail}"
    after = ((f" {end}  ", "dim"), (on.rest, on.look), (f"{more} ", ""))
    return (*before, *_bar(on, cells - width(before) - width(after), glyphs), *after)
