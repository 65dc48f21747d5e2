"""End the running sprint although it is not done. What is left comes back where it fits later today.

Where nothing is free it is listed as not placed. With --to, or a day behind > at the end of the note, the
rest comes back on that day. The note is shown when the rest begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[NOTE ...] [--to DAY]"

EXAMPLES = """
coachtui park 'section 3 is half done, next: the table'
coachtui park --to tomorrow 'lost the thread; next: ask Ana'
coachtui park 'lost the thread >fri'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="NOTE", nargs="*", help="where you were, and the next step")
    parser.add_argument("--to", metavar="DAY", default="", help="when the rest comes back: tomorrow, fri")


def run(args: Namespace, context: Context) -> int:
    """Park the sprint."""
    from coachtui.services.sprints import park

    on = context.date(args.to) if args.to else None
    return change_day(args, context, lambda desk: park(desk, " ".join(args.text), on))
