"""A whole screen that is read: a recap, a forecast, the backlog. What is decided on it is done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from coachtui.tui import commands
from coachtui.tui.drawing.parts import line, page
from coachtui.tui.screens.board import Board
from coachtui.tui.widgets.message import MessageLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from coachtui.exchange.plots import Parts as Drawn
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.screens.working import Working

ROLES = {"bold": "strong", "dim": "dim", "blue": "sprint", "yellow": "buffer", "red": "wrong", "": ""}
"""The role of each style in which views are drawn."""


class Reader(Board):
    """Lines in a frame, the answer to what was done about them, and the keys."""

    CSS_PATH = "reading.tcss"
    BINDINGS: ClassVar = commands.bindings("reading")

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.message = MessageLine(self.glyphs)
        self.frame = Vertical(self.rows, id="page")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield self.frame
        yield self.message
        yield self.footer
        yield self.prompt

    def on_mount(self) -> None:
        """What is done here or elsewhere is shown, and said."""
        super().on_mount()
        self.watch(self.dashboard, "snapshot", self._fresh, init=False)
        self.watch(self.dashboard.message, "said", self._heard, init=False)

    def _fresh(self) -> None:
        """Something has changed: look again."""
        self.snapshot = self.dashboard.snapshot
        self.look()

    def _heard(self) -> None:
        """Say what the dashboard says."""
        self.message.said = self.dashboard.message.said

    def say(self, text: str) -> None:
        """Say why not."""
        self.message.refuse(text)

    def intend(self, name: str, work: Work, text: str = "") -> Job:
        """Hand an intention to the engine; the answer is said here."""
        return self.dashboard.intend(name, work, text)

    def offer(self) -> None:
        """Say what can be pressed."""
        if self.prompt.is_open:
            super().offer()
            return
        helping = commands.BY_ID["help"]
        entries = commands.entries("footer", self.CONTEXT, "reading")
        last = commands.Entry(commands.shown(helping)[0], helping.title, commands.HELP)
        self.footer.offer((*entries, last))

    def heading(self, what: str, about: str) -> None:
        """The top line: which screen this is, and what it is about."""
        before: Parts = ((f" {what}  ", "dim"),)
        self.head.show((line(before, (about, "strong"), (), self.size.width, self.glyphs),))

    def show_lines(self, lines: Sequence[Drawn]) -> None:
        """Lines that no key is about."""
        self.rows.show(page([("", self.parts(one)) for one in lines]))

    def parts(self, drawn: Iterable[tuple[str, str]]) -> Parts:
        """A line of a view as parts, a cell from the frame."""
        return ((" ", ""), *((text, ROLES[style]) for text, style in drawn))

    def do_reading_undo(self) -> None:
        """Take the last thing back."""
        self.dashboard.action_command("undo")

    def do_reading_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_reading_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_reading_page_down(self) -> None:
        """Half a page down."""
        self.rows.move(max(self.rows.size.height // 2, 1))

    def do_reading_page_up(self) -> None:
        """Half a page up."""
        self.rows.move(-max(self.rows.size.height // 2, 1))

    def do_reading_help(self) -> None:
        """All keys, those of this screen first."""
        self.do_board_help()

    def do_reading_leave(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def take_paste(self, text: str) -> None:
        """A pasted text is offered as an interruption."""
        self.dismiss(None)
        self.dashboard.offer_text(text)
