"""A screen above the dashboard closes once and closes only itself, whatever lies above it by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    _Screen = Screen[None]
else:
    _Screen = object  # no widget, so that style sheets see through it to the screen that it is mixed into


class Above(_Screen):
    """What closes by a key, by what was typed, or by an answer that comes late; named before the screen."""

    _is_to_close = False
    """Whether it closes as soon as nothing lies above it any more."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; Textual would close whatever is on top, and fail when it is asked twice."""
        if self.is_active:
            return super().dismiss(result)
        self._is_to_close = True
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        """Nothing lies above it any more."""
        if self._is_to_close:
            self.dismiss(None)
