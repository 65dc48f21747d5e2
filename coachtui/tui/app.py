"""The program: theme, terminal, first screen. Nothing below imports it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding

from coachtui.tui import crash, glyphs, themes
from coachtui.tui.drawing.header import is_fresh
from coachtui.tui.engine import Engine
from coachtui.tui.palette import Commands
from coachtui.tui.screens.capture import CaptureScreen
from coachtui.tui.screens.dashboard import Dashboard
from coachtui.tui.text import NoControls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from coachtui.services.desk import Desk
    from coachtui.services.views import Snapshot


class CoachApp(App[int]):
    """The dashboard on one open file."""

    TITLE = "coachtui"
    CSS_PATH: ClassVar = ["tui.tcss", "screens/dashboard.tcss"]
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = App.COMMANDS | {Commands}
    BINDINGS: ClassVar = [
        Binding("f2,ctrl+o", "capture", "interrupt", id="capture-anywhere", priority=True, show=False)
    ]

    def __init__(
        self, engine: Engine, first: Snapshot, *, ascii_only: bool = False, theme: str = "", said: str = ""
    ) -> None:
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)  # empty means unset, which Textual does not know
        super().__init__(ansi_color=True if themes.preferred(theme).startswith("ansi") else None)
        self.animation_level = "none"
        for one in (themes.DARK, themes.LIGHT):
            self.register_theme(one)
        self.theme = themes.preferred(theme)
        self.set_reactive(App.ansi_color, None)
        self._engine = engine
        self._glyphs = glyphs.ASCII if ascii_only else glyphs.UNICODE
        self._dashboard = Dashboard(engine, first, self._glyphs, said=said)
        self._dashboard.set_class(ascii_only, "-ascii")
        self._filter = NoControls()
        self._is_leaving = False

    def get_default_screen(self) -> Screen[None]:
        """The dashboard is there from the first paint on."""
        return self._dashboard

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours in themes that do not know them."""
        return themes.FALLBACK

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No control character reaches the terminal."""
        return [*super().get_line_filters(), self._filter]

    def on_mount(self) -> None:
        """End cleanly when the terminal or the system wants us to."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if (number := getattr(signal, name, None)) and not self.is_headless:
                loop.add_signal_handler(number, self.exit, 128 + number)

    async def on_event(self, event: events.Event) -> None:
        """Keys of normal mode go straight to the dashboard, so that none overtakes another."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._is_leaving &= event.key == "ctrl+c"
            if self.screen is self._dashboard and await self._dashboard.take_key(event):
                return
        await super().on_event(event)

    def on_app_focus(self) -> None:
        """After sleep, or on coming back, the clock is looked at again."""
        self._engine.look()

    def action_capture(self) -> None:
        """Capture from wherever this is: on the dashboard, or above what covers it."""
        if self.screen is self._dashboard:
            self._dashboard.action_command("capture-anywhere")
        elif not isinstance(self.screen, CaptureScreen):
            self.push_screen(CaptureScreen(self._dashboard, self._glyphs))

    def action_help_quit(self) -> None:
        """Ctrl+C is pressed by habit: the first says how to leave, the second leaves."""
        if self._is_leaving:
            self.exit(return_code=0)
        self._is_leaving = True
        self._dashboard.message.say("q leaves, and so does ctrl+c once more; everything is kept in the file")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers beside our own commands."""
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)

    def _fatal_error(self) -> None:
        """A fault of ours: where it happened goes into a file, without anything that the user typed."""
        where = crash.noted(self._exception)
        self._exit_renderables.append(f"coachtui stopped because of a fault; your file is safe; {where}")
        self._close_messages_no_wait()


def run(open_desk: Callable[[], Desk], *, ascii_only: bool | None = None, theme: str = "") -> int:
    """Open the file and show the dashboard until it is left.

    Args:
        open_desk: opens the desk; called on the thread that then owns it.
        ascii_only: draw with ASCII signs; None: where the output is not UTF-8.
        theme: the theme to begin with; empty for our own.

    Returns:
        The exit status.

    Raises:
        CoachError: the file cannot be used.
    """
    engine = Engine(open_desk)
    first = engine.start()
    if ascii_only is None:
        ascii_only = glyphs.for_encoding(sys.stdout.encoding) is glyphs.ASCII
    said = f"data: {engine.path}: it stays on your machine" if is_fresh(first) else ""
    app = CoachApp(engine, first, ascii_only=ascii_only, theme=theme, said=said)
    try:
        return app.run() or app.return_code or 0
    finally:
        engine.close()
