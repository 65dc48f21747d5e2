"""Plots that a terminal can draw; each bar has its number beside it, so that no sign has to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.exchange.cells import cells as width_of
from coachtui.exchange.cells import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.exchange.glyphs import Glyphs

Part = tuple[str, str]
"""A text and its style: "bold", "dim", "blue", "yellow", "red" or none."""

Parts = tuple[Part, ...]
"""A line, from left to right."""


def bar(value: int, most: int, cells: int, glyphs: Glyphs, *, rest: bool = True) -> str:
    """A value as cells, `most` of which fill all; one that is not zero has a cell at least.

    The cells that are not filled are drawn too, or left blank without `rest`.
    """
    full = 0 if most < 1 or value < 1 else min(cells, max(1, round(value * cells / most)))
    return glyphs.full * full + (glyphs.empty if rest else " ") * (cells - full)


LONGEST_NAME = 16
"""Cells of a bar's name."""

LONGEST_BAR = 24
"""Cells of a bar, and at least a quarter of them."""


def rows(
    values: Sequence[tuple[str, int, str]], width: int, glyphs: Glyphs, style: str = "yellow"
) -> list[Parts]:
    """A bar for each name and value, with a remark behind its number, in lines of so many cells.

    The longest bar is the whole length.
    """
    most = max((value for _, value, _ in values), default=0)
    names = min(max((width_of(name) for name, _, _ in values), default=0), LONGEST_NAME)
    digits = len(str(most))
    remarks = max((width_of(remark) + 2 for _, _, remark in values if remark), default=0)
    cells = max(min(LONGEST_BAR, width - names - digits - remarks - 4), LONGEST_BAR // 4)
    out: list[Parts] = []
    for name, value, remark in values:
        short = cut(name, names, glyphs.ellipsis)
        lead = short + " " * (names - width_of(short))
        out.append(
            (
                (f"  {lead} ", ""),
                (bar(value, most, cells, glyphs, rest=False), style),
                (f" {value:>{digits}}", "bold"),
                (f"  {remark}" if remark else "", "dim"),
            )
        )
    return out


def beside(left: Sequence[Parts], right: Sequence[Parts], column: int) -> list[Parts]:
    """Two blocks of lines beside each other; the right one begins at a column."""
    out: list[Parts] = []
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ()
        other = right[at] if at < len(right) else ()
        gap = max(1, column - sum(width_of(text) for text, _ in one))
        out.append((*one, (" " * gap, ""), *other) if other else one)
    return out
