"""The minutes of a meeting, to read, to copy, and to write to a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from coachtui.domain.text import counted
from coachtui.tui import commands
from coachtui.tui import minutes_intentions as ask
from coachtui.tui.drawing import minutes as drawing
from coachtui.tui.purposes import Purpose
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content

if TYPE_CHECKING:
    from coachtui.services.meeting_views import MeetingView
    from coachtui.tui.engine import Job
    from coachtui.tui.screens.closing import Closing

FILE = Purpose("file", "Write the minutes to", "~/minutes.md   or   ~/minutes.eml for a mail")


class MinutesScreen(Sheet):
    """The minutes of one meeting."""

    CONTEXTS = ("minutes", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)
    dashboard: Closing

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__(dashboard)
        self.view: MeetingView | None = None
        """What is shown; None until the engine has answered."""
        self.text = ""
        """The minutes as Markdown."""
        self._wanted = wanted

    def on_mount(self) -> None:
        """The frame says how much is below; what was said last led here."""
        self._heard()
        self.watch(self.rows, "scroll_y", self._say_more, init=False)

    def look(self) -> None:
        """Ask for the minutes as they are."""
        self.ask_engine(ask.minutes_of(self.view.id if self.view else self._wanted))

    def see(self, view: tuple[MeetingView, str]) -> None:
        """Show them."""
        self.view, self.text = view
        self.draw()

    def draw(self) -> None:
        """The minutes at this width."""
        if self.view is None:
            return
        self.heading("MINUTES", f"{self.view.label} {self.view.meeting.title}".strip())
        self.rows.show(drawing.draw(self.text, self.rows.size.width, self.glyphs))
        self.frame.border_title = content("Minutes", "bold")
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        below = self.rows.below
        self.frame.border_subtitle = content(f"{below} more {self.glyphs.more}" if below else "")

    def do_minutes_on(self) -> None:
        """Read on."""
        self.do_half_down()

    def do_minutes_copy(self) -> None:
        """Copy the minutes as Markdown."""
        self.app.copy_to_clipboard(self.text)
        self.dashboard.message.say(
            f"copied as Markdown: {counted(len(self.text.splitlines()), 'line')} of minutes"
        )

    def do_minutes_file(self) -> None:
        """Ask for a file."""
        if self.view is not None:
            name = re.sub(r"[^\w]+", "-", self.view.meeting.title.lower(), flags=re.ASCII).strip("-")[:40]
            self.ask(FILE, self._write, f"~/{name or 'minutes'}-{self.view.on}.md")

    def _write(self, name: str) -> Job:
        assert self.view is not None, "a file is asked for on minutes"
        return self.intend("write", ask.written(self.view.id, name), name)

    def do_minutes_correct(self) -> None:
        """Open the review again."""
        if self.view is None:
            return
        number, review = self.view.id, self.view.review
        self.dismiss(None)
        if review is not None and not review.is_open:
            self.dashboard.correct(number)
        else:
            self.dashboard.open_review(number)

    def do_minutes_close(self) -> None:
        """Back to the panes."""
        self.do_leave()
