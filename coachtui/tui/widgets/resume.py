"""Where a sprint was left, large, when it goes on; the next key takes it away and does its own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.drawing import card
from coachtui.tui.text import content
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from coachtui.services.views import Snapshot
    from coachtui.tui.glyphs import Glyphs


class ResumeCard(Lines):
    """The resume note of the sprint that goes on (rule 6)."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="resume")
        self.display = False
        self._glyphs = glyphs

    def offer(self, before: Snapshot | None, after: Snapshot) -> None:
        """Show it where a sprint that was paused goes on, unless a line is being typed or cards are shown."""
        run = after.running
        waited = before and (before.paused or before.running)
        goes_on = waited and waited.is_paused and run and run.kind == "sprint" and not run.is_paused
        if not (goes_on and run and run.resume and self.screen.is_current):
            return
        width = min(self.app.size.width - 6, 66)
        self.border_title = content(f"{run.label} {run.title}", "bold")
        self.border_subtitle = content("any key goes on")
        self.show(card.resume(run, after, width - 4, self._glyphs))
        self.styles.width = width
        self.styles.offset = ((self.app.size.width - width) // 2, 0)
        self.display = True

    def close(self) -> None:
        """Away with it."""
        if self.display:
            self.display = False

    def on_click(self) -> None:
        """A click takes it away."""
        self.close()
