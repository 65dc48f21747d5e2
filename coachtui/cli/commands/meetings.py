"""Show the meetings of the day, the reviews that wait, open actions, and how each series does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.arguments import add_date

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--date DAY]"

EXAMPLES = """
coachtui meetings
coachtui meetings --date fri
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_date(parser)


def run(args: Namespace, context: Context) -> int:
    """Print the meetings."""
    from coachtui.exchange import meeting_json, meeting_lines
    from coachtui.services.meeting_overview import overview

    on = context.date(args.date)
    with context.desk() as desk:
        view = overview(desk, on)
    return show(args, lambda: meeting_json.meetings(view), lambda look: meeting_lines.meetings(view, look))
