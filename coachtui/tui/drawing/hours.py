"""The column of times beside a day, also on a night on which the clocks change.

The hour that comes twice in autumn is there twice: its second pass has a mark behind every time, and a
row says when the clocks are changed.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from coachtui.domain.day import clock_changes
from coachtui.domain.human import format_clock
from coachtui.domain.span import Span, minutes_between
from coachtui.tui.drawing.parts import line

if TYPE_CHECKING:
    from datetime import datetime

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Parts


def time_of(at: datetime, snapshot: Snapshot, glyphs: Glyphs) -> str:
    """A time in its column, as wide as the widest, and a cell for the mark of a second pass."""
    again = glyphs.again if at.astimezone(snapshot.zone).fold else " "
    return f"{snapshot.wall.clock(at):>{snapshot.wall.width}}{again}"


def inside(block: BlockView, at: int, rows: int, snapshot: Snapshot, glyphs: Glyphs) -> str:
    """The column beside a later row of a block: the full hour that begins in it, or blank."""
    start, minutes = block.starts_at, minutes_between(block.starts_at, block.ends_at)
    first, last = minutes * at // rows, minutes * (at + 1) // rows
    for passed in range(first, last):
        instant = start + timedelta(minutes=passed)
        if not instant.astimezone(snapshot.zone).minute:
            return time_of(instant, snapshot, glyphs)
    return " " * (snapshot.wall.width + 1)


def changes(snapshot: Snapshot) -> tuple[datetime, ...]:
    """When the clocks change during the day's blocks."""
    if not snapshot.blocks:
        return ()
    return clock_changes(Span(snapshot.blocks[0].starts_at, snapshot.blocks[-1].ends_at), snapshot.zone)


def change(at: datetime, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> Parts:
    """The row that says it: what the clocks show then, and what they are set to."""
    wall, before = snapshot.wall, at - timedelta(minutes=1)
    shift = _offset(at, snapshot) - _offset(before, snapshot)
    old = (before.astimezone(wall.zone).replace(tzinfo=UTC) + timedelta(minutes=1)).time()
    word = "back" if shift < timedelta() else "forward"
    second = f" ({glyphs.again} again)" if shift < timedelta() else ""
    said = f"clocks {word} to {wall.clock(at)}{second}"
    return line(
        ((f" {format_clock(old, wall.clock24):>{wall.width}}  ", "dim"),), (said, "strong"), (), cells, glyphs
    )


def _offset(at: datetime, snapshot: Snapshot) -> timedelta:
    return at.astimezone(snapshot.zone).utcoffset() or timedelta()
