"""Keys of a review, strictly in the order of typing; and pastes, of which no line is lost.

Keys that depend on what was just entered wait for the engine's answer, and so does what is typed after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from coachtui.domain.review import STEP_OF, Step
from coachtui.domain.review_text import MOST_LINES
from coachtui.domain.text import NOTE_LIMIT, clean_line
from coachtui.tui import commands
from coachtui.tui.review_state import ANSWER, NEW
from coachtui.tui.screens.review_sheet import Reviewed
from coachtui.tui.text import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.tui.engine import Job
    from coachtui.tui.screens.closing import Closing

LISTS = frozenset(STEP_OF.values())
"""The steps that are lists; the two others have one answer."""


class InOrder(Reviewed):
    """The part of a review's screen that takes keys."""

    def __init__(self, dashboard: Closing, wanted: int | None = None) -> None:
        super().__init__(dashboard, wanted)
        self.then: Callable[[], None] | None = None
        """What is done once everything that was entered is answered."""
        self.close_job: Job | None = None
        """The wish to close the review, until it is answered."""
        self._early: list[events.Key | events.Paste] = []
        """Keys that wait for an answer."""
        self._is_catching_up = False

    def enter(self, *lines: str) -> None:
        """Enter lines of the step."""
        raise NotImplementedError

    def ask_first(self) -> None:
        """Closing was refused: ask for the first thing that is missing."""
        raise NotImplementedError

    @property
    def answers(self) -> str:
        """The keys that answer whether the purpose was accomplished."""
        return ", ".join(map(commands.hint, ("review-yes", "review-partly", "review-no")))

    async def take_key(self, event: events.Key | events.Paste) -> bool:
        """Take a key, strictly in the order of typing; whether it was one of ours."""
        if self.prompt.is_open:
            return False
        if self.view is None and isinstance(event, events.Key) and event.key == "escape":
            self.leave()
            return True
        if self.view is None or self._early or self._is_catching_up or (self.jobs and self._depends(event)):
            self._early.append(event)
            return True
        return await self._act(event)

    async def take_pasted(self, event: events.Paste) -> bool:
        """Take a paste in the same order."""
        return await self.take_key(event)

    def _depends(self, event: events.Key | events.Paste) -> bool:
        """Whether what a key does depends on lines that are on their way into the file."""
        if not self.stop.is_typed or not isinstance(event, events.Key):
            return True
        if event.key == "enter":
            return not (self.stop == NEW and self.step in LISTS and self.text)
        return not event.is_printable and self._command(event) is not None

    def _command(self, event: events.Key) -> str | None:
        """The command of a key where one is; letters are text where a line is typed."""
        if self.stop.is_typed and event.is_printable:
            return None
        pressed = {event.key, event.character}
        found = (one.id for one in commands.within("review") if pressed & set(commands.keys_of(one)))
        return next(found, None)

    async def _act(self, event: events.Key | events.Paste) -> bool:
        if isinstance(event, events.Paste):
            self._paste(event.text)
            return True
        if name := self._command(event):
            self.action_command(name)
            return True
        if not self.stop.is_typed:
            return False
        if event.is_printable and event.character:
            self.line.replace(event.character, *self.line.selection)
            return True
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.node is not self.line or not bound.enabled:
            return False
        return await self.app.run_action(bound.binding.action, bound.node)

    def arrived(self) -> None:
        """Everything is answered: go on with what waited for that."""
        if self.jobs:
            return
        if self.close_job is not None and self.close_job.is_refused:
            self.close_job = None
            self.ask_first()
        if (then := self.then) is not None:
            self.then = None
            then()
        if self._early and not self._is_catching_up:
            self._is_catching_up = True
            self.run_worker(self._catch_up(), exclusive=False)

    async def _catch_up(self) -> None:
        """Take the keys that waited, until one depends on a further answer."""
        while self._early and not (self.jobs and self._depends(self._early[0])):
            await self._act(self._early.pop(0))
        self._is_catching_up = False

    def _paste(self, text: str) -> None:
        """A paste of several lines is several lines, as one step of undo; one line goes into the line."""
        if self.stop == ANSWER and self.review.accomplished is None:
            said = " ".join((self.others.get(Step.PURPOSE, ""), clean_line(text, NOTE_LIMIT))).strip()
            self.others[Step.PURPOSE] = said
            self.dashboard.message.say(f"kept for the reason: first {self.answers}")
            return
        if not self.stop.is_typed:
            self.go(self.step, NEW)
        at = self.line.cursor_position
        all_ = f"{self.line.value[:at]}{text}{self.line.value[at:]}"
        lines = [line for one in all_.splitlines() if (line := clean_line(one, NOTE_LIMIT))]
        if self.stop != NEW or self.step not in LISTS or len(lines) < 2:
            self.line.insert_text_at_cursor(whole(clean_line(text, NOTE_LIMIT)))
        elif len(lines) > MOST_LINES:
            self.dashboard.message.refuse(f"{len(lines)} lines are more than a review has: nothing is pasted")
        else:
            self.enter(*lines)
