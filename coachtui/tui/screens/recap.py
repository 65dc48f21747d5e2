"""Looking back at a day, a week or a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coachtui.domain.recap import Scale, bounds, stepped
from coachtui.tui import commands
from coachtui.tui.plan_intentions import look_back
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.recap import Recap
    from coachtui.tui.screens.working import Working


class RecapScreen(Sheet):
    """What became of a day, a week or a month; previous and next by key."""

    CONTEXTS = ("recap", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)

    def __init__(self, dashboard: Working, scale: Scale = Scale.DAY) -> None:
        super().__init__(dashboard)
        self.scale = scale
        self.on: date = self.snapshot.date
        self.recap: Recap | None = None
        """What is shown; None until the engine has answered."""

    def look(self) -> None:
        """Ask how it was."""
        scale, on = self.scale, self.on
        self.ask_engine(lambda desk, _: look_back(desk, scale, on))

    def see(self, view: Recap) -> None:
        """Show it."""
        self.recap = view
        self.draw()

    def draw(self) -> None:
        """The lines at this size."""
        from coachtui.exchange.recap_lines import heading, lines

        if self.recap is None:
            return
        _, *drawn = lines(self.recap, max(self.rows.size.width - 2, 40), self.glyphs)
        self.heading("LOOK BACK", heading(self.recap))
        self.frame.border_title = content(f"The {self.scale.value}", "bold")
        self.show_lines(drawn)

    @property
    def week_start(self) -> int:
        """The first day of a week, as the last answer says."""
        return self.recap.week_start if self.recap else 0

    def _turn(self, scale: Scale, on: date) -> None:
        """Another stretch of time, but none that is still to come."""
        if bounds(scale, on, self.week_start)[0] > self.snapshot.date:
            self.say("that is still to come: there is nothing to look back at")
            return
        if (scale, on) != (self.scale, self.on):
            self.rows.scroll_to(y=0, animate=False)
        self.scale, self.on = scale, on
        self.look()

    def do_recap_day(self) -> None:
        """One day."""
        self._turn(Scale.DAY, min(self.on, self.snapshot.date))

    def do_recap_week(self) -> None:
        """Its week."""
        self._turn(Scale.WEEK, self.on)

    def do_recap_month(self) -> None:
        """Its month."""
        self._turn(Scale.MONTH, self.on)

    def do_recap_earlier(self) -> None:
        """The one before."""
        self._turn(self.scale, stepped(self.scale, self.on, -1, self.week_start))

    def do_recap_later(self) -> None:
        """The one after."""
        self._turn(self.scale, stepped(self.scale, self.on, 1, self.week_start))

    def do_recap_now(self) -> None:
        """The present one."""
        self._turn(self.scale, self.snapshot.date)

    def do_recap_copy(self) -> None:
        """Copy it as Markdown: the log of the day."""
        from coachtui.exchange.recap_view import markdown

        if self.recap is not None:
            text = markdown(self.recap)
            self.app.copy_to_clipboard(text)
            lines = text.splitlines()
            self.message.say(f"copied as Markdown: {lines[0]} and {len(lines) - 1} more lines")
