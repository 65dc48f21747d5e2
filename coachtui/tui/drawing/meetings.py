"""The third pane's rows by their keys, and what it shows until more is asked: the day's meetings alone.

The rows themselves (`meeting_rows`) are imported with the first whole snapshot: the first paint waits
for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.tui.drawing.meeting_keys import key
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, hour, label, line, name, page

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView
    from coachtui.services.views import Snapshot
    from coachtui.tui.drawing.parts import Page, Parts


def draw(snapshot: Snapshot | None, cells: int, rows: int, glyphs: Glyphs, chosen: str = "") -> Page:
    """The page of the pane; `chosen` is the key of the row that is highlighted."""
    if snapshot is None or cells < NARROWEST:
        return EMPTY
    if snapshot.meetings is None:
        drawn = [_plain(block, snapshot, cells, glyphs) for block in _of(snapshot)]
        return page(drawn)
    from coachtui.tui.drawing import meeting_rows

    return meeting_rows.draw(snapshot.meetings, cells, rows, glyphs, chosen)


def numbers(snapshot: Snapshot, room: int, glyphs: Glyphs) -> str:
    """What the frame says: what waits, what is promised, and which meeting is next."""
    if snapshot.meetings is None:
        return ""
    from coachtui.tui.drawing import meeting_rows

    return meeting_rows.numbers(snapshot.meetings, room, glyphs)


def first(snapshot: Snapshot) -> str:
    """The key of what to look at first: the meeting that runs, or else waits, or else is next."""
    if snapshot.meetings is not None:
        from coachtui.tui.drawing.meeting_rows import in_order

        return next((key(one.id) for one in in_order(snapshot.meetings)), "")
    coming = next((block for block in _of(snapshot) if block.ends_at > snapshot.now), None)
    return key(coming.meeting_id) if coming else ""


def _of(snapshot: Snapshot) -> tuple[BlockView, ...]:
    """The day's meetings in time order."""
    return tuple(block for block in snapshot.blocks if block.kind is BlockKind.MEETING)


def _plain(block: BlockView, snapshot: Snapshot, cells: int, glyphs: Glyphs) -> tuple[str, Parts]:
    """A meeting as its block alone tells it, until more is known."""
    span = f"{hour(block.starts_at, snapshot.wall)}{glyphs.dash}{hour(block.ends_at, snapshot.wall)}"
    about = f"  {block.purpose}" if block.purpose else ""
    parts = line(
        ((" ", ""), label(block, glyphs), (" ", "")),
        (f"{name(block)}{about}", ""),
        ((f" {span} ", "dim"),),
        cells,
        glyphs,
    )
    return key(block.meeting_id), parts
