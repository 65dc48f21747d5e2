"""What covers the panes: it stands on the dashboard, which carries out what is decided above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from coachtui.tui import commands
from coachtui.tui.engine import Engine
from coachtui.tui.screens.above import Above
from coachtui.tui.screens.guarded import Guarded
from coachtui.tui.text import clean
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from coachtui.services.desk import Desk
    from coachtui.tui.screens.working import Working


class Covering(Above, Guarded):
    """A whole screen over the panes: the line for typing, and the keys."""

    AUTO_FOCUS = ""
    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    """Where its commands are found, its own first: those of the footer and of the help."""

    def __init__(self, dashboard: Working) -> None:
        super().__init__()
        self.dashboard = dashboard
        self.glyphs = dashboard.glyphs
        self.snapshot = dashboard.snapshot
        self.footer = Footer(self.glyphs)
        self.prompt = Prompt(self.glyphs)
        self.set_class(dashboard.has_class("-ascii"), "-ascii")

    def on_mount(self) -> None:
        """The line goes on where that of the dashboard is."""
        self.prompt.borrow(self.dashboard.prompt)

    def ask_engine(self, question: Callable[[Desk, str], Any]) -> None:
        """Ask how things stand; `see` follows, or the reason why there is nothing to see."""
        self.dashboard.engine.ask("", question, self.post_message)

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show it; what cannot be shown is said on the dashboard."""
        if isinstance(event.preview, str):
            self.dashboard.message.refuse(event.preview)
            self.dismiss(None)
        elif event.line:
            self.see_line(event.line, event.preview)
        else:
            self.see(event.preview)

    def see(self, view: Any) -> None:
        """Show how things stand."""

    def see_line(self, line: str, preview: Any) -> None:
        """Show what a typed line means."""

    def offer(self) -> None:
        """Say what can be pressed."""
        self.footer.offer(self.prompt.offered if self.prompt.is_open else self.offered())

    def offered(self) -> tuple[commands.Entry, ...]:
        """What can be pressed while no line is typed."""
        return commands.footer(*self.CONTEXTS)

    @on(Prompt.Changed)
    @on(Prompt.Closed)
    def _offer_keys(self) -> None:
        """A line has other keys, and when it is gone the screen has its own again."""
        self.offer()

    def tell(self, text: str) -> None:
        """Say something: the dashboard says it, and what stands above it repeats it."""
        self.dashboard.message.say(text)

    def do_help(self) -> None:
        """All keys, those of this screen first."""
        from coachtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.CONTEXTS, self.glyphs))

    def do_undo(self) -> None:
        """Take the last thing back."""
        self.dashboard.action_command("undo")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.dashboard.action_command("redo")

    def do_leave(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is never a command."""
        event.stop()
        self.take_paste(clean(event.text.strip()))

    def take_text(self, text: str, at: float) -> None:
        """Keys came all at once: none of them is a command."""
        self.dismiss(None)
        self.dashboard.take_text(text, at)

    def take_paste(self, text: str) -> None:
        """A pasted text is offered as an interruption."""
        self.dismiss(None)
        self.dashboard.offer_text(text)
