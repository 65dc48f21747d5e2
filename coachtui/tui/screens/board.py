"""A whole screen about one day on which something is decided before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui import commands
from coachtui.tui.drawing.parts import line
from coachtui.tui.screens.listing import Listing
from coachtui.tui.text import clean
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine

if TYPE_CHECKING:
    from textual.binding import BindingType

    from coachtui.tui.screens.working import Working


def board_bindings(context: str) -> list[BindingType]:
    """The keys of a board: nothing of it is kept yet, so that undo would take back what is not on it."""
    return commands.bindings(context, "board", commands.EVERYWHERE, but=("undo", "redo"))


class Board(Listing):
    """A list of things to decide about, the line for typing, the answer and the keys."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.said = Lines(id="said")
        self.message = MessageLine(self.glyphs)
        """What was answered since it is here; not there before."""
        self.message.display = False

    def on_mount(self) -> None:
        """What is captured above it is answered here too."""
        self.watch(self.dashboard.message, "said", self._heard, init=False)

    def _heard(self) -> None:
        """Say what the dashboard says; nothing is taken back from here."""
        there = commands.hint("undo")
        self.message.display = True
        self.message.said = tuple(
            (before, text, "" if after == there else after)
            for before, text, after in self.dashboard.message.said
        )

    def say(self, text: str) -> None:
        """Say why not."""
        width = self.size.width
        self.said.show([line(((f" {self.glyphs.wrong} ", "wrong"),), (text, ""), (), width, self.glyphs)])

    def take_text(self, text: str, at: float) -> None:
        """Keys came all at once: a text for the board's own line, and none of them is a command."""
        self.take_line(clean(text.strip()), by_itself=at)

    def take_paste(self, text: str) -> None:
        """A pasted text is a line of the board."""
        self.take_line(text)

    def take_line(self, text: str, *, by_itself: float | None = None) -> None:
        """Offer a text in the board's own line; `by_itself` is when its last key came, if it was typed."""
        raise NotImplementedError

    def take_back_burst(self, text: str, at: float) -> None:
        """What keys decided that came too fast is taken back; they are offered as the text that they are."""
        self.dashboard.take_back()
        self.take_back()
        self.take_text(text, at)

    def take_back(self) -> None:
        """What was decided since a burst may have begun is undecided again."""
        raise NotImplementedError

    def do_board_leave(self) -> None:
        """Back to the panes; what was decided is still there next time."""
        self.dismiss(None)
