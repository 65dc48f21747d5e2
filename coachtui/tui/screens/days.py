"""Commands about a whole day: planning it, closing it, and trying one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from coachtui.tui.drawing.parts import line, wrapped
from coachtui.tui.screens.returning import Returning

if TYPE_CHECKING:
    from datetime import date

    from coachtui.domain.draft import Draft
    from coachtui.tui.engine import Job
    from coachtui.tui.unsaved import Decided

DEMO = 99
"""What the app is left with when the demo day is to be shown next; no exit status."""

TOUR = 98
"""The same, when its tour is to begin at once."""


class Days(Returning):
    """The part of the dashboard that begins and ends days."""

    _saving: tuple[tuple[Job, Draft], ...] = ()
    """Plans on their way into the file."""
    _drafts: dict[date, Draft] | None = None
    """Plans that were begun and not saved."""
    _decided: Decided | None = None
    """What was decided about the end of the day, and is not saved."""

    def notice(self, command: str) -> None:
        """A command was given: the tour may go on."""
        if self.tour is not None and self.tour.take(command):
            self.show_tour()

    def show_tour(self) -> None:
        """Say what the tour asks for, whole at every width; nothing is ever blocked by it."""
        if self.tour is not None:
            width, said = self.app.size.width, self.glyphs.say(self.tour.text)
            texts = [said] if cell_len(said) < width else wrapped(said, width - 1, 2)
            self.hint.show([line(((" ", ""),), (one, "chip"), (), width, self.glyphs) for one in texts])

    def on_resize(self) -> None:
        """Another width breaks it elsewhere."""
        self.show_tour()

    def do_now(self) -> None:
        """Begin the tour where one waits; everywhere else jump to what is on now."""
        if self.tour is not None and not self.tour.is_on:
            self.tour.begin()
            self.show_tour()
        elif self.tour is None and self.snapshot is not None and self.snapshot.is_fresh:
            self.app.exit(TOUR)
        else:
            super().do_now()

    def do_plan(self) -> None:
        """Plan a day; a draft goes on where it was."""
        from coachtui.tui.screens.planning import PlanScreen
        from coachtui.tui.unsaved import plans_of, written_plans

        if (drafts := self._drafts) is None:
            drafts = self._drafts = plans_of(self.notes.held("plans"))
            self.notes.hold("plans", lambda: written_plans(drafts))
        for on in [on for on in drafts if self.snapshot and on < self.snapshot.date]:
            del drafts[on]
        self.app.push_screen(PlanScreen(self, drafts))

    def save_plan(self, draft: Draft) -> None:
        """Plan a day as a draft says."""
        from coachtui.tui.plan_intentions import saved

        self._saving = (*self._saving, (self.intend("plan", saved(draft)), draft))

    def settle_plan(self, job: Job) -> None:
        """This was carried out: a plan that came with it is no draft, unless it is another by now."""
        for one, draft in self._saving:
            if one is job and self._drafts and self._drafts.get(draft.on) == draft:
                del self._drafts[draft.on]
        self._saving = tuple(one for one in self._saving if not one[0].is_done)

    def do_wrap(self) -> None:
        """Close the day."""
        from coachtui.tui.screens.wrapping import WrapScreen
        from coachtui.tui.unsaved import Decided

        if (decided := self._decided) is None:
            decided = self._decided = Decided.read(self.notes.held("wrap"))
            self.notes.hold("wrap", decided.written)
        self.app.push_screen(WrapScreen(self, decided))

    def do_backlog(self) -> None:
        """What earlier days left."""
        from coachtui.tui.screens.backlog import BacklogScreen

        self.app.push_screen(BacklogScreen(self))

    def do_forecast(self) -> None:
        """How much buffer the next day needs."""
        from coachtui.tui.screens.forecast import ForecastScreen

        self.app.push_screen(ForecastScreen(self))

    def do_recap(self) -> None:
        """Look back."""
        from coachtui.tui.screens.recap import RecapScreen

        self.app.push_screen(RecapScreen(self))

    def do_demo(self) -> None:
        """Show the demo day, where nothing of one's own is on the screen yet."""
        if self.snapshot is not None and self.snapshot.is_fresh:
            self.app.exit(DEMO)
        else:
            self.message.refuse("your own day is here: `coachtui demo` opens the demo day beside it")
