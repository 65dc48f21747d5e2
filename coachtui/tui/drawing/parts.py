"""Parts of a line: texts with a role each, laid out in cells.

A role names what a text is ("sprint", "dim"); the theme says how that looks. Widths are cells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from coachtui.domain.block import BlockKind
from coachtui.tui.text import clean, cut

if TYPE_CHECKING:
    from datetime import date, datetime

    from coachtui.domain.wall import Wall
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import BlockView
    from coachtui.services.views import Snapshot

Part = tuple[str, str]
"""A text and its role (`themes.ROLES`); the empty role is plain text."""

Parts = tuple[Part, ...]
"""A line, from left to right."""


class Page(NamedTuple):
    """The rows of a list: what each is, and how to draw it when it is looked at."""

    keys: Sequence[str]
    """What each row stands for, unique; empty for rows that cannot be highlighted."""
    paint: Callable[[int], Parts]
    """Draws a row; called only for rows on the screen."""
    marker: int = 0
    """The cell, blank in every row that has a key, where the highlighted row gets its sign."""


NARROWEST = 20
"""Cells below which a pane stays empty; the line of now is still there."""

EMPTY = Page((), lambda _: ())
"""No rows."""


def page(rows: Sequence[tuple[str, Parts]]) -> Page:
    """A page of rows that are drawn already."""
    return Page(tuple(key for key, _ in rows), lambda index: rows[index][1])


def width(parts: Parts) -> int:
    """Cells of the parts."""
    return sum(cell_len(text) for text, _ in parts)


def line(before: Parts, flexible: Part, after: Parts, cells: int, glyphs: Glyphs) -> Parts:
    """A line of exactly so many cells: the flexible text takes what the others leave, and is cut.

    What stands after it is left out as a whole where too little would remain of the text.
    """
    text, role = clean(flexible[0]), flexible[1]
    fixed = width(before)
    room = cells - fixed - width(after)
    if after and room < min(cell_len(text), 8):
        after, room = (), cells - fixed
    text = cut(text, max(room, 0), glyphs.ellipsis)
    return (*before, (text, role), (" " * (room - cell_len(text)), ""), *after)


def line_of_two(
    before: Parts, flexible: tuple[Part, Part], after: Parts, cells: int, glyphs: Glyphs
) -> Parts:
    """A line of exactly so many cells with two flexible texts: the second gets what the first leaves."""
    (first, role), (second, other) = flexible
    first, second = clean(first), clean(second)
    least = min(cell_len(first), 8)
    if after and cells - width(before) - width(after) < least:
        after = ()
    room = cells - width(before) - width(after)
    first = cut(first, max(room, 0), glyphs.ellipsis)
    left = room - cell_len(first)
    if not second or left < 8:
        return (*before, (first, role), (" " * left, ""), *after)
    second = cut(second, left - 2, glyphs.ellipsis)
    return (
        *before,
        (first, role),
        ("  ", ""),
        (second, other),
        (" " * (left - 2 - cell_len(second)), ""),
        *after,
    )


def fitting(room: int, *texts: str) -> str:
    """The first of several ways to say something that fits into so many cells; else the last."""
    return next((one for one in texts if cell_len(one) <= room), texts[-1])


def wrapped(text: str, cells: int, most: int) -> list[str]:
    """The text in lines of at most so many cells, broken between words; at most so many lines."""
    lines: list[str] = []
    now = ""
    for word in clean(text).split():
        if now and cell_len(now) + 1 + cell_len(word) > cells:
            lines.append(now)
            now = word
        else:
            now = f"{now} {word}".lstrip()
        if len(lines) == most:
            return [*lines[:-1], f"{lines[-1]} {now}"]
    return [*lines, now] if now or not lines else lines


def rule(cells: int, glyphs: Glyphs) -> Parts:
    """A horizontal line between blank edges."""
    return ((" ", ""), (glyphs.rest * (cells - 2), "frame"), (" ", ""))


def hour(at: datetime, wall: Wall) -> str:
    """The wall-clock time in a sentence: "09:05", "9:05am"."""
    return wall.clock(at)


def column(at: datetime, wall: Wall) -> str:
    """The wall-clock time in a column: always as wide as the widest."""
    return f"{wall.clock(at):>{wall.width}}"


def day(on: date) -> str:
    """A day in few letters: "Tue 24 Nov"."""
    return f"{on:%a} {on.day} {on:%b}"


def length(minutes: int) -> str:
    """A length in minutes, or in hours where that reads better: "45m", "3h", "3h45"."""
    if minutes < 100:
        return f"{minutes}m"
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def label(block: BlockView, glyphs: Glyphs, gap: str = "") -> Part:
    """A block's gutter and label: "█S2"."""
    name = "" if block.kind is BlockKind.BREAK else block.label
    return (glyphs.kind(block.kind) + gap + name, role(block.kind))


def role(kind: BlockKind) -> str:
    """The role that texts of a kind of block have."""
    return "dim" if kind is BlockKind.BREAK else kind.value


def name(block: BlockView) -> str:
    """What a block is called on the screen: a buffer without a name is a buffer."""
    return block.title or block.kind.value


def used(block: BlockView, snapshot: Snapshot) -> int:
    """Minutes of a buffer that are slotted."""
    group = snapshot.in_buffer(block)
    return group.used if group else 0


def meter(taken: int, capacity: int, cells: int, glyphs: Glyphs) -> str:
    """How full a buffer is, as cells and as numbers: "■■■■□ 12/15m"."""
    full = 0 if capacity < 1 else min(cells, -(-taken * cells // capacity))
    return f"{glyphs.full * full}{glyphs.empty * (cells - full)} {f'{taken}/{capacity}m':>6}"


def spread(before: Parts, after: Parts, cells: int, glyphs: Glyphs) -> Parts:
    """Parts on the left and on the right; the last one on the left is cut where needed."""
    *fixed, last = before
    return line(tuple(fixed), last, after, cells, glyphs)
