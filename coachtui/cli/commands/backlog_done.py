"""Tasks of the backlog are done already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ..."

EXAMPLES = """
coachtui backlog done 4
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser)


def run(args: Namespace, context: Context) -> int:
    """Do it."""
    from coachtui.services.lane import finish

    return carry_out(args, context, lambda desk: finish(desk, args.ids))
