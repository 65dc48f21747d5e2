"""All commands, in the order in which help and README list them, and how to find some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.tui.commands.covers import OF_COVERS
from coachtui.tui.commands.panes import OF_PANES

if TYPE_CHECKING:
    from coachtui.tui.commands.command import Command

COMMANDS = (*OF_PANES, *OF_COVERS)
"""All commands."""

BY_ID = {command.id: command for command in COMMANDS}
"""Each command by its id."""


def within(*contexts: str) -> tuple[Command, ...]:
    """The commands of these contexts, in order."""
    return tuple(command for command in COMMANDS if command.where in contexts)
