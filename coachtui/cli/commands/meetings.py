"""Show the meetings of the day, with their purpose and who is there."""

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
    from coachtui.exchange import json_view, text_view
    from coachtui.services.snapshot import take

    on = context.date(args.date)
    with context.desk() as desk:
        snapshot = take(desk, on)
    return show(args, lambda: json_view.meetings(snapshot), lambda look: text_view.meetings(snapshot, look))
