"""A list that covers the panes, and the keys that move through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from coachtui.tui.drawing.parts import line
from coachtui.tui.screens.covering import Covering
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.prompt import Prompt
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.screens.working import Working


class Listing(Covering):
    """A top line, and rows below it that are drawn from what the dashboard or the engine knows."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.head = Lines(id="head")
        self.rows = Rows(self.glyphs, id="board-rows")

    def on_mount(self) -> None:
        """Ask how things stand."""
        self.set_focus(self.rows)
        self.offer()
        self.look()

    def look(self) -> None:
        """Ask how things stand; where the dashboard knows all, draw that."""
        self.draw()

    def draw(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Another size cuts elsewhere."""
        self.call_after_refresh(self.draw)

    def heading(self, what: str, about: str) -> None:
        """The top line: which screen this is, and what it is about."""
        before: Parts = ((f" {what}  ", "dim"),)
        self.head.show((line(before, (about, "strong"), (), self.size.width, self.glyphs),))

    def do_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_top(self) -> None:
        """The first row."""
        self.rows.move_to_edge(last=False)

    def do_bottom(self) -> None:
        """The last row."""
        self.rows.move_to_edge(last=True)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.rows.move(max(self.rows.size.height // 2, 1))

    def do_half_up(self) -> None:
        """Half a page up."""
        self.rows.move(-max(self.rows.size.height // 2, 1))

    @on(Prompt.Closed)
    def _back(self) -> None:
        """Back to the list."""
        self.set_focus(self.rows)
