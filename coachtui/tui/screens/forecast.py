"""How much buffer the next day needs, learnt from one's own; one key gives it to the rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from coachtui.tui import commands
from coachtui.tui import lane_intentions as intentions
from coachtui.tui.screens.sheet import SHEET, Sheet
from coachtui.tui.text import content

if TYPE_CHECKING:
    from coachtui.domain.forecast import Score
    from coachtui.exchange.plots import Parts as Drawn
    from coachtui.services.forecast import ForecastView
    from coachtui.tui.screens.working import Working


HOLDS = "How much buffer holds on 8 days of 10"
"""What is shown once the days of one's own say it."""


class ForecastScreen(Sheet):
    """The forecast, its proposals, and how it would have done."""

    CONTEXTS = ("forecast", *SHEET)
    BINDINGS: ClassVar = commands.bindings(*CONTEXTS)

    def __init__(self, dashboard: Working) -> None:
        super().__init__(dashboard)
        self.view: ForecastView | None = None
        """What is shown; None until the engine has answered."""
        self.scores: tuple[Score, ...] = ()

    def look(self) -> None:
        """Ask what the next day needs."""
        self.ask_engine(intentions.foreseen)

    def see(self, view: tuple[ForecastView, tuple[Score, ...]]) -> None:
        """Show it."""
        self.view, self.scores = view
        self.draw()

    def draw(self) -> None:
        """The sentences and the table."""
        from coachtui.exchange.forecast_view import LEARNING, proposals, sentences, table
        from coachtui.exchange.look import Look

        if self.view is None:
            return
        head, *rest = sentences(self.view, self.snapshot.date)
        if cell_len(head) > self.size.width - len(" FORECAST  "):
            head, _, more = head.partition(", ")
            rest.insert(0, more)
        self.heading("FORECAST", self.glyphs.say(head))
        title = "A default until ten days are logged" if self.view.learnt.is_default else HOLDS
        self.frame.border_title = content(title, "bold")
        width = max(self.rows.size.width - 3, 30)
        drawn: list[Drawn] = [((text, ""),) for one in rest for text in wrapped(one, width)]
        drawn += [(), *(((text, "yellow"),) for one in proposals(self.view) for text in wrapped(one, width))]
        said: list[Drawn] = [
            ((f"{commands.key('forecast-apply')} gives the working days these buffers", "bold"),)
        ]
        if self.view.standing:
            said.append(
                ((f"{commands.key('forecast-standing')} puts the standing buffer into each of them", "bold"),)
            )
        drawn += [(), *said] if self.view.proposal or self.view.standing else []
        scores = table(self.scores, Look(self.glyphs))
        drawn += [(), *(((one, "" if at else "bold"),) for at, one in enumerate(scores) if self.scores)]
        drawn += [] if self.scores else [((LEARNING, "dim"),)]
        self.show_lines([tuple((self.glyphs.say(part), style) for part, style in line) for line in drawn])

    def do_forecast_apply(self) -> None:
        """Give the working days the buffers that are proposed."""
        self.intend("rhythm", intentions.applied("buffers"))

    def do_forecast_standing(self) -> None:
        """Give them the standing buffer."""
        self.intend("rhythm", intentions.applied("standing"))


def wrapped(text: str, cells: int) -> list[str]:
    """A sentence of ours in lines of at most so many cells; those after the first are set in."""
    from textwrap import wrap

    return wrap(text, cells, subsequent_indent="  ") or [""]
