"""Lines that are typed on the dashboard: captures, names, filters; and text that came by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from coachtui.services.item_views import Preview
from coachtui.tui import intentions
from coachtui.tui.drawing import understanding
from coachtui.tui.engine import Engine
from coachtui.tui.purposes import CAPTURE, FILTER, GIVE
from coachtui.tui.screens.navigation import Navigation
from coachtui.tui.text import clean
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.domain.interruption import Choice
    from coachtui.tui.drawing.parts import Parts
    from coachtui.tui.engine import Job, Work


OFFERED = "typed into coachtui: enter takes it, esc keeps it as a draft"
"""What is said beside a text that nobody typed into the line."""


class Writing(Navigation):
    """The part of the dashboard that takes lines."""

    engine: Engine
    burst: list[tuple[str, Job]]
    lead: str
    _giving: tuple[int, ...] = ()

    def intend(self, name: str, work: Work, text: str = "") -> Job:
        """Hand an intention to the engine."""
        raise NotImplementedError

    def do_capture(self) -> None:
        """Open the capture line, with what was typed last time."""
        self._open_capture(None)

    def do_capture_here(self) -> None:
        """The same, by the key that adds in every pane."""
        self._open_capture(None)

    def do_capture_anywhere(self) -> None:
        """The same, from a key that text fields leave alone."""
        if not (self.prompt.is_open and self.prompt.purpose is CAPTURE):
            self._open_capture(None)

    def do_give(self) -> None:
        """Ask for whom."""
        self._giving = self.queue.chosen
        if not self._giving:
            self.message.refuse("nothing is highlighted to give away")
            return
        self._know_people()
        self.prompt.open(GIVE, "")

    def do_filter(self) -> None:
        """Ask for what."""
        self.focus_pane(self.queue)
        self.prompt.open(FILTER, self.queue.only)

    def do_reopen(self) -> None:
        """Open the file again, after something replaced it."""
        self.message.say("opening the file again")
        self.engine.reopen()

    def offer_text(self, text: str, *, by_itself: float | None = None) -> None:
        """Offer a text that nobody typed on purpose as an interruption."""
        self._open_capture(clean(text.strip()), OFFERED, by_itself)

    def take_back_burst(self, text: str, at: float) -> None:
        """Keys came too fast to be commands: take back what they did, and offer them as text."""
        self.take_back()
        self.offer_text(text, by_itself=at)

    def complete_burst(self, at: float) -> None:
        """One of the keys of a burst opened the line: what came before it belongs into it too."""
        lead, purpose = self.lead, self.prompt.purpose
        self.take_back()
        if purpose is CAPTURE:
            self.prompt.lead(lead, at)
        else:
            self.offer_text(lead + self.prompt.typed, by_itself=at)

    def take_back(self) -> None:
        """Take back what the commands of a burst did."""
        jobs, self.burst, self.lead = self.burst, [], ""
        self.remove_class("-zoom")
        if jobs:
            self.engine.submit(intentions.taken_back(jobs))

    def give_back(self, text: str, reason: str) -> None:
        """A line that was refused is in its field again."""
        self.prompt.keep(CAPTURE, text, reason)

    def _open_capture(self, text: str | None, note: str = "", by_itself: float | None = None) -> None:
        self.forget_prefix()
        self._know_people()
        block = self.snapshot.current if self.snapshot and self.snapshot.is_planned else None
        if block and block.label and not note:
            note = f"back to {block.label} in one Enter"
        self.prompt.open(CAPTURE, text, note=note, by_itself=by_itself)

    def _know_people(self) -> None:
        """Who can be completed: those of the queue and of today."""
        if self.snapshot is None:
            return
        items = (*self.snapshot.items, *self.snapshot.done)
        self.prompt.names = tuple(dict.fromkeys(item.who for item in items if item.who))
        self.prompt.recent = tuple(
            dict.fromkeys(f"{item.who}: {item.title}" if item.who else item.title for item in items)
        )

    @on(Prompt.Changed)
    def _typed(self, event: Prompt.Changed) -> None:
        """Show what the text means, before Enter."""
        self.footer.offer(self.offered())
        if event.purpose is FILTER:
            self.queue.only = event.text.strip()
        elif event.purpose is CAPTURE and event.text.strip():
            self.engine.ask(event.text, intentions.preview(self.prompt.choice))
        elif event.purpose is CAPTURE:
            self.prompt.explain(understanding.GRAMMAR)

    @on(Engine.Understood)
    def _understood(self, event: Engine.Understood) -> None:
        """Show it, if the text is still that one."""
        lines = self.explained(event.preview)
        if isinstance(event.preview, Preview):
            self.prompt.understand(event.line, event.preview, *lines)
        elif self.prompt.is_open and self.prompt.text == event.line:
            self.prompt.explain(*lines)

    def explained(self, preview: Any) -> Sequence[Parts]:
        """What a line means, as lines."""
        return understanding.lines(preview, self.prompt.room, self.glyphs)

    @on(Prompt.Submitted)
    def _submitted(self, event: Prompt.Submitted) -> None:
        """Enter: an intention, where something was typed."""
        text = event.text
        if event.purpose is CAPTURE and text:
            self.capture_line(text, event.choice)
        elif event.purpose is GIVE and text:
            self.intend("give", intentions.given(self._giving, text))

    def capture_line(self, text: str, choice: Choice) -> Job:
        """Capture a line into the chosen buffer."""
        return self.intend("capture", intentions.captured(text, choice), text)

    @on(Prompt.Closed)
    def _line_closed(self) -> None:
        """Back to where it was."""
        self.focus_pane(self.active)
