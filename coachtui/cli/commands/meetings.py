"""Show the meetings of the day, with their purpose and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.arguments import add_date
from coachtui.cli.output import look, say_json, say_lines

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
    from coachtui.services.snapshot import take

    on = context.date(args.date)
    with context.desk() as desk:
        snapshot = take(desk, on)
    if args.json:
        from coachtui.exchange import json_view

        say_json(json_view.meetings(snapshot))
    else:
        from coachtui.exchange import text_view

        say_lines(text_view.meetings(snapshot, look()))
    return 0
