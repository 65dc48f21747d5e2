"""The backlog lane: what earlier days left, newest first, and what rests; one key each decides at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from coachtui.tui import commands
from coachtui.tui import lane_intentions as lane
from coachtui.tui.drawing import lanes
from coachtui.tui.purposes import GIVE
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from coachtui.services.lane import LaneView
    from coachtui.services.tasks import TaskView
    from coachtui.tui.engine import Job
    from coachtui.tui.screens.working import Working


class BacklogScreen(Sheet):
    """What waits for a day."""

    CONTEXTS = ("lane", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.view: LaneView | None = None
        """What is shown; None until the engine has answered."""

    def look(self) -> None:
        """Ask what waits."""
        self.ask_engine(lane.waiting)

    def see(self, view: LaneView) -> None:
        """Show it."""
        self.view = view
        self.draw()

    def draw(self) -> None:
        """The tasks at this size."""
        if self.view is None:
            return
        self.heading("BACKLOG", lanes.summary(self.view))
        asked = len(self.view.asked)
        said = f"{len(self.view.tasks)} wait" + (f", {asked} asked about" if asked else "")
        self.frame.border_title = content(said, "bold")
        self.frame.border_subtitle = content(lanes.spare(self.view))
        self.rows.show(lanes.draw(self.view, self.rows.size.width, self.glyphs))

    @property
    def chosen(self) -> TaskView | None:
        """The highlighted task; says so when there is none."""
        for task in self.view.tasks if self.view else ():
            if self.rows.key == f"task-{task.id}":
                return task
        self.say(f"nothing waits here: {commands.key('leave')} goes back to the day")
        return None

    def _decide(self, name: str) -> None:
        if task := self.chosen:
            self.intend(name, lane.decided(name, (task.id,)))

    @on(Rows.Chosen)
    def do_lane_take(self) -> None:
        """Into the spare time of a buffer of today."""
        self._decide("take")

    def do_lane_tomorrow(self) -> None:
        """Into the plan of the next working day."""
        self._decide("put_off")

    def do_lane_done(self) -> None:
        """It is done already."""
        self._decide("finish")

    def do_lane_drop(self) -> None:
        """It will not be done."""
        self._decide("drop")

    def do_lane_keep(self) -> None:
        """Leave it; it is not asked about again."""
        self._decide("keep")

    def do_lane_rest(self) -> None:
        """To rest, or out of it."""
        if task := self.chosen:
            self._decide("wake" if task.rests else "rest")

    def do_lane_rest_all(self) -> None:
        """All that this task's day and the days before it left, to rest."""
        if task := self.chosen:
            self.intend("rest", lane.rested_from(task.since))

    def do_lane_give(self) -> None:
        """Ask for whom."""
        if task := self.chosen:

            def then(name: str) -> Job:
                """Give it."""
                return self.intend("give", lane.given((task.id,), name), name)

            self.ask(GIVE, then)
