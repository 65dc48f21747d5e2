"""All about one meeting: what it lacks and what to do, what it is for, who comes, its agenda and notes.

Every key of the third pane works here too: the screen closes and the pane does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coachtui.tui import commands
from coachtui.tui.drawing import meeting_sheet
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content

if TYPE_CHECKING:
    from coachtui.services.meeting_views import MeetingView
    from coachtui.tui.screens.working import Working

HIDDEN = ("readiness",)
"""Commands of the pane that are of no use here."""


class MeetingScreen(Sheet):
    """One meeting."""

    CONTEXTS = ("meeting", *SHEET)
    BINDINGS: ClassVar = commands.bindings("meetings", *CONTEXTS)

    def __init__(self, dashboard: Working, number: int) -> None:
        super().__init__(dashboard)
        self._number = number

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting as it now is; None once it is gone."""
        view = self.snapshot.meetings if self.snapshot else None
        return next((one for one in view.shown if one.id == self._number), None) if view else None

    def draw(self) -> None:
        """The sheet, and what the frame says of it."""
        one, width = self.meeting, self.rows.size.width
        if one is None or self.snapshot is None or self.snapshot.meetings is None or not width:
            return
        self.rows.show(meeting_sheet.draw(one, self.snapshot.meetings, width, self.glyphs))
        self.frame.border_title = content(f"{one.label} {one.meeting.title}", "bold")
        self.frame.border_subtitle = content(one.state.value, "$dim")

    def offered(self) -> tuple[commands.Entry, ...]:
        """What can be pressed: mostly keys of the pane."""
        pane = commands.entries("border", "meetings")
        return (*(one for one in pane if one.id not in {"readiness", "add-meeting"}), *super().offered())

    def action_command(self, name: str) -> None:
        """Carry out a command; those of the pane are the pane's."""
        if commands.BY_ID[name].where != "meetings":
            super().action_command(name)
        elif name not in HIDDEN:
            self.do_leave()
            self.dashboard.action_command(name)

    def do_meeting_close(self) -> None:
        """Back to the panes."""
        self.do_leave()
