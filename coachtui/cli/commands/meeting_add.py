"""Set up a meeting, in one line or from a file; the day makes room for it, and says what moves.

The file has one key a line; agenda, rules and attendees may be sections of lines with a dash:

  title: Budget sync
  when: fri 11:00-11:30
  every: week                 or 2 weeks, month, first tuesday
  purpose: agree the Q4 budget
  goal: a signed budget
  limit: 25m
  facilitator: Ana <ana@example.org> (decides)
  note-taker: Lee
  attendees: Raj, Kim (optional), you (decides)
  rules:
  - phones away
  agenda:
  - Headcount 10m @Raj decides @Ana => what we can hire

title and when are required; the readiness check says what else is missing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coachtui.cli.arguments import add_date
from coachtui.cli.files import read_text
from coachtui.cli.meeting_answering import carry_out
from coachtui.cli.prompting import ask
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context
    from coachtui.services.meeting_views import MeetingView

USAGE = "[TEXT ... | --from FILE] [--date DAY] [--every SERIES]"

EXAMPLES = """
coachtui meeting add '11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj'
coachtui meeting add 'fri 9:00-9:45 1:1 with Lee: agree growth plan @Lee' --every '2 weeks'
coachtui meeting add --from sync.txt
pbpaste | coachtui meeting add --from -
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="the meeting in one line")
    parser.add_argument("--from", metavar="FILE", dest="file", help="a file; - is standard input")
    add_date(parser)
    parser.add_argument("--every", metavar="SERIES", default="", help="week, 2 weeks, month, first tuesday")


def run(args: Namespace, context: Context) -> int:
    """Set the meeting up.

    Raises:
        UsageError: nothing says which.
    """
    from coachtui.services.meetings import add

    text = read_text(args.file) if args.file else " ".join(args.text) or _typed()
    if not text.strip():
        raise UsageError("which meeting? for example: 11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj")
    on = context.date(args.date) if args.date else None
    return carry_out(args, context, lambda desk: add(desk, text, on=on, every=args.every), _next)


def _next(one: MeetingView) -> str:
    """Its id, and the command for what comes next."""
    if one.is_ready:
        return f"meeting {one.id}: `coachtui meeting publish {one.id}` prints its invitation"
    return f"meeting {one.id}: `coachtui meeting ready {one.id}` says what it lacks and which line mends it"


def _typed() -> str:
    """A line at the prompt, or all of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return ask("meeting> ") or ""
    return read_text("-")
