"""Where a sprint was left, large: when an interruption that broke it is over, and when it goes on.

It takes no focus. While the sprint waits, Enter lets it go on; any other key takes the card away and does
its own work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.drawing import card
from coachtui.tui.text import content
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.day_views import RunningView
    from coachtui.services.views import Snapshot


class ResumeCard(Lines):
    """The resume note of a sprint, with the minutes that it has left (rule 6)."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="resume")
        self.display = False
        self.is_waiting = False
        """Whether the sprint that it shows waits to be resumed."""
        self._shown = 0
        """The sprint that was shown while it waited."""
        self._glyphs = glyphs

    def offer(self, before: Snapshot | None, after: Snapshot, *, is_typing: bool) -> None:
        """Show it where a sprint waits since an interruption is over, or goes on after a pause.

        Not while cards are shown or a line is being typed, and not again when one lets it go on from here.
        """
        run = after.running
        if before is None or run is None or run.kind != "sprint" or is_typing:
            return
        was = before.paused or before.running
        if run.is_paused:
            if before.running and before.running.kind == "interruption":
                self._show(run, after)
        elif was and was.is_paused and run.resume and self._shown != run.id:
            self._show(run, after)
        if not run.is_paused:
            self._shown = 0

    def _show(self, run: RunningView, snapshot: Snapshot) -> None:
        if not self.screen.is_current:
            return
        width = min(self.app.size.width - 6, 66)
        name = f"{run.label} {run.title}"
        self.border_title = content(f"{name} waits" if run.is_paused else name, "bold")
        self.border_subtitle = content("" if run.is_paused else "any key goes on")
        self.show(card.resume(run, snapshot, width - 4, self._glyphs))
        self.styles.width = width
        self.styles.offset = ((self.app.size.width - width) // 2, 0)
        self.display = True
        self.is_waiting = run.is_paused
        if run.is_paused:
            self._shown = run.id

    def close(self) -> None:
        """Away with it."""
        if self.display:
            self.display = False
            self.is_waiting = False

    def on_click(self) -> None:
        """A click takes it away."""
        self.close()
