"""Moving about in a review, by keys and by the mouse: nothing that is typed is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.review import Step
from coachtui.tui.review_state import NEW, Stop, stops
from coachtui.tui.screens.review_keys import InOrder

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED = (Step.ACTIONS, Step.OPEN_ITEMS)
"""Steps whose lines begin with a name."""


class Moving(InOrder):
    """The part of a review's screen that goes from line to line and from step to step."""

    def leave_line(self) -> None:
        """Keep what is typed where one is."""
        raise NotImplementedError

    def after(self, then: Callable[[], None]) -> None:
        """Do it once what was entered is answered."""
        raise NotImplementedError

    def do_review_back(self) -> None:
        """The step before."""
        self.leave_line()
        self.go(Step(max(self.step - 1, Step.HIGHLIGHTS)))

    def do_review_next(self) -> None:
        """The next step; a name that is begun is completed first."""
        if self.stop == NEW and self.step in NAMED and (name := self._begun_name()):
            self.line.value = f"{name}: "
            self.line.cursor_position = len(self.line.value)
            return
        self.leave_line()
        self.go(Step(min(self.step + 1, Step.NEXT)))

    def _begun_name(self) -> str | None:
        """Who of those at the meeting, or known from the queue, is meant by what is typed so far."""
        begun = self.line.value.casefold()
        names = (*self.review.review.held.others, *self.prompt.names)
        return next((name for name in names if begun and name.casefold().startswith(begun)), None)

    def do_review_up(self) -> None:
        """The line above; from the first of a step the last of the step before."""
        self.leave_line()
        if self.stop == self._stops(self.step)[0] and self.step > Step.HIGHLIGHTS:
            before = Step(self.step - 1)
            self.go(before, self._stops(before)[-1])
        else:
            self.move(-1)

    def do_review_down(self) -> None:
        """The line below; from the last of a step the first of the next step."""
        self.leave_line()
        if self.stop == self._stops(self.step)[-1] and self.step < Step.NEXT:
            following = Step(self.step + 1)
            self.go(following, self._stops(following)[0])
        else:
            self.move(1)

    def move(self, by: int) -> None:
        """Some stops further, at most to the first or the last."""
        all_ = self._stops(self.step)
        at = all_.index(self.stop) if self.stop in all_ else len(all_) - 1
        self.go(self.step, all_[min(max(at + by, 0), len(all_) - 1)])

    def visit(self, step: Step, stop: Stop | None) -> None:
        """Go where somebody has pointed; a line that is gone by then is none."""

        def go() -> None:
            """Leave the line as an arrow does."""
            self.leave_line()
            self.go(step, stop if stop in self._stops(step) else None)

        self.after(go)

    def _stops(self, step: Step) -> tuple[Stop, ...]:
        """All places of a step."""
        refused = [number for number, (where, _) in enumerate(self.refused) if where is step]
        return stops(self.review, step, refused)
