"""The day as rows: a list where space is short, else a column in proportion to the minutes.

Everything is drawn from instants, so that a night on which the clocks change has its true rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.day import working_date
from coachtui.domain.span import minutes_between
from coachtui.domain.sprint import left_words
from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui.drawing.hours import change, changes, inside, time_of
from coachtui.tui.drawing.parts import (
    EMPTY,
    NARROWEST,
    day,
    hour,
    label,
    length,
    line,
    meter,
    name,
    page,
    role,
    used,
    width,
)

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Page, Part, Parts

PAST = "past"
"""The key of the row that stands for all that is over."""

WIDE = 58
"""Cells from which rows have a column of times and a second line."""

SKIPPED = "not begun"
"""What is said of a sprint whose time is over and that was never begun."""

PARKED = "parked"
"""What is said of a sprint that was not done when it ended."""

STATES = {BlockState.RUNNING: "run", BlockState.PAUSED: "paused"}
"""What the list says of a block that has begun."""


def draw(snapshot: Snapshot | None, cells: int, rows: int, glyphs: Glyphs) -> Page:
    """The page of the day in a pane of this size."""
    if snapshot is None or cells < NARROWEST:
        return EMPTY
    if snapshot.is_fresh:
        return page(_welcome(cells, glyphs))
    step = scale(snapshot, cells, rows)
    drawn = _column(snapshot, cells, step, glyphs) if step else _list(snapshot, cells, glyphs)
    return page(drawn + _foot(snapshot, cells, rows - len(drawn), glyphs))


def scale(snapshot: Snapshot, cells: int, rows: int) -> int:
    """Minutes per row of a proportional day: 10 or 15; 0 where the day does not fit and is a list."""
    if cells < WIDE or not snapshot.blocks:
        return 0
    offered = (10, 15) if cells >= 70 else (15,)
    return next((step for step in offered if sum(_heights(snapshot, step)) < rows), 0)


def current_key(snapshot: Snapshot) -> str:
    """The key of the row that is on now."""
    if block := snapshot.current:
        return key(block)
    coming = [block for block in snapshot.blocks if block.starts_at > snapshot.now]
    return key(coming[0]) if coming else PAST


def key(block: BlockView) -> str:
    """A block's key, also while it is only projected."""
    return f"{block.label}@{block.starts_at:%Y%m%d%H%M}" if block.id is None else f"block-{block.id}"


def _heights(snapshot: Snapshot, step: int) -> list[int]:
    """Rows of each block in a proportional day; rounding does not add up over the day."""
    first = snapshot.blocks[0].starts_at
    return [
        max(
            1,
            (2 * minutes_between(first, block.ends_at) + step) // (2 * step)
            - (2 * minutes_between(first, block.starts_at) + step) // (2 * step),
        )
        for block in snapshot.blocks
    ]


def _right(block: BlockView, snapshot: Snapshot, wide: bool, glyphs: Glyphs) -> Parts:
    """What stands at a row's right edge: how full, or how long."""
    if block.kind is BlockKind.BUFFER:
        cells = 10 if wide else 5
        taken = used(block, snapshot)
        return (
            (" ", ""),
            (meter(taken, block.minutes, cells, glyphs), "buffer" if taken else "dim"),
            (" ", ""),
        )
    minutes = f"{length(block.minutes):>5}"
    if block.is_skipped:
        return ((f" {SKIPPED}", "wrong"), (f"{minutes} ", "dim"))
    if lost := snapshot.slipping(block):
        return ((f" loses {length(lost)}", "wrong"), (f"{minutes} ", "dim"))
    if not wide:
        return ((f" {_state(block, glyphs)}", "strong"), (f"{minutes} ", "dim"))
    begun = f"{_state(block, glyphs)} ".lstrip()
    span = f"{hour(block.starts_at, snapshot.wall)}{glyphs.dash}{hour(block.ends_at, snapshot.wall)}"
    return ((f" {begun}", "strong"), (f"{span}{minutes} ", "dim"))


def _state(block: BlockView, glyphs: Glyphs) -> str:
    """Where a block stands, in a sign or a word; empty before it begins."""
    if block.is_parked:
        return PARKED
    return glyphs.done if block.state is BlockState.DONE else STATES.get(block.state, "")


def _block(block: BlockView, snapshot: Snapshot, cells: int, wide: bool, glyphs: Glyphs) -> Parts:
    """The row that names a block."""
    at = time_of(block.starts_at, snapshot, glyphs)
    is_now = snapshot.current is block
    over = block.is_past(snapshot.now)
    sign, colour = label(block, glyphs, " " if wide else "")
    title = name(block)
    if wide and block.kind is BlockKind.BUFFER and (who := _names(block, snapshot)):
        title = f"{title}  {who}"
    return line(
        (
            (f" {at}", "dim" if over else ""),
            (sign, colour),
            ("" if block.kind is BlockKind.BREAK else " ", ""),
        ),
        (
            title,
            "dim"
            if over or block.kind is BlockKind.BUFFER or not block.title
            else "strong"
            if is_now
            else "",
        ),
        _right(block, snapshot, wide, glyphs),
        cells,
        glyphs,
    )


def _names(block: BlockView, snapshot: Snapshot) -> str:
    """Who waits in a buffer: "Bob 10m, Ana 2m"."""
    group = snapshot.in_buffer(block)
    return ", ".join(f"{item.who or item.title} {item.minutes}m" for item in group.items[:6]) if group else ""


def _now(snapshot: Snapshot, cells: int, glyphs: Glyphs) -> tuple[str, Parts]:
    """The line of now: only its time is loud, the line is plain."""
    at = time_of(snapshot.now, snapshot, glyphs).rstrip()
    block = snapshot.current
    rest = f" {left_words(snapshot.remaining(block))} " if block else " now "
    head: Parts = ((" ", ""), (f"{at}{glyphs.now}", "chip"))
    room = max(cells - width(head) - len(rest), 0)
    return "", (*head, (glyphs.rule * room, "nowline"), (rest, "strong"))


def _list(snapshot: Snapshot, cells: int, glyphs: Glyphs) -> list[tuple[str, Parts]]:
    """One row per block; what is over is one row, and a row for each sprint of it that was not begun."""
    past = [block for block in snapshot.blocks if block.is_past(snapshot.now)]
    rows = [(PAST, _past(past, snapshot, cells, glyphs))] if past else []
    rows += [(key(block), _block(block, snapshot, cells, False, glyphs)) for block in snapshot.skipped]
    ahead = [block for block in snapshot.blocks if not block.is_past(snapshot.now)]
    between = [
        (at, False, ("", change(at, snapshot, cells, glyphs)))
        for at in changes(snapshot)
        if not past or at >= past[-1].ends_at
    ]
    if snapshot.blocks and working_date(snapshot.now, snapshot.zone) == snapshot.date:
        on = snapshot.current
        late = on is not None and on.ends_at == snapshot.now  # it goes on up to this line
        between.append((snapshot.now, not late, _now(snapshot, cells, glyphs)))
    between.sort(key=lambda one: one[:2])
    for block in ahead:
        while between and between[0][:2] < (block.starts_at, True):
            rows.append(between.pop(0)[2])
        rows.append((key(block), _block(block, snapshot, cells, False, glyphs)))
    return rows + [row for _, _, row in between]


def _past(past: list[BlockView], snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """One row for what is over: "✓ 08:30–10:00  1 sprint, 3 items done"."""
    sprints = [block for block in past if block.kind is BlockKind.SPRINT and not block.is_parked]
    finished = sum(block.is_finished for block in sprints)
    words = []
    if sprints:
        some = "" if finished == len(sprints) else f"{finished} of "
        words.append(f"{some}{counted(len(sprints), 'sprint')}")
    if met := sum(block.kind is BlockKind.MEETING for block in past):
        words.append(counted(met, "meeting"))
    if done := snapshot.summary.done:
        words.append(f"{counted(done, 'item')} done")
    sign = glyphs.done if finished == len(sprints) else glyphs.dot
    span = f"{hour(past[0].starts_at, snapshot.wall)}{glyphs.dash}{hour(past[-1].ends_at, snapshot.wall)}"
    while words and len(", ".join(words)) > cells - 17:
        words.pop()
    return line(((f" {sign} {span}  ", "dim"),), (", ".join(words), "dim"), (), cells, glyphs)


def _column(snapshot: Snapshot, cells: int, step: int, glyphs: Glyphs) -> list[tuple[str, Parts]]:
    """Blocks as high as they are long, the line of now at its height."""
    rows: list[tuple[str, Parts]] = []
    changing = changes(snapshot)
    for block, height in zip(snapshot.blocks, _heights(snapshot, step), strict=True):
        drawn = [(key(block), _block(block, snapshot, cells, True, glyphs))]
        second = _second(block, glyphs)
        for index in range(1, height):
            times = inside(block, index, height, snapshot, glyphs)
            gutter = (f"{glyphs.kind(block.kind)} ", role(block.kind))
            said = second if index == 1 else ""
            drawn.append(("", line(((f" {times}", "dim"), gutter), (said, "dim"), (), cells, glyphs)))
        for instant in changing:
            if block.starts_at <= instant < block.ends_at:
                place = round(minutes_between(block.starts_at, instant) / block.minutes * height)
                row = ("", change(instant, snapshot, cells, glyphs))
                drawn[place : place + (0 < place < height)] = [row]
        if snapshot.current is block:
            passed = minutes_between(block.starts_at, snapshot.now)
            at = min(max(1, round(passed / block.minutes * height)), height) if block.minutes else 1
            drawn.insert(at, _now(snapshot, cells, glyphs))
        rows += drawn
    return rows


def _second(block: BlockView, glyphs: Glyphs) -> str:
    """What a meeting's second row says."""
    people = ", ".join(block.attendees)
    purpose = f"purpose: {block.purpose}" if block.purpose else ""
    return f" {glyphs.dot} ".join(text for text in (people, purpose) if text)


def _foot(snapshot: Snapshot, cells: int, room: int, glyphs: Glyphs) -> list[tuple[str, Parts]]:
    """What stands below the day where there is room: what has no place in it, and the buffers in numbers."""
    one = snapshot.summary
    lines = [
        line(
            ((" ! ", "urgent"),),
            (f"{one.label} {one.title}", ""),
            ((f" loses {length(one.minutes)} ", "wrong"),),
            cells,
            glyphs,
        )
        for one in snapshot.slips
    ]
    lines += [
        line(
            ((" ! ", "urgent") if snapshot.is_planned else (f" {glyphs.dot} ", "dim"),),
            (task.title, ""),
            ((f" {length(task.minutes)} {'do not fit' if snapshot.is_planned else 'carried over'} ", "dim"),),
            cells,
            glyphs,
        )
        for task in snapshot.unplaced
    ]
    if snapshot.blocks and not snapshot.is_planned:
        key = commands.key("plan")
        said = (
            f"carried over: {key} plans them" if snapshot.unplaced else f"only projected: {key} plans the day"
        )
        lines.append(line(((" ", ""),), (said, "dim"), (), cells, glyphs))
    if left := snapshot.left:
        said = f"{left.tasks} left over, clear back to {day(left.frontier)}  {commands.key('backlog')}"
        if left.asked:
            said = f"{left.asked} carried over again and again  {commands.key('backlog')} decides"
        lines.append(line(((" ", ""),), (said, "strong" if left.asked else "dim"), (), cells, glyphs))
    if snapshot.blocks:
        ends = hour(snapshot.blocks[-1].ends_at, snapshot.wall)
        numbers = f"buffer free {one.free}m {glyphs.dot} booked {one.booked}m"
        if cells >= WIDE:
            numbers += f" of {one.buffered}m {glyphs.dot} day ends {ends}"
        lines.append(line(((" ", ""),), (numbers, "dim"), (), cells, glyphs))
    if not snapshot.blocks:
        said = "No working day." if not snapshot.is_working_day else "Nothing planned."
        return [("", line(((" ", ""),), (said, "dim"), (), cells, glyphs))]
    blank = [("", ((" " * cells, ""),))]
    must = len(snapshot.slips) + len(snapshot.unplaced)
    fitting = lines if len(lines) < room else lines[:must]
    return blank + [("", one_line) for one_line in fitting] if fitting else []


def _press(name: str) -> Part:
    """The key of a command, in a column of keys."""
    return (f" {commands.key(name):<2} ", "key")


def _welcome(cells: int, glyphs: Glyphs) -> list[tuple[str, Parts]]:
    """What an empty file shows: the three kinds, and what to press."""
    kinds: tuple[Parts, ...] = (
        ((f" {glyphs.sprint} ", "sprint"), ("sprint   ", "strong"), ("one thing, no interruptions", "")),
        ((f" {glyphs.buffer} ", "buffer"), ("buffer   ", "strong"), ("where interruptions go", "")),
        ((f" {glyphs.meeting} ", "meeting"), ("meeting  ", "strong"), ("has a purpose and an end", "")),
    )
    keys: tuple[Parts, ...] = (
        (_press("plan"), ("plan the day", "")),
        (_press("capture"), ("capture an interruption", "")),
        (_press("demo"), ("look at a full demo day", "")),
        (_press("now"), ("the same, with a tour of it", "")),
        (_press("help"), ("all keys", "")),
        (_press("quit"), ("leave: everything is kept", "")),
    )
    said: tuple[Parts, ...] = (
        (),
        ((" Your day, in three kinds of blocks:", ""),),
        (),
        *kinds,
        (),
        *keys,
        (),
        ((" Or from any terminal: ", ""), ("$ coachtui plan -", "strong")),
    )
    return [
        ("", line(parts[:-1], parts[-1], (), cells, glyphs) if parts else ((" " * cells, ""),))
        for parts in said
    ]
