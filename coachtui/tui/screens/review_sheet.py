"""A review as it is seen: its steps, the line that is typed and what stands around it, the day beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical

from coachtui.domain.review import STEP_NAMES, Step
from coachtui.services.review_typing import Place
from coachtui.tui import commands
from coachtui.tui import review_intentions as ask
from coachtui.tui.drawing import review as drawing
from coachtui.tui.drawing import review_words
from coachtui.tui.drawing.parts import hour
from coachtui.tui.drawing.review_rows import Scene
from coachtui.tui.review_state import ANSWER, NEW, At, Stop, held, home, stops
from coachtui.tui.screens.review_line import Typing
from coachtui.tui.text import content, whole
from coachtui.tui.widgets.line import CLEARS
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.nowline import NowLine
from coachtui.tui.widgets.panes import TodayPane

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from coachtui.services.views import Snapshot
    from coachtui.tui.screens.closing import Closing

WIDTHS = [(0, "-alone"), (150, "-beside")]
"""From how many cells on the day stays visible beside the review."""


class Reviewed(Typing):
    """What a review on the screen is made of, and how it is seen; what its keys do is in `ReviewScreen`."""

    CONTEXTS = ("review",)
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__(dashboard, wanted)
        self.message = MessageLine(self.glyphs)
        self._saved = ""
        self._scene: Scene | None = None
        self._sheet = drawing.Sheet((), ())
        self._now = NowLine(self.glyphs)
        self._today = TodayPane(self.glyphs)
        self._today.rows.can_focus = False
        self._head = Lines(id="head")
        self._above = Lines()
        self._below = Lines()
        self._frame = Vertical(self._above, self.typed, self.meaning, self._below, id="review")

    def compose(self) -> ComposeResult:
        """Now, the steps, the day beside the review, the answer, the keys."""
        yield self._now
        yield self._head
        yield Container(self._today, self._frame, id="desk")
        yield self.message
        yield self.footer
        yield self.prompt

    def draw(self) -> None:
        """Everything that differs."""
        if self.view is None or self.view.review is None or not self._frame.size.width:
            return
        cells, rows = self._frame.size
        scene = Scene(
            self.view, self.step, self.stop, self.others, tuple(self.refused), self.asked, self.minutes,
            self.shot.now, self.shot.wall,
        )  # fmt: skip
        sheet = drawing.sheet(scene, cells, rows, self.glyphs)
        self._scene, self._sheet = scene, sheet
        self._above.show(sheet.above)
        self._below.show(sheet.below)
        width = self.size.width
        steps = drawing.steps(scene, self._saved, width, self.glyphs)
        beside = self.has_class("-beside")
        self._head.show((steps,) if beside else (drawing.head(scene, width, self.glyphs), steps))
        name = f"{self.step.value} {STEP_NAMES[self.step]}"
        title = f"3 Review  {self.view.label} {self.view.meeting.title}" if beside else name
        self._frame.border_title = content(title, "bold")
        hint = review_words.GRAMMAR[self.step] if self.stop.is_typed else ""
        self._frame.border_subtitle = content(self.glyphs.say(hint) if cells < drawing.ROOMY[0] else "")
        self.offer()

    def offered(self) -> tuple[commands.Entry, ...]:
        """What can be pressed."""
        return tuple(
            one._replace(title=self._enters) if one.id == "review-enter" else one
            for one in commands.footer(*self.CONTEXTS, is_typing=True)
            if self._fits(one)
        )

    @property
    def _enters(self) -> str:
        """What Enter does where one is."""
        if self.stop.at is At.ENTRY:
            return "keep" if self.text else "take out"
        if self.stop == NEW and self.text:
            return (
                "accept"
                if self.step is Step.NEXT
                else "add"
                if self.step is not Step.PURPOSE
                else "next step"
            )
        return "next step" if self.step is not Step.NEXT else "none"

    def _fits(self, entry: commands.Entry) -> bool:
        """Whether a key does something where one is."""
        if self.stop == ANSWER and self.review.accomplished is None and entry.id == "review-enter":
            return False
        if entry.id in ("review-yes", "review-partly", "review-no"):
            return self.stop.at is At.ANSWER
        if entry.id in ("review-done", "review-keep", "review-drop"):
            return self.stop.at is At.UNFINISHED
        return entry.id != "review-take-out" or self.stop.at in (At.ENTRY, At.REFUSED)

    def on_click(self, event: events.Click) -> None:
        """A click leads to the step or the line on which it is."""
        if self._scene is None:
            return
        widget, _ = self.get_widget_at(event.screen_x, event.screen_y)
        x, y = event.screen_x - widget.region.x, event.screen_y - widget.region.y
        sheet = self._sheet
        leads = sheet.above_leads if widget is self._above else sheet.below_leads
        if widget is self._head and y == len(self._head.lines) - 1:
            step = drawing.step_at(self._scene, int(x), self.glyphs)
            if step is not None and step is not self.step:
                self.visit(step, None)
        elif widget in (self._above, self._below) and 0 <= y < len(leads) and (target := leads[int(y)]):
            self.visit(*target)

    def visit(self, step: Step, stop: Stop | None) -> None:
        """Go where somebody has pointed."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Another size has another sheet."""
        self.call_after_refresh(self.draw)

    def see(self, view: ask.Opened | ask.Seen) -> None:
        """Show how things stand."""
        if isinstance(view, ask.Opened):
            self._open(view)
        else:
            self._see(view, "")

    def see_line(self, line: str, preview: ask.Seen) -> None:
        """Show how things stand, and what the typed line means."""
        self._see(preview, line)

    def _open(self, opened: ask.Opened) -> None:
        """The first look: go on where it was left."""
        if self.view is not None:
            return
        if opened.seen is None:
            self.dashboard.offer_correction(opened.chosen)
            self.leave()
            return
        self.view, self.minutes = opened.seen.view, opened.seen.minutes
        said = []
        if (waiting := opened.chosen.waiting) > 1:
            said.append(f"{waiting} reviews wait: this is the nearest, 3 Meetings has the others")
        self.has_place = opened.place is not None
        self.refused = self.dashboard.unsaved.pop(self.meeting, [])
        place = opened.place or Place(self.review.review.step)
        self.others = dict(place.others)
        entry = Stop(At.ENTRY, place.entry)
        stop = entry if place.entry and entry in stops(self.review, place.step) else None
        text = place.text or None
        if stop is None and text and not home(self.review, place.step).is_typed:
            self.others[place.step] = text
        self.go(place.step, stop, text)
        if self.is_touched and self.text:
            said.append(f"the line was typed last time and not entered: {CLEARS}")
        if said:
            self.dashboard.message.say(*said)
        self.arrived()

    def _see(self, seen: ask.Seen, text: str) -> None:
        """A further look; one from before what was entered meanwhile is passed over."""
        if seen.after < self.intended:
            return
        self.view, self.minutes = seen.view, seen.minutes
        if any(job.outcome for job, _, _ in self.jobs):
            self._saved = f"saved {hour(self.shot.now, self.shot.wall)}"
        self.jobs = [one for one in self.jobs if not one[0].is_done]
        if seen.view.review is None or not seen.view.review.is_open:
            self.is_over()
            return
        refused = [number for number, (step, _) in enumerate(self.refused) if step is self.step]
        if self.stop not in stops(self.review, self.step, refused):
            typed = self.line.value if self.is_touched else None
            self.stop = home(self.review, self.step)
            self.load(typed)
        elif not self.is_touched and whole(held(self.review, self.step, self.stop)) != self.loaded:
            self.load()
        if self.stop.is_typed and text == self.line.value:
            room, today = self._frame.size.width, self.review.review.held.on
            self.line.placeholder = self.glyphs.say(review_words.empty(self.review, self.step))
            self.meaning.show((review_words.draw(seen.meaning, self.step, today, room, self.glyphs),))
        self.draw()
        self.arrived()

    def arrived(self) -> None:
        """What waited for an answer goes on."""
        raise NotImplementedError

    def is_over(self) -> None:
        """The review is closed: here, or in another terminal."""
        raise NotImplementedError

    def leave(self) -> None:
        """Back to the panes."""
        self.dismiss(None)

    def on_mount(self) -> None:
        """Show what the dashboard is told, and ask for the review."""
        self.typed.display = self.meaning.display = False
        self.watch(self.dashboard, "snapshot", self._fresh)
        self.watch(self.dashboard.message, "said", self._heard, init=False)
        self.look()

    def on_screen_resume(self) -> None:
        """What covered the review may have asked the engine something else meanwhile."""
        if not self._is_to_close:
            self.look()

    def _fresh(self, snapshot: Snapshot | None) -> None:
        """Another snapshot: another terminal may have written into this review."""
        self.snapshot = self._now.snapshot = self._today.snapshot = snapshot
        if self.view is not None:
            self.look()

    def _heard(self) -> None:
        """Say what the dashboard says; while typing, undo has a key of its own."""
        here, there = commands.hint("review-undo"), commands.hint("undo")
        said = self.dashboard.message.said
        self.message.said = tuple(
            (before, text, here if after == there else after) for before, text, after in said
        )
