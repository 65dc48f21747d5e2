"""Show the day: its sprints and buffers, the interruptions in them, its meetings and breaks.

A day that is not planned shows what its rhythm projects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.arguments import add_date
from coachtui.cli.output import say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--date DAY] [--markdown]"

EXAMPLES = """
coachtui today
coachtui today --date tomorrow
coachtui today --json | jq '.blocks[] | select(.kind == "buffer") | .free_minutes'
coachtui today --markdown >> log.md
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_date(parser)
    parser.add_argument("--markdown", action="store_true", help="as a Markdown list")


def run(args: Namespace, context: Context) -> int:
    """Print the day."""
    from coachtui.exchange import json_view, markdown, text_view
    from coachtui.services.snapshot import take

    on = context.date(args.date)
    with context.desk() as desk:
        snapshot = take(desk, on)
    if args.markdown:
        say(markdown.day(snapshot))
        return 0
    return show(args, lambda: json_view.today(snapshot), lambda look: text_view.today(snapshot, look))
