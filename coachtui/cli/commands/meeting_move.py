"""Give a meeting another day or time; what it leaves becomes buffer, and what moves for it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "MEETING WHEN ... [--following]"

EXAMPLES = """
coachtui meeting move 3 14:00
coachtui meeting move 3 fri 10:00-10:45
coachtui meeting move 3 tomorrow
coachtui meeting move 3 wed 14:00 --following      it and all later ones of its series
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser, needed=True)
    parser.add_argument("when", metavar="WHEN", nargs="+", help="a day, a time, or both")
    parser.add_argument("--following", action="store_true", help="all later ones of its series move along")


def run(args: Namespace, context: Context) -> int:
    """Move the meeting."""
    from coachtui.services.meetings import move

    when = " ".join(args.when)
    return carry_out(args, context, lambda desk: move(desk, args.meeting, when, following=args.following))
