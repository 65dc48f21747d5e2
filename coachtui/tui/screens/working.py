"""Commands that do the day's work: sprints by key, cards, items and blocks changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind, BlockState
from coachtui.domain.interruption import Urgency
from coachtui.tui import commands
from coachtui.tui import day_intentions as day
from coachtui.tui.day_intentions import STEP
from coachtui.tui.drawing import timeline
from coachtui.tui.drawing.details import title
from coachtui.tui.purposes import BLOCK, DECLINE, EDIT, PARK, PICK, RENAME, RESUME
from coachtui.tui.screens.asking import Asked, Asking
from coachtui.tui.screens.writing import Writing

if TYPE_CHECKING:
    from coachtui.domain.interruption import Choice
    from coachtui.services.day_views import BlockView, RunningView
    from coachtui.services.item_views import ItemView
    from coachtui.services.views import Snapshot
    from coachtui.tui.engine import Job
    from coachtui.tui.notebook import Notebook


class Working(Asking, Writing):
    """The part of the dashboard that works on the day."""

    snapshot: Snapshot | None
    notes: Notebook
    """What was typed and decided, and is not entered."""

    @property
    def sprint(self) -> RunningView | None:
        """The sprint that has begun."""
        if self.snapshot is None:
            return None
        running = self.snapshot.running
        return running if running and running.kind == "sprint" else self.snapshot.paused

    @property
    def block(self) -> BlockView | None:
        """The block that is highlighted in Today."""
        if self.snapshot is None or self.active is not self.today:
            return None
        key = self.today.rows.key
        return next((one for one in self.snapshot.blocks if timeline.key(one) == key), None)

    @property
    def ticking(self) -> bool:
        """Whether the clock of a sprint runs, so that an interruption now would break it."""
        return self.sprint is not None and not self.sprint.is_paused

    def tell(self, text: str) -> None:
        """Say something where answers are said."""
        self.message.say(text)

    def take_text(self, text: str, at: float) -> None:
        """Keys came all at once: none of them is a command."""
        self.stay()
        self.guard.reset()
        self.burst = []
        self.offer_text(text, by_itself=at)

    def do_sprint(self) -> None:
        """Start, pause or resume, whichever it is time for."""
        if self.sprint is None:
            block = self.block
            is_own = block and block.kind is BlockKind.SPRINT and block.state is BlockState.PLANNED
            self.intend("start", day.on_sprint("start", block=block.id if block and is_own else None))
        elif self.sprint.is_paused:
            self.intend("resume", day.on_sprint("resume"))
        else:
            sprint = self.sprint
            self.ask_where(sprint, self.intend("pause", day.on_sprint("pause")), self)

    def ask_where(self, sprint: RunningView, job: Job, screen: Asking) -> None:
        """Ask on a screen for the resume note of a sprint that this broke or paused.

        Nothing waits for the note: it is a step of its own, and what is typed when Esc is pressed is it.
        """
        purpose = RESUME._replace(id=f"{RESUME.id}-{sprint.id}")
        screen.ask(purpose, lambda note: self._note_where(sprint, note), text=None, follows=job)

    def _note_where(self, sprint: RunningView, note: str) -> Job | None:
        if note:
            return self.intend("note", day.on_sprint("note", block=sprint.id, note=note), note)
        self.message.add(f"{sprint.label} {sprint.title} waits without a note")
        return None

    def take_up_notes(self) -> None:
        """Resume notes that were typed when the program was killed are notes."""
        for name, text in tuple(self.notes.lines.items()):
            kind, _, number = name.partition("-")
            if kind == RESUME.id and number.isdecimal() and text.strip():
                del self.notes.lines[name]
                self.prompt.put_by(text)
                self.intend("note", day.on_sprint("note", block=int(number), note=text))

    def do_finish(self) -> None:
        """What the clock runs for is done."""
        self.intend("finish", day.on_sprint("finish"))

    def do_park(self) -> None:
        """End the sprint although it is not done, with a line on where it was left."""
        if self.sprint is None:
            self.message.refuse("no sprint has begun to park")
        else:
            purpose = PARK._replace(id=f"{PARK.id}-{self.sprint.id}")
            self.ask(
                purpose, lambda note: self.intend("park", day.on_sprint("park", note=note), note), text=None
            )

    def do_longer(self) -> None:
        """Five minutes more."""
        self._resize(STEP)

    def do_shorter(self) -> None:
        """Five minutes less."""
        self._resize(-STEP)

    def _resize(self, minutes: int) -> None:
        """The highlighted block of Today, or else the sprint that has begun."""
        block = self.block
        if block and block.id and block.state is BlockState.PLANNED and self._is_to_come(block):
            self.intend("resize", day.on_block("resize", block.id, minutes=minutes))
        else:
            self.intend("extend", day.on_sprint("extend", minutes=minutes))

    def _is_to_come(self, block: BlockView) -> bool:
        return self.snapshot is not None and block.ends_at > self.snapshot.now

    def _own_block(self, verb: str) -> int | None:
        """The row of the highlighted block; says so when there is none."""
        block = self.block
        if block is None:
            self.message.refuse(f"no block is highlighted to {verb}: {self.way_to('today')}")
        elif block.id is None:
            self.message.refuse(
                f"this day is only projected: plan it first, or add a block with {commands.key('add-block')}"
            )
        return block.id if block else None

    def do_add_block(self) -> None:
        """Ask for a block in one line."""
        self.ask(BLOCK, self._add_block, text=None)

    def _add_block(self, text: str) -> Job | None:
        from coachtui.domain.block_text import parse_block_line
        from coachtui.domain.errors import UsageError

        assert self.snapshot is not None
        try:
            line = parse_block_line(text, on=self.snapshot.date, zone=self.snapshot.zone)
        except UsageError as problem:
            self.message.refuse(str(problem))
            self.ask(BLOCK, self._add_block, text)
            return None
        return self.intend("add", day.added(line), text)

    def do_later_block(self) -> None:
        """Later in the day."""
        self._move_block(STEP)

    def do_earlier_block(self) -> None:
        """Earlier in the day."""
        self._move_block(-STEP)

    def _move_block(self, minutes: int) -> None:
        """A sprint changes places with its neighbour; what is fixed moves by five minutes."""
        if number := self._own_block("move"):
            assert self.block is not None
            verb = "swap" if self.block.kind is BlockKind.SPRINT else "move"
            self.intend(verb, day.on_block(verb, number, minutes=minutes))

    def do_rename(self) -> None:
        """Ask for another title."""
        if number := self._own_block("rename"):
            assert self.block is not None
            before = self.block.title

            def then(text: str) -> Job | None:
                """Rename, where it is another."""
                same = text == before
                return (
                    None if same else self.intend("rename", day.on_block("rename", number, title=text), text)
                )

            self.ask(RENAME, then, before)

    def do_remove(self) -> None:
        """Take the block off its day."""
        if number := self._own_block("remove"):
            self.intend("remove", day.on_block("remove", number))

    def _one(self, verb: str) -> ItemView | None:
        """The highlighted item; says so when there is none."""
        item = self.queue.item if self.active is self.queue else None
        if item is None:
            self.message.refuse(f"nothing is highlighted to {verb}: {self.way_to('queue')}")
        return item

    def do_begin(self) -> None:
        """Do the item now; a sprint whose clock runs is broken for it."""
        if item := self._one("begin"):
            self.begin(item, self)

    def begin(self, item: ItemView, screen: Asking) -> Job:
        """Do an item now; a screen asks for the resume note of the sprint that it breaks."""
        sprint = self.sprint if self.ticking else None
        job = self.intend("begin", day.begun(item.id))
        if sprint is not None:
            self.ask_where(sprint, job, screen)
        return job

    def do_edit(self) -> None:
        """The item as a line, to be corrected."""
        if item := self._one("edit"):
            before = self.line_of(item)
            self.ask(EDIT, lambda text: self.edit(item.id, text, before), before, title(item))

    def edit(self, number: int, text: str, before: str) -> Job | None:
        """Understand an item again, where the line is another."""
        if text.split() == before.split():
            return None
        return self.intend("edit", day.edited(number, text), text)

    def do_editor(self) -> None:
        """The item with its whole note, in the user's editor."""
        if item := self._one("edit"):
            from coachtui.tui.editor import edited_text

            before = self.line_of(item)
            text, problem = edited_text(self.app, before)
            if problem:
                self.message.refuse(problem)
            elif text.strip() and text.strip() != before.strip():
                job = self.intend("edit", day.edited(item.id, text), text)
                self.expect(job, Asked(EDIT, lambda again: self.edit(item.id, again, before), title(item)))
            else:
                self.message.say("nothing changed")

    def do_decline(self) -> None:
        """Ask for a reason; the sentence to send is on the clipboard afterwards."""
        if ids := self.queue.chosen:
            self.ask(DECLINE, lambda reason: self.intend("decline", day.declined(ids, reason), reason))
        else:
            self._one("decline")

    def do_snooze_pick(self) -> None:
        """Ask for a time."""
        if ids := self.queue.chosen:
            self.ask(PICK, lambda until: self.intend("snooze", day.snoozed(ids, until), until))

    def capture_line(self, text: str, choice: Choice, screen: Asking | None = None) -> Job:
        """Capture a line at once; where it breaks the sprint, a screen asks for its resume note (rule 6)."""
        sprint = self.sprint if self.ticking and self._is_now(text) else None
        job = super().capture_line(text, choice)
        if sprint is not None:
            self.ask_where(sprint, job, screen or self)
        return job

    def _is_now(self, text: str) -> bool:
        from coachtui.domain.capture import parse_capture
        from coachtui.domain.errors import CoachError
        from coachtui.domain.past_line import read_past

        assert self.snapshot is not None
        now, zone, today = self.snapshot.now, self.snapshot.zone, self.snapshot.date
        if read_past(text, now, zone, today):
            return False
        try:
            return parse_capture(text, now=now, zone=zone, today=today).urgency is Urgency.NOW
        except CoachError:
            return False
