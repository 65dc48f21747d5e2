"""Planning a day: on the left the day as it would be, on the right its lines and what could be taken in.

Nothing is kept before ctrl+s, which is one step of undo; Esc leaves the draft for the next time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Container, Vertical

from coachtui.domain.day_lines import task_line
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.errors import CoachError
from coachtui.domain.rhythm_text import parse_rhythm, rhythm_line
from coachtui.domain.text import one_line, quoted
from coachtui.tui import commands
from coachtui.tui.drawing import boards, timeline, understanding
from coachtui.tui.lane_intentions import applied_to
from coachtui.tui.plan_intentions import drafted, shaped
from coachtui.tui.purposes import Purpose
from coachtui.tui.screens.board import Board, board_bindings
from coachtui.tui.text import content
from coachtui.tui.widgets.prompt import Prompt
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from textual import events
    from textual.app import ComposeResult

    from coachtui.domain.draft import Draft
    from coachtui.services.drafting import PlanView
    from coachtui.services.tasks import TaskView
    from coachtui.tui.engine import Job
    from coachtui.tui.screens.days import Days

LINE = Purpose(
    "plan", "Add to the plan", "Client proposal 90m !   11:00-11:30 Sync: purpose @Ana",
    keeps_draft=True, is_repeated=True,
)  # fmt: skip
RHYTHM = Purpose("rhythm", "The shape of every such weekday", "09:00-17:30 sprint 45 buffer 15 every 2")


WIDTHS = [(0, "-one"), (72, "-two"), (150, "-three")]
"""From how many cells on the day stands beside its plan, and how wide."""


class PlanScreen(Board):
    """The plan of a day, while it is made."""

    BINDINGS: ClassVar = [
        *board_bindings("plan"),
        *(Binding(str(number), f"take({number})", show=False) for number in range(1, 10)),
    ]
    CONTEXTS = ("plan", "board")
    HORIZONTAL_BREAKPOINTS = WIDTHS

    dashboard: Days

    def __init__(self, dashboard: Days, drafts: dict[date, Draft]) -> None:
        super().__init__(dashboard)
        self.view: PlanView | None = None
        """What is shown; None until the engine has answered first."""
        self._drafts = drafts
        self._on: date | None = min(drafts, default=None)
        self._known = self._on, dict(drafts)
        """The day and the drafts before keys that may be a burst."""
        self._preview = Rows(self.glyphs, id="preview")
        self._preview.can_focus = False
        self._left = Vertical(self._preview, classes="pane")
        self._right = Vertical(self.rows, classes="pane -active")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.head
        yield Container(self._left, self._right, id="board")
        yield self.said
        yield self.message
        yield self.footer
        yield self.prompt

    def look(self) -> None:
        """Ask what the draft would make of its day."""
        on, draft = self._on, self._drafts.get(self._on) if self._on else None
        self.ask_engine(drafted(draft, on))

    def see(self, view: PlanView) -> None:
        """Show it; what was written since it was asked about stays in the draft."""
        self.view = view._replace(draft=self._drafts.get(view.draft.on, view.draft))
        self._on = view.draft.on
        self.draw()
        if view.problem and self.prompt.is_open and not self.prompt.text:
            self.prompt.explain(*self.prompt.refusal(view.problem))

    def draw(self) -> None:
        """Both sides, the load and the frames."""
        view, glyphs = self.view, self.glyphs
        if view is None:
            return
        width = self.size.width
        self.head.show((boards.plan_head(view, width, glyphs),))
        self.said.show(boards.plan_load(view, width, glyphs))
        self.rows.show(boards.plan_rows(view, self.rows.size.width, glyphs))
        self._right.border_title = content("Plan", "bold")
        self._left.border_title = content("The day as it would be")
        if view.planned:
            size = self._preview.size
            self._preview.show(timeline.draw(view.planned.snapshot, size.width, size.height, glyphs))

    def _change(self, draft: Draft) -> None:
        """Another draft: it is kept for the next time, and asked about."""
        self._drafts[draft.on] = draft
        self.dashboard.notes.changed()
        if self.view:
            self.view = self.view._replace(draft=draft)
            self.draw()
        self.look()

    def _line(self) -> int | None:
        """The highlighted line of the draft, else its last; None when it has none."""
        kind, _, number = self.rows.key.partition("-")
        if kind == "line":
            return int(number)
        lines = self.view.draft.lines if self.view else ()
        return len(lines) - 1 if lines else None

    def do_plan_write(self, text: str | None = None, *, by_itself: float | None = None) -> None:
        """Ask for lines, until one is empty."""
        self.ask(LINE, self._write, text, note="enter alone: no more", by_itself=by_itself)

    @on(Prompt.Changed)
    def _typed(self, event: Prompt.Changed) -> None:
        """Show what the line would add, before Enter."""
        if event.purpose is LINE and self.view:
            on, rhythm, wall = self.view.draft.on, self.view.rhythm, self.snapshot.wall
            said = understanding.draw_plan(event.text, on, rhythm, wall, self.prompt.room, self.glyphs)
            self.prompt.explain(said)

    def take_line(self, text: str, *, by_itself: float | None = None) -> None:
        """A text is a line of the plan."""
        self.do_plan_write(text, by_itself=by_itself)

    def begin_burst(self) -> None:
        """The drafts as they are may have to be there again."""
        super().begin_burst()
        self._known = self._on, dict(self._drafts)

    def take_back(self) -> None:
        """The drafts are as they were."""
        self._on, drafts = self._known
        self._drafts.clear()
        self._drafts.update(drafts)
        self.dashboard.notes.changed()
        self.look()

    async def take_pasted(self, event: events.Paste) -> bool:
        """Each line of a pasted text is a line."""
        if not self.prompt.is_open:
            self.do_plan_write("")
        return await self.prompt.takes(event)

    def _write(self, text: str) -> Job | None:
        """Take a line in; what cannot be read stays in its field."""
        if self.view is None:
            return None
        problem = ""
        try:
            read = parse_day_text(text, on=self.view.draft.on, zone=self.snapshot.zone)
        except CoachError as error:
            problem = str(error).removeprefix(f"line 1: {quoted(one_line(text))}: ")
        else:
            if any(read):  # a comment, or what is ticked off, plans nothing
                self._change(self.view.draft.with_line(text))
        self.do_plan_write(text if problem else "")
        if problem:
            self.prompt.explain(*self.prompt.refusal(problem))
        return None

    def action_take(self, number: int) -> None:
        """Take an offered task in, or put it back."""
        if self.view and number <= len(self.view.offered):
            self._take(self.view.draft, self.view.offered[number - 1])
        else:
            self.say(f"there is no {number} to take in")

    def _take(self, draft: Draft, task: TaskView) -> None:
        line = task_line(task.title, task.minutes, task.must, draft.on, self.snapshot.zone)
        self._change(draft.toggled(task.id, line))

    @on(Rows.Chosen)
    def do_plan_toggle(self) -> None:
        """Take the highlighted task in, or put it back."""
        kind, _, number = self.rows.key.partition("-")
        if self.view and kind == "task":
            task = next(one for one in self.view.offered if one.id == int(number))
            self._take(self.view.draft, task)

    def do_plan_must(self) -> None:
        """Make the highlighted task a must, or none."""
        at = self._line()
        if self.view is None or at is None:
            self.say(f"nothing is planned yet: {commands.key('plan-write')} writes a line")
        elif draft := self.view.draft.must_toggled(at, self.snapshot.zone):
            self._change(draft)
        else:
            self.say("meetings and breaks are where they are: only a task can be a must")

    def do_plan_remove(self) -> None:
        """Take the highlighted line out, or the last one."""
        at = self._line()
        if self.view is None or at is None:
            self.say("there is no line to take out")
        elif self.view.draft.lines[at] in self.view.standing:
            self.say(
                f"meetings and breaks of the day stay: 1 Today removes them with {commands.key('remove')}"
            )
        else:
            self._change(self.view.draft.without(at))

    def do_plan_later(self) -> None:
        """Plan the day after."""
        self._turn(1)

    def do_plan_earlier(self) -> None:
        """Plan the day before, but none that is over."""
        self._turn(-1)

    def _turn(self, days: int) -> None:
        if self._on is None:
            return
        on = self._on + timedelta(days=days)
        if on < self.snapshot.date:
            self.say("that day is over")
        else:
            self._on = on
            self.look()

    def do_plan_rhythm(self) -> None:
        """Ask for the rhythm of this weekday."""
        if self.view:
            note = f"every {self.view.draft.on:%A}"
            self.ask(RHYTHM, self._shape, rhythm_line(self.view.rhythm), note)

    def do_plan_buffers(self) -> None:
        """Give this weekday the buffers that the forecast proposes."""
        if self.view:
            self.dashboard.intend("rhythm", applied_to(self.view.draft.on.weekday()))
            self.look()

    def _shape(self, text: str) -> Job | None:
        """Set it; what cannot be read stays in its field."""
        if self.view is None:
            return None
        try:
            rhythm = parse_rhythm(text, self.view.rhythm)
        except CoachError as error:
            self.ask(RHYTHM, self._shape, text)
            self.prompt.explain(*self.prompt.refusal(str(error)))
            return None
        self.dashboard.intend("rhythm", shaped(self.view.draft.on, rhythm))
        self.look()
        return None

    def do_board_save(self) -> None:
        """Plan the day so."""
        if self.view is None:
            return
        if self.view.problem:
            self.say(self.view.problem)
            return
        self.dashboard.save_plan(self.view.draft)
        self.dismiss(None)
