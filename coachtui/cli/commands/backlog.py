"""Show what earlier days left and what waits for some day, newest first.

The morning opens clean: nothing of this comes in by itself. It says how far back every day is clear; what
was carried over three times is asked about once: do it, give it, or let it go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui backlog
coachtui backlog --json | jq -r '.tasks[] | [.id, .since, .title] | @tsv'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """It takes nothing."""


def run(args: Namespace, context: Context) -> int:
    """Print the backlog."""
    from coachtui.exchange import lane_view
    from coachtui.services.lane import look

    with context.desk() as desk:
        view = look(desk)
    return show(args, lambda: lane_view.document(view), lambda look_: lane_view.lines(view, look_))
