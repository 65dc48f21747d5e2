"""Begin a sprint: the one that is on by the clock, else the next one, or the one that you name.

A paused sprint goes on. A sprint that begins at another time than planned moves here, and what follows
gives way; every promise that moves because of it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[SPRINT]"

EXAMPLES = """
coachtui start
coachtui start S3
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "sprint", metavar="SPRINT", nargs="?", help="its label as `coachtui today` shows it, or its id"
    )


def run(args: Namespace, context: Context) -> int:
    """Start the sprint."""
    from coachtui.services.blocks import id_of
    from coachtui.services.sprints import start

    return change_day(
        args, context, lambda desk: start(desk, id_of(desk, args.sprint) if args.sprint else None)
    )
