"""The line of a review that is typed: where it stands, what it holds, and how none of it is lost.

A line is in the file once its row is on the screen; what is typed and not entered is kept beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal

from coachtui.domain.review import Step
from coachtui.services.review_typing import Place, written
from coachtui.tui import review_intentions as ask
from coachtui.tui.drawing import review_words
from coachtui.tui.review_state import NEW, At, Stop, held, home
from coachtui.tui.screens.covering import Covering
from coachtui.tui.text import whole
from coachtui.tui.widgets.line import Line
from coachtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message import Message
    from textual.timer import Timer

    from coachtui.domain.conclusion import Problem
    from coachtui.domain.review import Review
    from coachtui.services.meeting_views import MeetingView, ReviewView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.screens.closing import Closing

KEPT_AFTER = 0.8
"""Seconds after which what is typed is kept, also while somebody types on."""


class Typing(Covering):
    """The part of a review's screen that holds what is typed."""

    is_guarded = False  # its keys are answers that a typed line follows
    dashboard: Closing

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__(dashboard)
        self.wanted = wanted
        self.view: MeetingView | None = None
        """What is shown; None until the engine has answered first."""
        self.minutes = ""
        self.step = Step.HIGHLIGHTS
        self.stop: Stop = NEW
        self.others: dict[Step, str] = {}
        """What is typed as new lines of other places, and not entered."""
        self.refused: list[tuple[Step, str]] = []
        """Lines that could not be saved."""
        self.asked: tuple[Problem, ...] = ()
        """What is missing, once it was asked for."""
        self.jobs: list[tuple[Job, Step, tuple[str, ...]]] = []
        """What was handed to the engine and is not answered: where it came from, and its lines."""
        self.line = Line()
        self.typed = Horizontal(self._sign(), self.line, id="typed")
        self.meaning = Lines()
        self.intended = 0
        """How many intentions were handed in: what was seen before the last of them is no news."""
        self.loaded = ""
        """What the line held when one came to it."""
        self.shown: Review | None = None
        """The review as it was when one came to the line: nothing newer is written over."""
        self.over: dict[Step, Review | None] = {}
        """The same of the lines of other places."""
        self.has_place = False
        """Whether a place is kept from the last time."""
        self._keeping: Timer | None = None

    def _sign(self) -> Lines:
        sign = Lines(id="sign")
        sign.show((((f" {self.glyphs.prompt} ", "key"),),))
        return sign

    def draw(self) -> None:
        """Show everything that differs."""
        raise NotImplementedError

    @property
    def shot(self) -> Snapshot:
        """What the dashboard knows of the day."""
        assert self.dashboard.snapshot is not None, "the dashboard begins with one"
        return self.dashboard.snapshot

    @property
    def meeting(self) -> int:
        """The meeting that is reviewed."""
        assert self.view is not None, "nothing is asked for before it is known"
        return self.view.id

    @property
    def review(self) -> ReviewView:
        """Its review."""
        assert self.view is not None, "nothing is asked for before it is known"
        assert self.view.review is not None, "a look at a review brings one"
        return self.view.review

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value.strip()

    @property
    def is_touched(self) -> bool:
        """Whether what is typed differs from what was there."""
        return self.stop.is_typed and self.line.value != self.loaded

    @property
    def place(self) -> Place:
        """Where one is, for the next time."""
        entry = self.stop.id if self.stop.at is At.ENTRY else 0
        return Place(self.step, entry, self.line.value if self.is_touched else "", dict(self.others))

    def look(self) -> None:
        """Ask how things stand, and what the line means."""
        engine = self.dashboard.engine
        if self.view is None:
            engine.ask("", ask.opened(self.wanted), self._hear)
            return
        text = self.line.value if self.stop.is_typed else ""
        engine.ask(text, ask.seen(self.meeting, self.step, text, self.intended), self._hear)

    def _hear(self, message: Message) -> None:
        """Hear an answer when the dashboard has heard all that came before it."""
        self.dashboard.call_later(self.post_message, message)

    def go(self, step: Step, stop: Stop | None = None, text: str | None = None) -> None:
        """Go to a step, to its line to come or to a stop of it."""
        is_new = step is not self.step
        self.step, self.stop = step, stop or home(self.review, step)
        if self.stop == NEW:
            text = self.others.pop(step, text)
        self.load(text)
        if self.stop == NEW:
            self.shown = self.over.pop(step, self.shown)
        if is_new:
            self.keep()
        self.draw()
        self.look()

    def load(self, text: str | None = None) -> None:
        """Put into the line what belongs there, and go to it."""
        self.shown = self.review.review
        self.loaded = held(self.review, self.step, self.stop)
        if self.stop.at is At.REFUSED:
            self.loaded = self.refused[self.stop.id][1]
        self.loaded = whole(self.loaded)
        self.typed.display = self.meaning.display = self.stop.is_typed
        value = self.loaded if text is None else whole(text)
        if self.stop.is_typed:
            with self.prevent(Line.Changed):
                self.line.value = value
            self.line.cursor_position = len(value)
            self.meaning.show(
                (review_words.draw(None, self.step, self.review.review.held.on, 20, self.glyphs),)
            )
        self.set_focus(self.line if self.stop.is_typed else None)

    def intend(
        self, name: str, work: Work, lines: Sequence[str] = (), step: Step | None = None, *, text: str = ""
    ) -> Job:
        """Hand an intention to the engine, with the lines that are given back if it is refused."""
        job = self.dashboard.intend(name, work, "\n".join(lines) or text)
        self.intended += 1
        self.stop_keeping()
        self.jobs.append((job, step or self.step, tuple(lines)))
        self.look()
        return job

    def ask_again(self, job: Job, reason: str) -> bool:
        """A line that could not be saved is a row of its own, from which it can be entered again."""
        for one in self.jobs:
            if one[0] is job and one[2]:
                self.jobs.remove(one)
                self.refused += [(one[1], line) for line in one[2]]
                self.look()
                return True
        return super().ask_again(job, reason)

    def keep(self) -> None:
        """Keep what is typed, and where; where one would go on anyway nothing needs to be kept."""
        self.stop_keeping()
        if self.view is None:
            return
        if self.has_place or self.place != Place(self.review.review.step):
            self.has_place = True
            self.dashboard.engine.keep(*written(self.meeting, self.place))

    def stop_keeping(self) -> None:
        """What is typed is entered, or kept already."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    @on(Line.Changed)
    def _changed(self, event: Line.Changed) -> None:
        """Another text: ask what it means, and keep it in a moment, with what is typed until then."""
        if event.input is not self.line or self.view is None or not self.stop.is_typed:
            return
        if self._keeping is None:
            self._keeping = self.set_timer(KEPT_AFTER, self.keep)
        self.offer()
        self.look()
