"""Let go of tasks of the backlog: they will not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ..."

EXAMPLES = """
coachtui backlog drop 4 7
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser)


def run(args: Namespace, context: Context) -> int:
    """Do it."""
    from coachtui.services.lane import drop

    return carry_out(args, context, lambda desk: drop(desk, args.ids))
