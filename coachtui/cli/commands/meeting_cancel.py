"""Take a meeting off its day. Its time becomes buffer and is never filled with work by itself.

With --out the cancellation is written to a new file: a mail to everyone who has an address (.eml), or only
what takes it out of their calendars (.ics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out
from coachtui.cli.output import say
from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context
    from coachtui.services.desk import Desk
    from coachtui.services.meeting_answers import MeetingAnswer
    from coachtui.services.meeting_views import MeetingView

USAGE = "MEETING [--following] [--out FILE]"

EXAMPLES = """
coachtui meeting cancel 3
coachtui meeting cancel 3 --following      it and all later ones of its series
coachtui meeting cancel 3 --out cancelled.eml
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
    parser.add_argument(
        "--out", metavar="FILE", default="", help="a new file to send: its name ends in .eml or .ics"
    )


def run(args: Namespace, context: Context) -> int:
    """Cancel the meeting, and write what is to be told.

    Raises:
        CoachError: the file cannot be written; then the meeting is cancelled all the same.
    """
    from coachtui.services.meetings import cancel

    gone: list[MeetingView] = []

    def intention(desk: Desk) -> MeetingAnswer:
        """Cancel it, and remember what is gone."""
        said = cancel(desk, args.meeting, following=args.following)
        gone.extend(said.gone)
        return said

    status = carry_out(args, context, intention)
    if args.out:
        from coachtui.exchange.publishing import write_cancellation

        try:
            written = write_cancellation(gone, args.out, context.zone, context.now)
        except CoachError as problem:
            raise CoachError(f"it is cancelled, but {problem}; coachtui undo brings it back") from problem
        if not args.json:
            say(f"written: {written}")
    return status
