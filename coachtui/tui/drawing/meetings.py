"""The meetings of the day: when, who, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.span import minutes_between
from coachtui.tui.drawing.parts import EMPTY, NARROWEST, hour, label, length, line, name, page
from coachtui.tui.drawing.timeline import key

if TYPE_CHECKING:
    from coachtui.services.views import BlockView, Snapshot
    from coachtui.tui.drawing.parts import Page, Parts
    from coachtui.tui.glyphs import Glyphs


def of(snapshot: Snapshot) -> tuple[BlockView, ...]:
    """The day's meetings in time order."""
    return tuple(block for block in snapshot.blocks if block.kind is BlockKind.MEETING)


def coming(snapshot: Snapshot) -> BlockView | None:
    """The meeting that is on, or else the next one."""
    return next((block for block in of(snapshot) if block.ends_at > snapshot.now), None)


def draw(snapshot: Snapshot | None, cells: int, rows: int, glyphs: Glyphs) -> Page:
    """The page of the meetings: one row each, with people and purpose below where there is room."""
    if snapshot is None or cells < NARROWEST:
        return EMPTY
    meetings = of(snapshot)
    if not meetings:
        said = "No meetings today. A meeting has a purpose, people and an end."
        return page([("", line(((" ", ""),), (said, "dim"), (), cells, glyphs))])
    roomy = cells < 80 and rows >= 4 * len(meetings)
    drawn: list[tuple[str, Parts]] = []
    for block in meetings:
        drawn.append((key(block), _meeting(block, snapshot, cells, glyphs, roomy)))
        if roomy:
            drawn += [("", line(((" ", ""),), (text, "dim"), (), cells, glyphs)) for text in _below(block)]
            drawn.append(("", ((" " * cells, ""),)))
    return page(drawn)


def _meeting(block: BlockView, snapshot: Snapshot, cells: int, glyphs: Glyphs, roomy: bool) -> Parts:
    """One meeting's row: label, title, span, people and purpose, and when."""
    span = f"{hour(block.starts_at, snapshot.zone)}{glyphs.dash}{hour(block.ends_at, snapshot.zone)}"
    over = block.ends_at <= snapshot.now
    if over:
        when = "over"
    elif block.starts_at <= snapshot.now:
        when = "now"
    else:
        when = f"in {length(-minutes_between(block.starts_at, snapshot.now))}"
    about = "" if roomy else "".join(f"  {text}" for text in _below(block))
    sign, role = label(block, glyphs)
    return line(
        ((" ", ""), (sign, "dim" if over else role), (" ", "")),
        (f"{name(block)}{about}", "dim" if over else ""),
        ((f" {span} ", "dim"), (f"{when:>6} ", "strong" if when == "now" else "dim")),
        cells,
        glyphs,
    )


def _below(block: BlockView) -> list[str]:
    """People and purpose, where they are known."""
    texts = (", ".join(block.attendees), f"purpose: {block.purpose}" if block.purpose else "")
    return [text for text in texts if text]
