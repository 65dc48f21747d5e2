"""What `coachtui --help` says: every command in its group, and a first day."""

from __future__ import annotations

from itertools import groupby

from coachtui.cli.registry import COMMANDS
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.cli.registry import Command

HEAD = """\
usage: coachtui [--db PATH] [--json] [COMMAND] [...]

Plan the day in sprints and buffers; what interrupts gets a place in a buffer and a promise.
Without a command the dashboard opens."""

FIRST_DAY = """\
A first day:
  coachtui plan - <<'DAY'
  Draft board deck 90m !
  11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
  12:00-13:00 break Lunch
  Code review batch 45m
  DAY
  coachtui add              type what arrives, for example: Bob: invoice question 10m !
  coachtui queue            what waits, and when its turn comes
  coachtui done 1           it is dealt with
  coachtui meeting review   a meeting is over when it is clear who does what until when
  coachtui                  all of it in one screen, all day"""

OPTIONS = """\
Options, before or after the command:
  --db PATH     the file; else COACHTUI_DB, else coach.db in your data folder
  --json        answer in JSON
  --version     which version this is
  -h, --help    this text; `coachtui COMMAND --help` has examples

COACHTUI_NOW=2026-11-24T08:30 sets the clock for one command. NO_COLOR=1 turns colours off."""


WIDTH = max(len(command.name) for command in COMMANDS) + 2
"""Columns of the names."""


def overview() -> str:
    """The whole text."""
    parts = [HEAD]
    for group, commands in groupby(COMMANDS, key=lambda one: one.group):
        parts.append("\n".join([f"{group}:", *(f"  {one.name:<{WIDTH}}{one.help}" for one in commands)]))
    return "\n\n".join([*parts, FIRST_DAY, OPTIONS])


def family(name: str, commands: Sequence[Command]) -> str:
    """What `coachtui meeting --help` says: the commands that begin with that word."""
    lines = [f"usage: coachtui {name} COMMAND [...]", ""]
    lines += [f"  {one.name:<{WIDTH}}{one.help}" for one in commands]
    return "\n".join(
        [*lines, "", f"`coachtui {commands[0].name} --help` has examples, and so has each of them."]
    )
