"""Say no: the interruptions leave the queue, and the answer is a sentence that can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_ids

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID ... [--reason TEXT]"

EXAMPLES = """
coachtui decline 3
coachtui decline 3 --reason 'the release comes first this week'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_ids(parser)
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, as it can be told")


def run(args: Namespace, context: Context) -> int:
    """Decline the interruptions."""
    from coachtui.services.queue import decline

    return carry_out(args, context, lambda desk: decline(desk, args.ids, args.reason))
