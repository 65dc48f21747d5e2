"""The top lines: what is on now, how long it lasts, what comes next, and what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.span import minutes_between
from coachtui.tui.drawing.parts import day, hour, label, length, line, meter, name, role, used, width
from coachtui.tui.text import cut

if TYPE_CHECKING:
    from coachtui.services.views import BlockView, Snapshot
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.glyphs import Glyphs


def draw(snapshot: Snapshot, cells: int, rows: int, glyphs: Glyphs) -> tuple[Parts, ...]:
    """One line (now), two (and next) or three (now with a line of its own for the progress)."""
    on = snapshot.now.astimezone(snapshot.zone)
    clock = (f"{day(on) if rows > 2 else f'{on:%a}'} {hour(snapshot.now, snapshot.zone)} ", "strong")
    if rows > 2:
        return (
            _spread(((" NOW   ", "dim"), *_now(snapshot, glyphs)), (clock,), cells, glyphs),
            _progress(snapshot, cells, glyphs),
            _next(snapshot, cells, glyphs, " NEXT  "),
        )
    first = _short(snapshot, cells, clock, glyphs)
    return (first,) if rows < 2 else (first, _next(snapshot, cells, glyphs, " NEXT "))


def is_fresh(snapshot: Snapshot) -> bool:
    """Whether nothing has been done in this file yet."""
    return not (snapshot.is_planned or snapshot.undo or snapshot.redo or snapshot.queue or snapshot.done)


def left(snapshot: Snapshot, block: BlockView) -> int:
    """Minutes left of a block, counting the begun one."""
    return -(minutes_between(block.ends_at, snapshot.now))


def _spread(before: Parts, after: Parts, cells: int, glyphs: Glyphs) -> Parts:
    """Parts on the left and on the right; the last one on the left is cut where needed."""
    *fixed, last = before
    return line(tuple(fixed), last, after, cells, glyphs)


def _now(snapshot: Snapshot, glyphs: Glyphs) -> Parts:
    """What is on, in words."""
    if block := _current(snapshot):
        return (label(block, glyphs), (" ", ""), (name(block), "strong"))
    if not snapshot.blocks or not snapshot.is_planned:
        return (("nothing planned yet" if snapshot.is_working_day else "no working day", ""),)
    first, last = snapshot.blocks[0], snapshot.blocks[-1]
    if snapshot.now < first.starts_at:
        wait = length(minutes_between(snapshot.now, first.starts_at))
        return ((f"the day begins {hour(first.starts_at, snapshot.zone)}, in {wait}", ""),)
    if snapshot.now >= last.ends_at:
        return ((f"the day ended {hour(last.ends_at, snapshot.zone)}", ""),)
    return (("between blocks", ""),)


def _current(snapshot: Snapshot) -> BlockView | None:
    """What is on now; a sprint that nobody planned is not."""
    block = snapshot.current
    is_real = block is not None and (snapshot.is_planned or block.kind is not BlockKind.SPRINT)
    return block if is_real else None


def _short(snapshot: Snapshot, cells: int, clock: tuple[str, str], glyphs: Glyphs) -> Parts:
    """Now in one line: block, bar, minutes left, end, clock; the bar gives way first."""
    before: Parts = ((" NOW  ", "dim"), *_now(snapshot, glyphs))
    block = _current(snapshot)
    if block is None:
        return _spread(before, (("  ", ""), clock), cells, glyphs)
    ends = f" {glyphs.dot} ends {hour(block.ends_at, snapshot.zone)}"
    tail: Parts = ((f" {left(snapshot, block)}m left", "strong"), (ends, ""), ("   ", ""), clock)
    if cells < 70:
        tail = (tail[0], ("  ", ""), clock)
    room = cells - width(tail) - 4
    *fixed, (title, part) = before
    title = cut(title, max(room - width(tuple(fixed)) - 11, 12), glyphs.ellipsis)
    before = (*fixed, (title, part), (" ", ""))
    bar = cells - width(before) - width(tail)
    if bar < 5:
        return _spread(before[:-1], tail, cells, glyphs)
    return (*before, *_bar(snapshot, block, bar, glyphs), *tail)


def _bar(snapshot: Snapshot, block: BlockView, cells: int, glyphs: Glyphs) -> Parts:
    """How much of the block has passed."""
    whole = (block.ends_at - block.starts_at).total_seconds()
    passed = round((snapshot.now - block.starts_at).total_seconds() / whole * cells)
    return ((glyphs.bar * passed, role(block.kind)), (glyphs.rest * (cells - passed), "frame"))


def _progress(snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """The line of its own: start, bar, end, minutes left."""
    block = _current(snapshot)
    if block is None:
        return ((" " * cells, ""),)
    before = ((f"       {hour(block.starts_at, snapshot.zone)} ", "dim"),)
    after = (
        (f" {hour(block.ends_at, snapshot.zone)}  ", "dim"),
        (f"{left(snapshot, block)} min left ", "strong"),
    )
    return (*before, *_bar(snapshot, block, cells - width(before) - width(after), glyphs), *after)


def _next(snapshot: Snapshot, cells: int, glyphs: Glyphs, lead: str) -> Parts:
    """The next buffer with what waits in it, then the next other thing; and the day in numbers."""
    coming = [
        block
        for block in snapshot.blocks
        if block.starts_at > snapshot.now and (snapshot.is_planned or block.kind is not BlockKind.SPRINT)
    ]
    if not coming or is_fresh(snapshot):
        return _spread(((lead, "dim"), (_advice(snapshot, glyphs), "dim")), (), cells, glyphs)
    first = coming[0]
    parts: Parts = ((lead, "dim"), *_coming(snapshot, first, glyphs))
    buffer = first.kind is BlockKind.BUFFER
    then = next((one for one in coming[1:] if (one.kind is BlockKind.BUFFER) != buffer), None)
    if then:
        more: Parts = (("   then ", "dim"), *_coming(snapshot, then, glyphs))
        if width(parts) + width(more) <= cells:
            parts += more
    day_in_numbers = _numbers(snapshot, glyphs)
    if cells >= 150 and width(parts) + len(day_in_numbers) + 3 <= cells:
        return _spread((*parts, ("", "")), ((day_in_numbers, "dim"),), cells, glyphs)
    return _spread(parts, (), cells, glyphs)


def _coming(snapshot: Snapshot, block: BlockView, glyphs: Glyphs) -> Parts:
    """A block that is to come, in short: "┊B2 10:45 15m ■■■■□ 12/15m 2 items"."""
    at = hour(block.starts_at, snapshot.zone)
    if block.kind is not BlockKind.BUFFER:
        return (label(block, glyphs), (" " if block.label else "", ""), (f"{name(block)} {at}", ""))
    items = f" {len(block.slots)} item{'s' * (len(block.slots) != 1)}" if block.slots else ""
    filled = meter(used(block, snapshot), block.minutes, 5, glyphs)
    return (label(block, glyphs), (f" {at} ", ""), (filled, "buffer"), (items, ""))


def _numbers(snapshot: Snapshot, glyphs: Glyphs) -> str:
    one = snapshot.summary
    dot = glyphs.dot
    return (
        f"Today S {one.sprints_done}/{one.sprints} {dot} M {one.meetings_done}/{one.meetings} {dot} "
        f"buffer left {one.free} of {one.buffered}m "
    )


def _advice(snapshot: Snapshot, glyphs: Glyphs) -> str:
    """What to press when nothing comes any more."""
    if snapshot.blocks and not is_fresh(snapshot):
        waiting = snapshot.summary.waiting
        return (
            f"nothing more today {glyphs.dot} {waiting} wait{'s' * (waiting == 1)}"
            if waiting
            else "nothing more today"
        )
    return "i captures an interruption; coachtui plan FILE plans the day"
