"""The screens that cover the panes and carry out their commands there: opened from above both.

Each is imported when it is opened first: the first paint waits for none of them.
"""

from __future__ import annotations

from coachtui.tui import commands
from coachtui.tui.screens.closing import Closing


class Covers(Closing):
    """The part of the dashboard that opens what covers it."""

    def do_triage(self) -> None:
        """The cards of the buffer that is on, or else of the whole queue."""
        assert self.snapshot is not None
        items = self.snapshot.cards or self.snapshot.items
        if not items:
            self.message.refuse("nothing waits: there is no card to show")
            return
        from coachtui.tui.screens.triage import TriageScreen

        first = self.queue.item if self.active is self.queue else None
        self.app.push_screen(TriageScreen(self, [item.id for item in items], first.id if first else 0))

    def do_ledger(self) -> None:
        """Who was told what time."""
        from coachtui.tui.screens.promises import LedgerScreen

        self.app.push_screen(LedgerScreen(self))

    def do_person(self) -> None:
        """The page of whoever asked for the highlighted item."""
        from coachtui.tui.screens.promises import PersonScreen

        item = self._one("look up who asked")
        if item and item.who:
            self.app.push_screen(PersonScreen(self, item.who))
        elif item:
            self.message.refuse(
                f"nobody is named there: {commands.key('edit')} and a name with a colon says who asked"
            )

    def open_review(self, wanted: int | None) -> None:
        """The review of a meeting, or of the nearest one that waits."""
        from coachtui.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self, wanted))

    def show_minutes(self, wanted: int | None) -> None:
        """The minutes of a meeting."""
        from coachtui.tui.screens.minutes import MinutesScreen

        self.app.push_screen(MinutesScreen(self, wanted))
