"""The running meeting ends. What it is over pushes what follows; minutes that are left become buffer.

With --at it ended earlier than now, or at another time than was said. One that nobody has ended counts
from the next day on as ended when it was due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING] [--at TIME]"

EXAMPLES = """
coachtui meeting end
coachtui meeting end 3 --at 15:40
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    parser.add_argument("--at", metavar="TIME", default="", help="when it ended, on its own day; else now")


def run(args: Namespace, context: Context) -> int:
    """End the meeting."""
    from coachtui.services.holding import end

    return carry_out(args, context, lambda desk: end(desk, args.meeting, args.at))
