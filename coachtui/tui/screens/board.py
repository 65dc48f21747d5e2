"""A whole screen about one day on which something is decided before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from coachtui.tui import commands
from coachtui.tui.screens.above import Above
from coachtui.tui.screens.asking import Asking
from coachtui.tui.text import clean
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.prompt import Prompt
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from coachtui.services.desk import Desk
    from coachtui.tui.screens.working import Working
    from coachtui.tui.widgets.prompt import Purpose


class Board(Above, Asking):
    """A list of things to decide about, the line for typing, the answer and the keys."""

    AUTO_FOCUS = ""
    CONTEXT = ""
    """Where this screen's own commands are found."""
    LINE: Purpose
    """What a pasted text becomes."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__()
        self.dashboard = dashboard
        self.glyphs = dashboard.glyphs
        self.snapshot = dashboard.snapshot
        self.head = Lines(id="head")
        self.rows = Rows(self.glyphs, id="board-rows")
        self.said = Lines(id="said")
        self.footer = Footer(self.glyphs)
        self.prompt = Prompt(self.glyphs)
        self.set_class(dashboard.has_class("-ascii"), "-ascii")

    def on_mount(self) -> None:
        """Ask how things stand."""
        self.prompt.borrow(self.dashboard.prompt)
        self.set_focus(self.rows)
        self.offer()
        self.look()

    def look(self) -> None:
        """Ask how things stand."""
        raise NotImplementedError

    def draw(self) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def ask_engine(self, question: Callable[[Desk, str], Any]) -> None:
        """Ask the engine; `Engine.Understood` follows."""
        self.dashboard.engine.ask("", question, self.post_message)

    def on_resize(self) -> None:
        """Another size cuts elsewhere."""
        self.call_after_refresh(self.draw)

    def action_command(self, name: str) -> None:
        """Carry out a command."""
        getattr(self, f"do_{name.replace('-', '_')}")()

    def say(self, text: str) -> None:
        """Say why not."""
        width = self.size.width
        from coachtui.tui.drawing.parts import line

        self.said.show([line(((f" {self.glyphs.wrong} ", "wrong"),), (text, ""), (), width, self.glyphs)])

    def offer(self) -> None:
        """Say what can be pressed."""
        helping = commands.BY_ID["help"]
        if self.prompt.is_open:
            key, entries = commands.shown(helping)[1], self.prompt.offered
        else:
            key, entries = commands.shown(helping)[0], commands.entries("footer", self.CONTEXT, "board")
        self.footer.offer((*entries, commands.Entry(key, helping.title, commands.HELP)))

    def do_board_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_board_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_board_leave(self) -> None:
        """Back to the panes; what was decided is still there next time."""
        self.dismiss(None)

    def do_board_help(self) -> None:
        """All keys, those of this screen first."""
        from coachtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.CONTEXT, self.glyphs))

    def do_complete(self) -> None:
        """Complete what is typed."""
        self.prompt.complete()

    def do_other_buffer(self) -> None:
        """Only a captured line has one; the line says so."""
        self.prompt.choose_next()

    def do_older(self) -> None:
        """The line before."""
        self.prompt.recall(-1)

    def do_newer(self) -> None:
        """The line after."""
        self.prompt.recall(1)

    def do_close(self) -> None:
        """Close the line."""
        self.prompt.close()

    @on(Prompt.Changed)
    def _offer_keys(self) -> None:
        """A line has other keys."""
        self.offer()

    @on(Prompt.Closed)
    def _back(self) -> None:
        """Back to the list."""
        self.set_focus(self.rows)
        self.offer()

    def take_paste(self, text: str) -> None:
        """A pasted text is never a command."""
        raise NotImplementedError

    def on_paste(self, event: events.Paste) -> None:
        """A paste is never a command: it is offered as a line."""
        event.stop()
        self.take_paste(clean(event.text.strip()))
