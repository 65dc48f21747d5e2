"""The text field in which every line is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from coachtui.tui.text import clean

if TYPE_CHECKING:
    from textual import events

CLEARS = "ctrl+u clears it"
"""How a text field is emptied."""

QUIET = 0.4
"""Seconds without a key after which Enter is meant, when the text came by itself."""


class Line(Input):
    """The text field: no blinking cursor, and a paste is one line."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.flowing: float | None = None
        """When the last key came, while the text comes by itself; None when it is typed on purpose."""

    def on_key(self, event: events.Key) -> None:
        """While the text comes by itself, Enter is a part of it and not meant."""
        if self.flowing is None:
            return
        self.flowing = event.time if event.time - self.flowing <= QUIET else None
        if self.flowing is not None and event.key == "enter":
            self.insert_text_at_cursor(" ")
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """A paste of several lines is one line, without what no line can hold."""
        self.insert_text_at_cursor(clean(event.text.strip()))
        event.stop()
        event.prevent_default()
