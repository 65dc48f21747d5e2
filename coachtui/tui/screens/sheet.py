"""What is read over the panes: a list, a page, minutes. What is decided on it is done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from coachtui.tui import commands
from coachtui.tui.drawing.parts import page
from coachtui.tui.screens.listing import Listing
from coachtui.tui.widgets.message import MessageLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from coachtui.exchange.plots import Parts as Drawn
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.screens.working import Working

SHEET = ("sheet", commands.EVERYWHERE)
"""Where the keys are found that all sheets have."""

ROLES = {"bold": "strong", "dim": "dim", "blue": "sprint", "yellow": "buffer", "red": "wrong", "": ""}
"""The role of each style in which views are drawn."""


class Sheet(Listing):
    """Lines in a frame, the answer to what was done about them, and the keys."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.message = MessageLine(self.glyphs)
        self.frame = Vertical(self.rows, id="sheet")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield self.frame
        yield self.message
        yield self.footer
        yield self.prompt

    def on_mount(self) -> None:
        """What is done here or elsewhere is shown, and said."""
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

    def show_lines(self, lines: Sequence[Drawn]) -> None:
        """Lines that no key is about."""
        self.rows.show(page([("", self.parts(one)) for one in lines]))

    def parts(self, drawn: Iterable[tuple[str, str]]) -> Parts:
        """A line of a view as parts, a cell from the frame."""
        return ((" ", ""), *((text, ROLES[style]) for text, style in drawn))
