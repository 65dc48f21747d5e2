"""Write one line about the running meeting. Its sign says what becomes of it in the review.

= decision      ! action      ? open item      anything else is a highlight
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import carry_out, meeting_id
from coachtui.cli.prompting import ask
from coachtui.domain.errors import UsageError
from coachtui.domain.note import SIGNS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[TEXT ...] [--meeting MEETING]"

EXAMPLES = """
coachtui meeting note '= freeze contractor spend until January'
coachtui meeting note '! Raj: headcount table by fri => linked in wiki'
coachtui meeting note                     then type it: the shell touches no sign
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="the note; read from a line when left out")
    parser.add_argument(
        "--meeting", metavar="MEETING", type=meeting_id, help="another meeting than the nearest of today"
    )


def run(args: Namespace, context: Context) -> int:
    """Keep the note."""
    from coachtui.services.holding import note

    number, words = args.meeting, args.text
    if number is None and len(words) > 1 and words[0].isdecimal() and words[1][:1] in SIGNS.values():
        number, words = meeting_id(words[0]), words[1:]  # first the id, as of every other command
    context.unkept = line = " ".join(words) or _typed()
    status = carry_out(args, context, lambda desk: note(desk, line, number))
    context.unkept = ""
    return status


def _typed() -> str:
    """A line at the prompt, or of standard input.

    Raises:
        UsageError: there is none.
    """
    if sys.stdin is None:
        raise UsageError("nothing to note: say what, for example: coachtui meeting note '= freeze spend'")
    return (ask("note> ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")) or ""
