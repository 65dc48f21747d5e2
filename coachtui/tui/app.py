"""The program: theme, terminal, first screen. Nothing below imports it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.message import Message
from textual.theme import ThemeProvider

from coachtui.exchange import glyphs
from coachtui.tui import commands, crash, themes
from coachtui.tui.attention import LEVELS
from coachtui.tui.engine import Engine
from coachtui.tui.keys import KeysInOrder
from coachtui.tui.palette import Commands, Palette
from coachtui.tui.screens.capture import CaptureScreen
from coachtui.tui.screens.dashboard import Dashboard
from coachtui.tui.settings import Settings
from coachtui.tui.signals import Signals
from coachtui.tui.text import NoControls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

    from coachtui.services.views import Snapshot
    from coachtui.tui.tour import Tour


PATIENCE = 3.0
"""Seconds that leaving may take when the terminal may be gone."""

KEEPING_AFTER = 5.0
"""Seconds after the first paint at which the file is looked after: nothing of that is in the way of a key."""

STYLED = ("dashboard", "board", "sheet", "review", "triage", "help")
"""The screens with looks of their own: read at once, since each that comes later has all parsed again."""

SAID = {
    "all": "title, one bell at a boundary, a notice when you are away",
    "screen": "only the title",
    "off": "none",
}
"""What each level of signals means, in words."""


class CoachApp(KeysInOrder):
    """The dashboard on one open file."""

    @dataclass
    class Unsafe(Message):
        """The file is damaged, or no copy of it could be made."""

        reason: str

    TITLE = "coachtui"
    CSS_PATH: ClassVar = ["tui.tcss", *(f"screens/{name}.tcss" for name in STYLED)]
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = App.COMMANDS | {Commands}
    BINDINGS: ClassVar = [
        Binding("f2,ctrl+o", "capture", "interrupt", id="capture-anywhere", priority=True, show=False)
    ]

    def __init__(
        self,
        engine: Engine,
        first: Snapshot,
        *,
        ascii_only: bool = False,
        theme: str = "",
        settings: Settings = Settings(),  # noqa: B008  # a frozen value
        said: str = "",
        tour: Tour | None = None,
    ) -> None:
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)  # empty means unset, which Textual does not know
        theme = themes.preferred(theme or settings.theme, engine.kept.get("theme", ""))
        super().__init__(ansi_color=True if theme.startswith("ansi") else None)
        self.animation_level = "none"
        for one in (themes.DARK, themes.LIGHT):
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else themes.DARK.name
        self._parsed = self.get_css_variables()
        self.stylesheet.set_variables(self._parsed)
        self._theme_name = self.theme
        commands.OWN.set(settings.keys)
        self.set_keymap(commands.own_keys())
        self.set_reactive(App.ansi_color, None)
        self._engine = engine
        self._glyphs = glyphs.ASCII if ascii_only else glyphs.UNICODE
        self._dashboard = Dashboard(engine, first, self._glyphs, said=said, tour=tour)
        self._dashboard.set_class(ascii_only, "-ascii")
        self._filter = NoControls()
        self.ended_by = ""
        """The signal that ended the program; empty where the user did."""
        self._is_leaving = False
        self._held = []
        self._kept_on: date | None = None
        """The day on which the file was looked after."""
        level = settings.signals or engine.kept.get("signals", LEVELS[0])
        self._signals = Signals(self._write, level, name="DEMO " if tour else "")

    def get_default_screen(self) -> Screen[None]:
        """The dashboard is there from the first paint on."""
        return self._dashboard

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours in themes that do not know them."""
        return themes.FALLBACK

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the looks again where a theme changes their colours; Textual does it also when it begins."""
        if (variables := self.get_css_variables()) != self._parsed:
            self._parsed = variables
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.update(self, animate=animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """No control character reaches the terminal."""
        return [*super().get_line_filters(), self._filter]

    def on_mount(self) -> None:
        """End cleanly when the terminal or the system wants us to."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if (number := getattr(signal, name, None)) and not self.is_headless:
                loop.add_signal_handler(number, self._leave, 128 + number, name)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, lambda _: self._wake())
        self._signals.begin()
        self.watch(self._dashboard, "snapshot", self._signals.attend)
        if self._dashboard.tour is None:
            self.set_timer(KEEPING_AFTER, lambda: self.watch(self._dashboard, "snapshot", self._look_after))

    def _look_after(self, snapshot: Snapshot) -> None:
        """Once a day, beside all else: is the file sound, and is there a copy of it?"""
        if snapshot.date == self._kept_on:
            return
        self._kept_on = snapshot.date

        def work() -> None:
            """On a thread of its own, with a connection of its own."""
            from coachtui.services.keeping import keep_safe

            if reason := keep_safe(self._engine.file, snapshot.now):
                self.post_message(self.Unsafe(reason))

        self.run_worker(work, thread=True)

    @on(Unsafe)
    def _warn(self, event: Unsafe) -> None:
        """Say it where answers are said."""
        self._dashboard.message.refuse(event.reason)

    def on_ready(self) -> None:
        """From the first paint on garbage is looked for, but not among what was made for it and stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @on(Engine.TerminalLost)
    def _lost(self) -> None:
        """Nobody looks at this any more."""
        self._leave(1)

    def _leave(self, status: int, by: str = "") -> None:
        """End because the terminal or the system wants it, also where nobody reads what is still written.

        Textual's writer waits for ever on a terminal that is gone; every change of the file is whole.
        """
        self.ended_by = by
        last_resort = threading.Timer(PATIENCE, os._exit, (status,))
        last_resort.daemon = True
        last_resort.start()
        self.exit(status)

    def on_unmount(self) -> None:
        """The terminal has its own title again."""
        self._signals.end()

    def action_command_palette(self) -> None:
        """Open the palette; Textual's own way fails where one that closes is still there."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Choose a theme in a palette like ours, which stands any size and any key."""
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Another program has the terminal for a while, and the terminal's own title."""
        self._signals.end()
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        """The shell has the terminal, and its own title."""
        self._signals.end()
        super().action_suspend_process()

    def _keep_theme(self, theme: Theme) -> None:
        """A theme that was chosen is there again next time; the one of the beginning was not chosen here."""
        if theme.name != self._theme_name:
            self._theme_name = theme.name
            self._engine.keep("theme", theme.name)

    def _wake(self) -> None:
        """Back from the shell: the title is ours again, and the clock is looked at."""
        self._signals.begin()
        self._signals.attend(None, self._dashboard.snapshot)
        self._engine.look()

    def _write(self, text: str) -> None:
        """Send characters to the terminal that are no part of the screen."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(text)

    def on_navigation_signals_turned(self) -> None:
        """Signals go less far, or as far as they can again; it stays so."""
        level = self._signals.turn()
        self._engine.keep("signals", level)
        self._signals.attend(None, self._dashboard.snapshot)
        self._dashboard.message.say(f"signals: {SAID[level]}")

    def pressed(self, event: events.Key) -> None:
        """Somebody is there, and wants to stay unless it is the key that leaves."""
        self._signals.pressed()
        self._is_leaving &= event.key == "ctrl+c"

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
        self._dashboard.message.say(
            f"{commands.key('quit')} leaves, and so does ctrl+c once more; everything is kept in the file"
        )

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers beside our own commands."""
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)

    def _fatal_error(self) -> None:
        """A fault of ours: where it happened goes into a file, without anything that the user typed."""
        where = crash.noted(self._exception)
        self._exit_renderables.append(f"coachtui stopped because of a fault; your file is safe; {where}")
        self._close_messages_no_wait()
