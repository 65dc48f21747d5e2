"""Look at a full day in the dashboard: a sample that is thrown away when you leave it.

It begins on a Tuesday at 10:21 with sprints, buffers, meetings and five interruptions. Your own file is
not touched. `t` leads through seven keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui demo
"""


def add_arguments(parser: ArgumentParser) -> None:
    """It takes nothing."""


def run(args: Namespace, context: Context) -> int:
    """Show it until it is left."""
    from coachtui.cli.front import has_screen

    if args.json or not has_screen():
        raise UsageError("the demo day is a screen: open it in a terminal, without --json or a pipe")
    from coachtui.tui.opening import run_demo

    return run_demo(context.zone)
