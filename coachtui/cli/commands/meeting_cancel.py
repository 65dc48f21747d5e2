"""Take a meeting off its day. Its time becomes buffer and is never filled with work by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "MEETING [--following]"

EXAMPLES = """
coachtui meeting cancel 3
coachtui meeting cancel 3 --following      it and all later ones of its series
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser, needed=True)
    parser.add_argument(
        "--following",
        "--series",
        action="store_true",
        help="all later ones of its series too, and no more are made",
    )


def run(args: Namespace, context: Context) -> int:
    """Cancel the meeting."""
    from coachtui.services.meetings import cancel

    return carry_out(args, context, lambda desk: cancel(desk, args.meeting, following=args.following))
