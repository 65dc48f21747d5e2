"""A list that covers the panes, changed by single keys, on the snapshot of the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from coachtui.tui import commands
from coachtui.tui.screens.board import Board
from coachtui.tui.widgets.message import MessageLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from coachtui.services.views import Snapshot
    from coachtui.tui.screens.working import Working


class Listing(Board):
    """Rows in a frame, what the dashboard answers, and the keys."""

    CSS_PATH = "listing.tcss"
    OWN: ClassVar[str] = ""
    """What this screen's own commands begin with: "action-"."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.message = MessageLine(self.glyphs)
        self.frame = Vertical(self.rows, classes="pane -active", id="listing")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield self.frame
        yield self.message
        yield self.footer
        yield self.prompt

    def on_mount(self) -> None:
        """Follow what the dashboard is told and says."""
        super().on_mount()
        self.watch(self.dashboard, "snapshot", self._fresh, init=False)
        self.watch(self.dashboard.message, "said", self._heard, init=False)

    def look(self) -> None:
        """Show what the dashboard knows."""
        self.draw()

    def _fresh(self, snapshot: Snapshot | None) -> None:
        """Another snapshot."""
        self.snapshot = snapshot
        self.fresh()

    def fresh(self) -> None:
        """Show what another snapshot holds."""
        self.draw()

    def _heard(self) -> None:
        """The dashboard answers here."""
        self.message.said = self.dashboard.message.said

    def say(self, text: str) -> None:
        """Say why not."""
        self.message.refuse(text)

    def offer(self) -> None:
        """Say what can be pressed."""
        helping = commands.BY_ID["help"]
        is_typing = self.prompt.is_open
        entries = commands.entries("footer", "line" if is_typing else self.CONTEXT)
        shown = commands.shown(helping)[1 if is_typing else 0]
        self.footer.offer((*entries, commands.Entry(shown, helping.title, commands.HELP)))

    def action_command(self, name: str) -> None:
        """Carry out a command."""
        getattr(self, f"do_{name.removeprefix(self.OWN).replace('-', '_')}")()

    def do_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_help(self) -> None:
        """All keys, those of this list first."""
        self.do_board_help()

    def do_leave(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def take_paste(self, text: str) -> None:
        """A pasted text is no command: it is offered as an interruption."""
        self.dismiss(None)
        self.dashboard.offer_text(text)
