"""Take tasks out of their rest: they wait again as they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ..."

EXAMPLES = """
coachtui backlog wake 4
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser)


def run(args: Namespace, context: Context) -> int:
    """Do it."""
    from coachtui.services.lane import wake

    return carry_out(args, context, lambda desk: wake(desk, args.ids))
