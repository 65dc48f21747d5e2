"""How text views are drawn: which signs, how wide, and with or without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.text import one_line
from coachtui.domain.wall import Wall
from coachtui.exchange.cells import cells, cut, fit
from coachtui.exchange.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

LEAST_NAME = 16
"""Cells that names keep where lines are short."""

LENGTH = 7
"""Cells of a length such as "~1h30m", with a space before it."""


def plain(text: str, style: str) -> str:
    """The text without its style."""
    return text


class Look(NamedTuple):
    """What the output can show."""

    glyphs: Glyphs = UNICODE
    width: int = 0
    """Cells to which the lines of a list are cut; 0 where nothing is cut, as in a pipe."""
    paint: Callable[[str, str], str] = plain
    """Dresses a text in a style: "bold", "dim", "blue", "yellow" or "red"; "" is none."""

    clock24: bool = True
    """Whether the user's clock counts to 24; else to 12."""
    week: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """The weekdays in the user's order, Monday is 0."""

    def wall(self, zone: ZoneInfo) -> Wall:
        """How an instant of a zone is worded."""
        return Wall(zone, self.clock24)

    def span(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """Two times as a column of one width: "10:45–11:00"."""
        wall = self.wall(zone)
        text = f"{wall.clock(start)}–{wall.clock(end)}"
        return f"{text:<{2 * wall.width + 1}}"

    def line(self, text: str, style: str = "") -> str:
        """A line of ours in signs that can be shown."""
        return self.paint(self.glyphs.say(text.rstrip()), style)


class Row(NamedTuple):
    """One line of a list; `lead` and `length` are ours, the others may hold words of the user."""

    lead: str
    name: str
    length: str = ""
    remark: str = ""
    style: str = ""


def columns(rows: Sequence[Row], look: Look) -> list[str]:
    """The rows with their parts under each other; names keep two thirds of a short line."""
    rows = [row._replace(name=one_line(row.name), remark=one_line(row.remark)) for row in rows]
    lead, name, remark = (
        max((cells(getattr(row, part)) for row in rows), default=0) for part in ("lead", "name", "remark")
    )
    if look.width:
        room = look.width - lead - LENGTH - 2
        name = min(name, max(room - remark, room * 2 // 3, LEAST_NAME))
    sign = look.glyphs.ellipsis
    out = []
    for row in rows:
        text = f"{fit(row.lead, lead)}{fit(row.name, name, sign)}{row.length:>{LENGTH}}  {row.remark}"
        out.append(look.line(cut(text, look.width, sign) if look.width else text, row.style))
    return out
