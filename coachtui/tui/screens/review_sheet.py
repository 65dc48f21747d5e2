"""A review as it is seen: its step, its lines, the line that is typed, and what stands around it.

A line is in the file once its row is on the screen; what is typed and not entered is kept beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container, Horizontal, Vertical

from coachtui.domain.review import STEP_NAMES, Step
from coachtui.services.review_typing import Place, written
from coachtui.tui import commands
from coachtui.tui import review_intentions as ask
from coachtui.tui.drawing import review as drawing
from coachtui.tui.drawing import review_words
from coachtui.tui.drawing.parts import hour
from coachtui.tui.engine import Engine
from coachtui.tui.review_state import ANSWER, NEW, At, Stop, held, home, stops
from coachtui.tui.screens.asking import Asking
from coachtui.tui.text import content, whole
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.nowline import NowLine
from coachtui.tui.widgets.pane import TodayPane
from coachtui.tui.widgets.prompt import Line, Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.timer import Timer

    from coachtui.domain.conclusion import Problem
    from coachtui.services.meeting_views import MeetingView, ReviewView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.screens.closing import Closing

WIDTHS = [(0, "-alone"), (150, "-beside")]
"""From how many cells on the day stays visible beside the review."""

PAUSE = 0.5
"""Seconds without a key after which what is typed is kept."""


class Reviewed(Asking):
    """What a review on the screen is made of, and how it is seen; what its keys do is in `ReviewScreen`."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__()
        self.dashboard = dashboard
        self.glyphs = dashboard.glyphs
        self.snapshot: Snapshot | None = dashboard.snapshot
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
        self.prompt = Prompt(self.glyphs)
        self.line = Line()
        self.message = MessageLine(self.glyphs)
        self._intended = 0
        """How many intentions were handed in: what was seen before the last of them is no news."""
        self._offered = ""
        """What the line held when one came to it."""
        self.has_place = False
        """Whether a place is kept from the last time."""
        self._keeping: Timer | None = None
        self._saved = ""
        self._now = NowLine(self.glyphs)
        self._today = TodayPane(self.glyphs)
        self._today.rows.can_focus = False
        self._head = Lines(id="head")
        self._above = Lines()
        self._typed = Horizontal(self._sign(), self.line, id="typed")
        self._meaning = Lines()
        self._below = Lines()
        self._frame = Vertical(self._above, self._typed, self._meaning, self._below, id="review")
        self._footer = Footer(self.glyphs)
        self.set_class(dashboard.has_class("-ascii"), "-ascii")

    def _sign(self) -> Lines:
        sign = Lines(id="sign")
        sign.show((((f" {self.glyphs.prompt} ", "key"),),))
        return sign

    def compose(self) -> ComposeResult:
        """Now, the steps, the day beside the review, the answer, the keys."""
        yield self._now
        yield self._head
        yield Container(self._today, self._frame, id="desk")
        yield self.message
        yield self._footer
        yield self.prompt

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
        return self.stop.is_typed and self.line.value != self._offered

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
        engine.ask(text, ask.seen(self.meeting, self.step, text, self._intended), self._hear)

    def _hear(self, message: Message) -> None:
        """Hear an answer when the dashboard has heard all that came before it."""
        self.dashboard.call_later(self.post_message, message)

    def go(self, step: Step, stop: Stop | None = None, text: str | None = None) -> None:
        """Go to a step, to its line to come or to a stop of it."""
        is_new = step is not self.step
        self.step, self.stop = step, stop or home(self.review, step)
        if self.stop == NEW:
            text = self.others.pop(step, text)
        self._load(text)
        if is_new:
            self.keep()
        self.draw()
        self.look()

    def _load(self, text: str | None = None) -> None:
        """Put into the line what belongs there, and go to it."""
        self._offered = held(self.review, self.step, self.stop)
        if self.stop.at is At.REFUSED:
            self._offered = self.refused[self.stop.id][1]
        self._offered = whole(self._offered)
        self._typed.display = self._meaning.display = self.stop.is_typed
        value = self._offered if text is None else whole(text)
        if self.stop.is_typed:
            with self.prevent(Line.Changed):
                self.line.value = value
            self.line.cursor_position = len(value)
            self._meaning.show(
                (review_words.draw(None, self.step, self.review.review.held.on, 20, self.glyphs),)
            )
        self.set_focus(self.line if self.stop.is_typed else None)

    def intend(
        self, name: str, work: Work, lines: Sequence[str] = (), step: Step | None = None, *, text: str = ""
    ) -> Job:
        """Hand an intention to the engine, with the lines that are given back if it is refused."""
        job = self.dashboard.intend(name, work, "\n".join(lines) or text)
        self._intended += 1
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

    def draw(self) -> None:
        """Everything that differs."""
        if self.view is None or self.view.review is None or not self._frame.size.width:
            return
        cells, rows = self._frame.size
        scene = drawing.Scene(
            self.view, self.step, self.stop, self.others, tuple(self.refused), self.asked, self.minutes,
            self.shot.now, self.shot.wall,
        )  # fmt: skip
        sheet = drawing.sheet(scene, cells, rows, self.glyphs)
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

    def offer(self) -> None:
        """What can be pressed."""
        helping = commands.BY_ID["help"]
        shown = commands.entries("footer", "line" if self.prompt.is_open else "review")
        if not self.prompt.is_open:
            enter = commands.BY_ID["review-enter"].title
            shown = tuple(
                one._replace(title=self._enters) if one.title == enter else one
                for one in shown
                if self._fits(one)
            )
        away = commands.Entry(commands.shown(helping)[1], helping.title, commands.HELP)
        self._footer.offer((*shown, away))

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
        if self.stop == ANSWER and self.review.accomplished is None and entry.title == "add":
            return False
        answers = ("yes", "partly", "no")
        verdicts = ("done", "keep", "drop")
        if entry.title in answers:
            return self.stop.at is At.ANSWER
        if entry.title in verdicts:
            return self.stop.at is At.UNFINISHED
        return entry.title != "take out" or self.stop.at in (At.ENTRY, At.REFUSED)

    def on_resize(self) -> None:
        """Another size has another sheet."""
        self.call_after_refresh(self.draw)

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
        """Another text: ask what it means, and keep it when the typing pauses."""
        if event.input is not self.line or self.view is None or not self.stop.is_typed:
            return
        self.stop_keeping()
        self._keeping = self.set_timer(PAUSE, self.keep)
        self.offer()
        self.look()

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show how things stand."""
        preview = event.preview
        if isinstance(preview, str):
            self.dashboard.message.refuse(preview)
            self.leave()
        elif isinstance(preview, ask.Opened):
            self._open(preview)
        else:
            self._see(preview, event.line)

    def _open(self, opened: ask.Opened) -> None:
        """The first look: go on where it was left."""
        if self.view is not None:
            return
        if opened.seen is None:
            self.dashboard.offer_correction(opened.chosen)
            self.leave()
            return
        self.view, self.minutes = opened.seen.view, opened.seen.minutes
        if opened.chosen.waiting > 1:
            self.dashboard.message.say(
                f"{opened.chosen.waiting} reviews wait: this is the nearest, 3 Meetings has the others"
            )
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
        self.arrived()

    def _see(self, seen: ask.Seen, text: str) -> None:
        """A further look; one from before what was entered meanwhile is passed over."""
        if seen.after < self._intended:
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
            self._load(typed)
        elif not self.is_touched and whole(held(self.review, self.step, self.stop)) != self._offered:
            self._load()
        if self.stop.is_typed and text == self.line.value:
            room, today = self._frame.size.width, self.review.review.held.on
            self.line.placeholder = self.glyphs.say(review_words.empty(self.review, self.step))
            self._meaning.show((review_words.draw(seen.meaning, self.step, today, room, self.glyphs),))
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
        if self.is_current:
            self.dismiss(None)

    def on_mount(self) -> None:
        """Show what the dashboard is told, and ask for the review."""
        self.prompt.borrow(self.dashboard.prompt)
        self._typed.display = self._meaning.display = False
        self.watch(self.dashboard, "snapshot", self._fresh)
        self.watch(self.dashboard.message, "said", self._heard, init=False)
        self.look()

    def on_screen_resume(self) -> None:
        """What covered the review may have asked the engine something else meanwhile."""
        self.look()

    def _fresh(self, snapshot: Snapshot | None) -> None:
        """Another snapshot: another terminal may have written into this review."""
        self.snapshot = self._now.snapshot = self._today.snapshot = snapshot
        if self.view is not None:
            self.look()

    def _heard(self) -> None:
        """Say what the dashboard says; while typing, undo has a key of its own."""
        own = f"{commands.shown(commands.BY_ID['review-undo'])[0]} undo"
        said = self.dashboard.message.said
        self.message.said = tuple(
            (before, text, own if after == "u undo" else after) for before, text, after in said
        )
