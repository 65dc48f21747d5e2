"""Put tasks to rest, or with --from all that a day and the days before it left: a whole stale stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_tasks
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TASK ... | --from DAY"

EXAMPLES = """
coachtui backlog rest 4
coachtui backlog rest --from 2026-11-13
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_tasks(parser, "*")
    parser.add_argument(
        "--from", metavar="DAY", dest="start", default="", help="all that this day and those before it left"
    )


def run(args: Namespace, context: Context) -> int:
    """Do it.

    Raises:
        UsageError: neither tasks nor a day are named, or both.
    """
    from coachtui.services.lane import rest, rest_from

    if bool(args.ids) == bool(args.start):
        raise UsageError("name tasks, or a day with --from: one of them")
    if args.start:
        on = context.past_date(args.start)
        return carry_out(args, context, lambda desk: rest_from(desk, on))
    return carry_out(args, context, lambda desk: rest(desk, args.ids))
