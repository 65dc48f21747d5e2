"""Every command by its name, in Textual's palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from coachtui.tui import commands

if TYPE_CHECKING:
    from textual.command import Hits

HERE = ("everywhere", "today", "queue", "meetings", "snooze")
"""Contexts whose commands can be chosen by name."""


class Commands(Provider):
    """The commands of the dashboard."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in commands.within(*HERE):
            yield DiscoveryHit(
                Content(_said(command)), partial(self.screen.run_action, f"command('{command.id}')"),
                text=_said(command), help=command.help,
            )  # fmt: skip

    async def search(self, query: str) -> Hits:
        """Those that match what was typed."""
        matcher = self.matcher(query)
        for command in commands.within(*HERE):
            said = _said(command)
            if (score := matcher.match(f"{said} {command.help}")) > 0:
                act = partial(self.screen.run_action, f"command('{command.id}')")
                yield Hit(score, matcher.highlight(said), act, text=said, help=command.help)


def _said(command: commands.Command) -> str:
    """The name, and the key for the next time."""
    return f"{command.title}  ({' '.join(commands.shown(command))})"
