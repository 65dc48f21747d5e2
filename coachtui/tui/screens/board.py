"""A whole screen about one day on which something is decided before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui import commands
from coachtui.tui.drawing.parts import line
from coachtui.tui.screens.listing import Listing
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.binding import BindingType

    from coachtui.tui.screens.working import Working


def board_bindings(context: str) -> list[BindingType]:
    """The keys of a board: nothing of it is kept yet, so that undo would take back what is not on it."""
    return commands.bindings(context, "board", commands.EVERYWHERE, but=("undo", "redo"))


class Board(Listing):
    """A list of things to decide about, the line for typing, the answer and the keys."""

    CSS_PATH = "board.tcss"
    is_guarded = False  # one key of it opens a line, and nothing is done before all is saved

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.said = Lines(id="said")

    def say(self, text: str) -> None:
        """Say why not."""
        width = self.size.width
        self.said.show([line(((f" {self.glyphs.wrong} ", "wrong"),), (text, ""), (), width, self.glyphs)])

    def do_board_leave(self) -> None:
        """Back to the panes; what was decided is still there next time."""
        self.dismiss(None)
