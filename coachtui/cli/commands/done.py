"""It is dealt with: the interruption leaves the queue, and what it took is remembered for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_ids

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID ... [--took LENGTH]"

EXAMPLES = """
coachtui done 3
coachtui done 3 4 --took 12m
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_ids(parser)
    parser.add_argument("--took", metavar="LENGTH", default="", help="what each really took: 5m, 1h30m")


def run(args: Namespace, context: Context) -> int:
    """Finish the interruptions."""
    from coachtui.domain.human import parse_minutes
    from coachtui.services.queue import finish

    took = parse_minutes(args.took) if args.took else None
    return carry_out(args, context, lambda desk: finish(desk, args.ids, took))
