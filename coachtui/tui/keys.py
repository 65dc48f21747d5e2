"""Keys on their way to the screen: strictly in order, and a text that comes all at once is no command.

Where every key is a command, one waits for a moment, unseen by any eye: no hand presses the next so soon.
If others follow by then and together look like a text, they are offered as one and none is carried out.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.message import Message

from coachtui.tui.guard import AT_ONCE, is_text
from coachtui.tui.screens.asking import Asking
from coachtui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from textual.screen import Screen

WHITE = frozenset({"enter", "tab", "ctrl+j"})
"""Keys that stand in a text too."""

OPENERS = frozenset({"capture", "capture-here", "card-capture", "plan-write", "wrap-note"})
"""Commands that open a line for a text: what comes with their key is meant for that line."""


class KeysInOrder(App[int]):
    """The part of the program that hands on what is typed and pasted."""

    class Quiet(Message):
        """No key has come for a moment."""

    _held: list[events.Key]
    """Keys that wait for what follows them."""
    _held_for: Screen[object] | None = None
    """The screen on which they were pressed."""

    def pressed(self, event: events.Key) -> None:
        """Somebody is there."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Keys go straight to a screen that takes them itself, so that none overtakes another."""
        if not isinstance(event, events.Key | events.Paste | events.MouseDown) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key):
            self.pressed(event)
            if self._is_close(event) or (self._waits(event) and await self._first(event)):
                return
        await self._let_go()
        await self._deliver(event)

    async def _deliver(self, event: events.InputEvent | events.Paste) -> None:
        """Hand on one of them."""
        name = {events.Key: "take_key", events.Paste: "take_pasted"}.get(type(event), "")
        if (take := getattr(self.screen, name, None)) and await take(event):
            return
        prompt = getattr(self.screen, "prompt", None)
        if isinstance(prompt, Prompt) and prompt.is_open and await prompt.takes(event):
            return
        await super().on_event(event)

    def _waits(self, event: events.Key) -> bool:
        """Whether a key could be the first of a text, and would be a command."""
        screen = self.screen
        is_guarded = isinstance(screen, Asking) and screen.is_guarded and not screen.prompt.is_open
        return event.is_printable and is_guarded

    async def _first(self, event: events.Key) -> bool:
        """Hold a key; those that were held before it came alone."""
        await self._let_go()
        if not self._waits(event):
            return False
        self._held.append(event)
        self._held_for = self.screen
        self._wait()
        return True

    def _is_close(self, event: events.Key) -> bool:
        """Hold a key with those that it follows, if it came with them."""
        if not self._held or event.time - self._held[-1].time > AT_ONCE:
            return False
        if not (event.is_printable or event.key in WHITE):
            return False
        self._held.append(event)
        return True

    def _wait(self) -> None:
        """Look again in a moment; where there is no terminal, once all is handed on that came already."""
        delay = 0.0 if self.is_headless else AT_ONCE
        asyncio.get_running_loop().call_later(delay, self.post_message, self.Quiet())

    @on(Quiet)
    async def _is_quiet(self) -> None:
        """Nothing has followed, or all of it has."""
        if self._held and not self.is_headless and Message().time - self._held[-1].time < AT_ONCE:
            self._wait()
        else:
            await self._let_go()

    async def _let_go(self) -> None:
        """Offer what is held as the text that it is, or hand the keys on, one by one.

        On another screen that is on top by then, they would be other commands than those that were pressed.
        """
        held, self._held = self._held, []
        if self.screen is not self._held_for:
            return
        text = "".join(one.character if one.is_printable and one.character else " " for one in held)
        if is_text(text) and self._command(self.screen, held[0].key) not in OPENERS:
            assert isinstance(self.screen, Asking), "on no other screen a key is held"
            self.screen.take_text(text, held[-1].time)
        else:
            for one in held:
                await self._deliver(one)

    def _command(self, screen: Screen[object], key: str) -> str | None:
        """The command of a key where one is."""
        bound = screen.active_bindings.get(key)
        return bound.binding.id if bound else None
