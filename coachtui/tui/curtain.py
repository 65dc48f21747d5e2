"""A moment in which nothing is painted: what a key changes at once is painted together with its answer.

An answer comes in a few milliseconds as a rule; painting in between would make it wait, since one thread
of Python works at a time, and a screen is painted again only at its next frame.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

MOMENT = 0.05
"""Seconds after which it is painted without an answer: what is typed, or closes, is seen to do so."""


class Curtain:
    """Before one screen."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._held = ExitStack()
        self._is_down = False

    def fall(self) -> None:
        """Paint nothing until `rise`, or for a moment; one that is down already stays no longer for it."""
        if not self._is_down:
            self._is_down = True
            self._held.enter_context(self._screen.app.batch_update())
            timer = self._screen.set_timer(MOMENT, self.rise)
            self._held.callback(timer.stop)

    def rise(self) -> None:
        """Paint again, all that changed at once: one turn later, when every widget has said so."""
        self._screen.app.call_later(self._opened)

    def _opened(self) -> None:
        self._is_down = False
        self._held.close()
        self._screen.app.screen.check_idle()
