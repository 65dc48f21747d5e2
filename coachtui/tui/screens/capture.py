"""The capture line above whatever covers the dashboard, so that nothing has to be left first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.screen import ModalScreen

from coachtui.tui import commands, intentions
from coachtui.tui.drawing import understanding
from coachtui.tui.engine import Engine
from coachtui.tui.purposes import CAPTURE
from coachtui.tui.screens.above import Above
from coachtui.tui.screens.asking import Asking
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.tui.screens.working import Working


class CaptureScreen(Above, Asking, ModalScreen[None]):
    """One line above another screen; the dashboard carries out what it says."""

    is_guarded = False
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    CaptureScreen { background: transparent; layers: base above; }
    """

    def __init__(self, dashboard: Working, glyphs: Glyphs) -> None:
        super().__init__()
        self._dashboard = dashboard
        self.glyphs = glyphs
        self.snapshot = dashboard.snapshot
        self.prompt = Prompt(glyphs)

    def compose(self) -> ComposeResult:
        """The line."""
        yield self.prompt

    def on_mount(self) -> None:
        """Begin with what was typed last time."""
        self.prompt.borrow(self._dashboard.prompt)
        self.prompt.open(CAPTURE, note=f"{commands.key('close')} goes back")
        self._dashboard.engine.listen(self._hear)

    def on_unmount(self) -> None:
        """The dashboard listens itself again."""
        self._dashboard.engine.listen(self._dashboard.post_message)

    def _hear(self, message: object) -> None:
        """What the engine says about this line is for this line; all else is for the dashboard."""
        target = self if isinstance(message, Engine.Understood) else self._dashboard
        target.post_message(message)  # type: ignore[arg-type]  # the engine sends only messages

    def tell(self, text: str) -> None:
        """Say something where the dashboard says it."""
        self._dashboard.message.say(text)

    @on(Prompt.Changed)
    def _typed(self, event: Prompt.Changed) -> None:
        """Show what the text means."""
        if event.purpose is not CAPTURE:
            return
        if event.text.strip():
            self._dashboard.engine.ask(event.text, intentions.preview(self.prompt.choice))
        else:
            self.prompt.explain(understanding.GRAMMAR)

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show it, if the text is still that one."""
        lines = understanding.lines(event.preview, self.prompt.room, self.glyphs)
        self.prompt.understand(event.line, event.preview, *lines)

    @on(Prompt.Submitted)
    def _submitted(self, event: Prompt.Submitted) -> None:
        """Enter: the dashboard carries it out; where it breaks the sprint, its note is asked for here."""
        if event.purpose is CAPTURE and event.text:
            self._dashboard.capture_line(event.text, event.choice, self)
        self._go_back()

    @on(Prompt.Closed)
    def _line_closed(self, event: Prompt.Closed) -> None:
        """Back to where it was."""
        if not event.is_entered:
            self._go_back()

    def _go_back(self) -> None:
        if not self.prompt.is_open:
            self.dismiss(None)
