"""The text field in which every line is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from coachtui.tui.text import clean

if TYPE_CHECKING:
    from textual import events

CLEARS = "ctrl+u clears it"
"""How a text field is emptied."""

ENTER = "submit"
"""What a text field calls the action of Enter."""

QUIET = 0.4
"""Seconds without a key after which Enter is meant, when the text came by itself."""


class Line(Input):
    """The text field: no blinking cursor, and a paste is one line."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.flowing: float | None = None
        """When the last key came, while the text comes by itself; None when it is typed on purpose."""

    async def take(self, event: events.Key) -> bool:
        """Take a key of the text at once, in the order of typing; False for any other, Enter among them."""
        if self._is_flowing(event) and event.key == "enter":
            self.insert_text_at_cursor(" ")
            return True
        if event.is_printable and event.character:
            self.replace(event.character, *self.selection)
            return True
        bound = self.screen.active_bindings.get(event.key)
        if bound is None or bound.node is not self or bound.binding.action == ENTER or not bound.enabled:
            return False
        return await self.app.run_action(bound.binding.action, bound.node)

    def _is_flowing(self, event: events.Key) -> bool:
        """Whether a key still belongs to a text that comes by itself, in which Enter is not meant."""
        if self.flowing is not None:
            self.flowing = event.time if event.time - self.flowing <= QUIET else None
        return self.flowing is not None

    def take_paste(self, text: str) -> None:
        """Put a pasted text where the cursor is, or in the place of what is selected, as one line."""
        self.replace(clean(text.strip()), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste of several lines is one line, without what no line can hold."""
        self.take_paste(event.text)
        event.stop()
        event.prevent_default()
