"""Every command by its name, in Textual's palette."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.widgets import Input, OptionList

from coachtui.tui import commands
from coachtui.tui.screens.above import Above

if TYPE_CHECKING:
    from textual.command import Hits
    from textual.message import Message
    from textual.screen import Screen

HERE = ("everywhere", "panes", "today", "queue", "meetings", "snooze", "away")
"""Contexts whose commands can be chosen by name on the dashboard."""


class Palette(Above, CommandPalette):
    """Textual's palette; in a window without room for its list, keys for the list do nothing."""

    def _action_command_list(self, action: str) -> None:
        """Pass an action on to the list, which fails at one that has no lines."""
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _once(self, event: Message) -> None:
        """Choose once: a second Enter on its way would carry out the command again."""
        if not self.is_active:
            event.prevent_default()


class Commands(Provider):
    """The commands of the dashboard."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in _offered(self.screen):
            yield DiscoveryHit(
                Content(_said(command)), partial(self.screen.run_action, f"command('{command.id}')"),
                text=_said(command), help=command.help,
            )  # fmt: skip

    async def search(self, query: str) -> Hits:
        """Those that match what was typed."""
        matcher = self.matcher(query)
        for command in _offered(self.screen):
            said = _said(command)
            if (score := matcher.match(f"{said} {command.help}")) > 0:
                act = partial(self.screen.run_action, f"command('{command.id}')")
                yield Hit(score, matcher.highlight(said), act, text=said, help=command.help)


def _offered(screen: Screen[object]) -> tuple[commands.Command, ...]:
    """What can be chosen on a screen: all of the panes, or what another screen binds itself."""
    bound = {binding.id for binding in screen.BINDINGS if isinstance(binding, Binding)}
    if "palette" in bound:
        return commands.within(*HERE)
    return tuple(command for command in commands.COMMANDS if command.id in bound)


def _said(command: commands.Command) -> str:
    """The name, and the key for the next time."""
    return f"{command.title}  ({' '.join(commands.shown(command))})"
