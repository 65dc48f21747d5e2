"""Give a meeting another day or time; what it leaves becomes buffer, and what moves for it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "MEETING WHEN ..."

EXAMPLES = """
coachtui meeting move 3 14:00
coachtui meeting move 3 fri 10:00-10:45
coachtui meeting move 3 tomorrow
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser, needed=True)
    parser.add_argument("when", metavar="WHEN", nargs="+", help="a day, a time, or both")


def run(args: Namespace, context: Context) -> int:
    """Move the meeting."""
    from coachtui.services.meetings import move

    return carry_out(args, context, lambda desk: move(desk, args.meeting, " ".join(args.when)))
