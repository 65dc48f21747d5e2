"""The top of the screen: now and next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import var

from coachtui.tui.drawing import header
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.views import Snapshot


class NowLine(Lines):
    """What is on, how long, and what comes then."""

    snapshot: var[Snapshot | None] = var(None)
    """What to show."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="now")
        self._glyphs = glyphs

    def on_mount(self) -> None:
        """There before the first paint."""
        self._draw()

    def watch_snapshot(self) -> None:
        """Another snapshot: draw what differs."""
        self._draw()

    def on_resize(self) -> None:
        """Another size has other lines."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.app.size
        if self.snapshot is None or not width:
            return
        rows = 1 if width < 60 or height < 15 else 3 if width >= 150 and height >= 40 else 2
        self.show(header.draw(self.snapshot, width, rows, self._glyphs))
