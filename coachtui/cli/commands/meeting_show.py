"""Show a meeting: what it is for, its people and agenda, its notes, its review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.meeting_answering import add_meeting, shown
from coachtui.cli.output import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING] [--text]"

EXAMPLES = """
coachtui meeting show
coachtui meeting show 3 --text > sync.txt
coachtui meeting show 3 --json | jq -r '.review.actions[] | [.owner, .task, .due] | @tsv'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    parser.add_argument("--text", action="store_true", help="as the file that `meeting edit --from` reads")


def run(args: Namespace, context: Context) -> int:
    """Print the meeting."""
    from coachtui.exchange import meeting_json, meeting_lines

    view = shown(args, context)
    if args.text and not args.json:
        from coachtui.domain.meeting_text import format_meeting

        say(format_meeting(view.meeting, context.zone, view.repeat))
        return 0
    return show(
        args,
        lambda: meeting_json.meeting(view, context.zone),
        lambda look: meeting_lines.meeting(view, context.zone, context.now, look),
    )
