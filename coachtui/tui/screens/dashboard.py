"""The dashboard: three panes, now on top, the answer and the keys at the bottom.

A key asks for a command. A command about the screen is done at once (`navigation`); one about the
day is an intention, which goes to the engine and comes back as a message with a new snapshot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Container
from textual.reactive import Reactive, var

from coachtui.tui import commands
from coachtui.tui.curtain import Curtain
from coachtui.tui.drawing import timeline
from coachtui.tui.drawing.details import block_line, item_lines, title
from coachtui.tui.engine import Engine
from coachtui.tui.guard import Guard
from coachtui.tui.intentions import ON_ALL, ON_ITEMS, on_all, on_items, stepped
from coachtui.tui.notebook import Notebook
from coachtui.tui.screens.asking import Asking
from coachtui.tui.screens.covers import Covers
from coachtui.tui.texts import Texts
from coachtui.tui.widgets.choices import Choices
from coachtui.tui.widgets.footer import Footer
from coachtui.tui.widgets.lines import Lines
from coachtui.tui.widgets.message import MessageLine
from coachtui.tui.widgets.nowline import NowLine
from coachtui.tui.widgets.pane import Pane
from coachtui.tui.widgets.panes import MeetingsPane, QueuePane, TodayPane
from coachtui.tui.widgets.prompt import Prompt
from coachtui.tui.widgets.resume import ResumeCard
from coachtui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from coachtui.exchange.glyphs import Glyphs
    from coachtui.services.views import Snapshot
    from coachtui.tui.commands import Entry
    from coachtui.tui.engine import Job, Work
    from coachtui.tui.tour import Tour

PATIENCE = 0.3
"""Seconds after which it is said that another program is writing."""

WIDTHS = [(0, "-one"), (80, "-two"), (150, "-three"), (210, "-huge")]
"""From how many cells on the style sheet shows one, two or three columns."""

HEIGHTS = [(0, "-flat"), (15, "-low"), (28, "-tall")]
"""From how many rows on it shows all panes, and more of the meetings."""

STEPS = {"more-urgent": 1, "less-urgent": -1}
"""Commands that climb the urgencies."""


class Dashboard(Covers):
    """The one screen that is always there."""

    AUTO_FOCUS = ""
    BINDINGS = commands.bindings(commands.PANES, commands.EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    snapshot: var[Snapshot | None] = var(None)
    """What is shown; every pane is bound to it."""

    focused: Reactive[Widget | None] = var(None)
    """As Textual has it, but the whole screen is not painted again for it."""

    def __init__(
        self, engine: Engine, first: Snapshot, glyphs: Glyphs, *, said: str = "", tour: Tour | None = None
    ) -> None:
        super().__init__(id="dashboard")
        self.engine = engine
        self.glyphs = glyphs
        self.guard = Guard()
        self.curtain = Curtain(self)
        self.first_said = said
        self.burst: list[tuple[str, Job]] = []
        """Commands that were carried out while keys came too fast."""
        self.unsaved = {}
        self.offered_reviews = set()
        self.lead = ""
        """Keys that came right before the one that opened the line: its beginning, if all is a burst."""
        self.prefix = ""
        """The command that waits for a second key."""
        self.now_line = NowLine(glyphs)
        self.today = TodayPane(glyphs)
        self.queue = QueuePane(glyphs)
        self.meetings = MeetingsPane(glyphs)
        self.hint = Lines(id="hint")
        self.tour = tour
        self.message = MessageLine(glyphs)
        self.footer = Footer(glyphs)
        self.choices = Choices(self.message)
        self.notes = Notebook(engine.kept.get("drafts", ""), engine.jot)
        self.texts = Texts(engine.kept, engine.keep)
        self.prompt = Prompt(glyphs, self.notes)
        self.card = ResumeCard(glyphs)
        self.panes: tuple[Pane, ...] = (self.today, self.queue, self.meetings)
        self.active: Pane = self.queue if first.queue else self.today
        """The pane that has the focus, or gets it back."""
        self.set_reactive(Dashboard.snapshot, first)
        self.now_line.set_reactive(NowLine.snapshot, first)
        for pane in self.panes:
            pane.set_reactive(Pane.snapshot, first)

    def compose(self) -> ComposeResult:
        """What lies above, then from top to bottom; laid out for this size at once, not first for another."""
        size = self.app.size
        for steps, cells in ((WIDTHS, size.width), (HEIGHTS, size.height)):
            self.add_class(next(name for least, name in reversed(steps) if cells >= least))
        yield self.card  # what comes and goes is first: Textual paints anew whatever is composed before it
        yield self.prompt
        yield self.choices
        yield self.now_line
        yield Container(*self.panes, id="panes")
        yield self.hint
        yield self.message
        yield self.footer

    def on_mount(self) -> None:
        """Begin where now is."""
        self.engine.listen(self.post_message)
        self.call_after_refresh(self.engine.complete)
        self.today.call_after_refresh(self.today.to_now)
        if self.first_said:
            self.message.say(self.first_said)
        self.show_tour()
        self.take_up_notes()
        self.focus_pane(self.active)

    def watch_snapshot(self, snapshot: Snapshot | None) -> None:
        """Hand it down."""
        self.now_line.snapshot = snapshot
        if snapshot is not None:
            self.forget_gap(snapshot)
        for pane in self.panes:
            pane.snapshot = snapshot
        self.footer.offer(self.offered())

    def action_command(self, name: str) -> None:
        """Carry out a command."""
        self.notice(name)
        if name in ON_ALL:
            self.intend(name, on_all(name))
        elif name in ON_ITEMS:
            if ids := self._chosen():
                self.intend(name, on_items(name, ids))
        elif name in STEPS:
            if self._chosen() and (item := self.queue.item):
                self.intend(name, stepped(item, STEPS[name]))
        else:
            super().action_command(name)

    def intend(self, name: str, work: Work, text: str = "") -> Job:
        """Hand an intention to the engine; say so when it has to wait."""
        self.curtain.fall()
        job = self.engine.submit(work, text)
        self.burst.append((name, job))
        self.set_timer(
            PATIENCE, lambda: None if job.is_done else self.message.say("another program is writing ...")
        )
        return job

    def _chosen(self) -> tuple[int, ...]:
        """The items that a command takes; says so when there are none."""
        ids = self.queue.chosen if self.active is self.queue else ()
        if not ids:
            self.message.refuse(f"nothing is highlighted in 2 Queue: {self.way_to('queue')}")
        return ids

    @on(Engine.Answered)
    def _answered(self, event: Engine.Answered) -> None:
        """Show what an intention did; a plan or text that was saved is no draft any more."""
        self.texts.settle(event.job)
        self.settle_plan(event.job)
        self.notes.changed()
        self.queue.unmark()
        before, after = self.snapshot, event.snapshot or self.snapshot
        self.snapshot = after
        self.message.answer(event.outcome, commands.hint("undo") if event.is_step else "")
        if after is not None:
            self.card.offer(before, after, is_typing=self.prompt.is_open)
            self.announce(before, after, alone=False)
        if event.outcome.to_say:
            self.app.copy_to_clipboard(event.outcome.to_say)
        self.curtain.rise()

    @on(Engine.Refused)
    def _refused(self, event: Engine.Refused) -> None:
        """Say why not; what was typed is in the line again, unless it is saved."""
        self.curtain.rise()
        reason = event.reason.replace("{key}", commands.key("reopen"))
        self.message.refuse(reason)
        if event.job.outcome is not None:
            return
        asking = [one for one in self.app.screen_stack if isinstance(one, Asking)]
        for one in asking:
            one.withdraw(event.job)
        if event.job.text and not any(one.ask_again(event.job, reason) for one in asking):
            self.give_back(event.job.text, reason)

    @on(Engine.Changed)
    def _changed(self, event: Engine.Changed) -> None:
        """Show what another program did, or the new minute."""
        before, self.snapshot = self.snapshot, event.snapshot
        self.card.offer(before, event.snapshot, is_typing=self.prompt.is_open)
        is_asked = self._ask_about(before, event.snapshot)
        if event.is_from_outside and before is not None:
            known = {item.id for item in before.items}
            new = [item for item in event.snapshot.items if item.id not in known]
            if new:
                more = f" and {len(new) - 1} more" if len(new) > 1 else ""
                self.message.say(f"from another terminal: {title(new[0])}{more}  {new[0].promise}")
            elif event.snapshot.undo != before.undo:
                self.message.say(f"from another terminal: {event.snapshot.undo or 'undone'}")
        self.announce(before, event.snapshot, alone=not (event.is_from_outside or is_asked))
        self.announce_overrun(before, event.snapshot)
        self.offer_review(before)

    def _ask_about(self, before: Snapshot | None, after: Snapshot) -> bool:
        """Say that something was carried over so often that it is asked about; whether it was said."""
        asked = after.left.asked if after.left else 0
        known = before.left.asked if before and before.left else 0
        if asked > known:
            key = commands.key("backlog")
            things = "1 thing was" if asked == 1 else f"{asked} things were"
            self.message.say(f"{things} carried over three times or more: {key} asks what becomes of it")
        return asked > known

    @on(Engine.Stopped)
    def _stopped(self, event: Engine.Stopped) -> None:
        """Say that nothing is written any more, and which key helps."""
        self.message.refuse(event.reason.replace("{key}", commands.key("reopen")))

    @on(Engine.Reopened)
    def _reopened(self) -> None:
        """Say that it is done."""
        self.message.say("the file is open again: this is what it holds")

    @on(Rows.Chosen)
    def do_open(self) -> None:
        """Say what the highlighted row is, and why it is where it is."""
        if self.snapshot is None:
            return
        if self.active is self.meetings:
            self.open_here()
            return
        is_buffer = self.active is self.queue or self.block == self.snapshot.current
        if is_buffer and self.snapshot.cards:
            self.do_triage()
            return
        if not (key := self.active.rows.key):
            return
        if self.active is self.queue:
            if item := self.queue.item:
                self.message.say(*item_lines(self.snapshot, item, self.glyphs))
            return
        block = next((one for one in self.snapshot.blocks if key == timeline.key(one)), None)
        if block is None:
            self.message.say(f"{self.snapshot.summary.done} done today")
        else:
            self.message.say(block_line(self.snapshot, block, self.glyphs))

    def offered(self) -> tuple[Entry, ...]:
        """What the footer says now."""
        if self.prompt.is_open:
            return self.prompt.offered
        if self.prefix:
            return commands.footer(self.prefix)
        everywhere = commands.footer(commands.PANES, commands.EVERYWHERE)
        offered = (*self.active.offered("footer"), *everywhere)
        if self.gap is not None:
            away = commands.Entry(commands.key("away"), commands.BY_ID["away"].title, commands.HELP - 1)
            offered = (away, *offered)
        if self.snapshot and not self.snapshot.undo:
            offered = tuple(entry for entry in offered if entry.id != "undo")
        verb = "start" if self.sprint is None else "resume" if self.sprint.is_paused else "pause"
        idle = self.snapshot is None or self.snapshot.running is None
        meetings = self.snapshot.meetings if self.snapshot else None
        has_none = meetings is not None and not (meetings.shown or meetings.last)
        return tuple(
            entry._replace(title=verb) if entry.id == "sprint" else entry
            for entry in offered
            if not (idle and entry.id == "finish") and not (has_none and entry.id == "review")
        )

    async def take_key(self, event: events.Key) -> bool:
        """Take a key of normal mode, strictly in the order of typing; whether it was one.

        It is the second one of a prefix, part of a burst, or a command. Keys that follow the one that
        opens a line find the line open.
        """
        self.stay()
        is_answer = self.card.is_waiting and event.key in commands.keys_of(commands.BY_ID["open"])
        self.card.close()
        if is_answer and not self.prompt.is_open:
            self.guard.reset()
            self.action_command("sprint")
            return True
        letter = event.character if event.is_printable else None
        if self.prompt.is_open:
            if self.guard.is_apart(event.time):
                self.lead = ""  # a text that came at once, behind the key that opened the line for it
            if letter and self.lead and (text := self.guard.feed(letter, event.time)):
                if text.startswith(self.lead):
                    self.complete_burst(event.time)
                self.lead = ""  # the line was opened on purpose, however fast it is typed
            return False
        if self.prefix:
            self.take_second_key(event)
            return True
        if letter is None:
            self.guard.reset()
        elif text := self.guard.feed(letter, event.time):
            self.take_back_burst(text, event.time)
            return True
        elif self.guard.is_fresh:
            self.burst = []
        bound = self.active_bindings.get(event.key)
        if bound is None or not bound.enabled:
            return False
        opens = bound.binding.id in ("capture", "capture-here")
        self.lead = self.guard.text if len(self.guard.text) > 1 or not opens else ""
        return await self.app.run_action(bound.binding.action, bound.node)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is never a command: it is offered as an interruption."""
        event.stop()
        self.offer_text(event.text)
