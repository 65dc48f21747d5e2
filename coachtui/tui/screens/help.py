"""All keys: those of the screen below first, then those that work everywhere; typing narrows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from coachtui.domain.fever import EXPLAINED
from coachtui.tui import commands
from coachtui.tui.drawing.parts import line, page
from coachtui.tui.screens.above import Above
from coachtui.tui.text import content
from coachtui.tui.widgets.line import Line
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.tui.drawing.parts import Parts

NOTES = (
    "Hold shift while dragging to select text with the mouse.",
    "Everything can be taken back with u, also what another terminal did.",
    *EXPLAINED,
)
"""What no command says."""


class HelpScreen(Above, ModalScreen[None]):
    """The list of keys."""

    AUTO_FOCUS = "#help-line"
    BINDINGS: ClassVar = [
        *commands.bindings("list"),
        Binding("f1", "screen.command('close-list')", show=False),
        Binding("down,ctrl+n", "screen.scroll(1)", show=False),
        Binding("up", "screen.scroll(-1)", show=False),
        Binding("pagedown", "screen.scroll(10)", show=False),
        Binding("pageup", "screen.scroll(-10)", show=False),
    ]

    def __init__(self, first: Sequence[str], glyphs: Glyphs) -> None:
        super().__init__()
        self._first = first
        self._glyphs = glyphs
        self.rows = Rows(glyphs, id="help-rows")
        self._line = Line()
        self._line.id = "help-line"
        self._line.placeholder = "type to find a key; esc closes"

    def compose(self) -> ComposeResult:
        """The field, and the keys below it."""
        with Vertical(id="help") as frame:
            frame.border_title = content("All keys", "bold")
            yield self._line
            yield self.rows

    def on_resize(self) -> None:
        """Another size cuts elsewhere."""
        self.call_after_refresh(self._draw)

    def action_command(self, name: str) -> None:
        """Close."""
        self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        """Move through the list."""
        self.rows.move(rows)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Narrow the list; `q` or `?` alone is the wish to leave."""
        if event.value in {"q", "?"}:
            self.dismiss(None)
        self._draw()

    def _draw(self) -> None:
        width = self.rows.size.width
        if width < 10:
            return
        wanted = self._line.value.casefold()
        rows: list[tuple[str, Parts]] = []
        for context in self._contexts():
            found = [
                command
                for command in commands.within(context)
                if wanted in " ".join((command.title, command.help, *commands.keys_of(command))).casefold()
            ]
            if found:
                rows += [
                    ("", line(((" ", ""),), (commands.CONTEXTS[context], "strong"), (), width, self._glyphs))
                ]
                rows += [("", self._command(command, width)) for command in found]
                rows += [("", ((" ", ""),))]
        if not wanted:
            rows += [("", line(((" ", ""),), (note, "dim"), (), width, self._glyphs)) for note in NOTES]
        elif not rows:
            rows = [
                ("", line(((" ", ""),), (f"No key for “{self._line.value}”.", ""), (), width, self._glyphs))
            ]
        self.rows.show(page(rows))

    def _contexts(self) -> list[str]:
        """Those of the screen below first."""
        return [*self._first, *(one for one in commands.CONTEXTS if one not in self._first)]

    def _command(self, command: commands.Command, width: int) -> Parts:
        keys = self._glyphs.say(" ".join(commands.shown(command)))
        text = command.help if width > 70 else command.title
        return line(((f" {keys:>14}  ", "key"),), (text, ""), (), width, self._glyphs)
