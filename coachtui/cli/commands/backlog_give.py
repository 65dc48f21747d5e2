"""Give tasks of the backlog to someone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ... --to NAME"

EXAMPLES = """
coachtui backlog give 4 --to Raj
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser)
    parser.add_argument("--to", metavar="NAME", required=True, help="who does it")


def run(args: Namespace, context: Context) -> int:
    """Do it."""
    from coachtui.services.lane import give

    return carry_out(args, context, lambda desk: give(desk, args.ids, args.to))
