"""Do tasks of the backlog today, in the spare time of a buffer; or put them into the next working day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ... [--tomorrow]"

EXAMPLES = """
coachtui backlog take 4
coachtui backlog take 4 7 --tomorrow
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser)
    parser.add_argument("--tomorrow", action="store_true", help="into the plan of the next working day")


def run(args: Namespace, context: Context) -> int:
    """Do it."""
    from coachtui.services.lane import put_off, take

    decide = put_off if args.tomorrow else take
    return carry_out(args, context, lambda desk: decide(desk, args.ids))
