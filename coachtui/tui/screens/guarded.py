"""Keys above the panes: strictly in order, and what is typed faster than anybody decides is a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.screens.asking import Asking

if TYPE_CHECKING:
    from textual import events

    from coachtui.tui.screens.working import Working


class Guarded(Asking):
    """The part of a screen over the panes that takes keys; one guard watches the whole program."""

    dashboard: Working
    lead: str = ""
    """Keys that came right before the one that opened the line: its beginning, if all is a burst."""

    async def take_key(self, event: events.Key) -> bool:
        """Take a key; whether it was one: the second of a prefix, part of a burst, or a command."""
        guard, letter = self.dashboard.guard, event.character if event.is_printable else None
        if self.prompt.is_open:
            if letter and self.lead and (text := guard.feed(letter, event.time)):
                return self._is_flood(text, letter, event.time)
            return False
        if self.take_second_key(event):
            return True
        if letter is None:
            guard.reset()
        elif text := guard.feed(letter, event.time):
            self.take_back_burst(text, event.time)
            return True
        elif guard.is_fresh:
            self.begin_burst()
        bound = self.active_bindings.get(event.key)
        if bound is None or not bound.enabled:
            return False
        self.lead = guard.text if len(guard.text) > 1 else ""  # by itself it opens a line on purpose
        return await self.app.run_action(bound.binding.action, bound.node)

    def take_second_key(self, event: events.Key) -> bool:
        """Take a key that another one waits for; whether one does."""
        return False

    def begin_burst(self) -> None:
        """This key may be the first of a burst: what is decided from now on may have to be taken back."""
        self.dashboard.burst = []

    def take_back_burst(self, text: str, at: float) -> None:
        """Keys came too fast to be commands: take back what they did, and offer them as an interruption."""
        self.dismiss(None)
        self.dashboard.take_back_burst(text, at)

    def _is_flood(self, text: str, letter: str, at: float) -> bool:
        """Whether keys that went into the line are the rest of a burst; all of it is offered."""
        lead, self.lead = self.lead, ""  # if not, the line was opened on purpose, however fast it is typed
        if text.startswith(lead):
            self.take_back_burst(lead + self.prompt.typed + letter, at)
        return text.startswith(lead)
