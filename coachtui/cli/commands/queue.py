"""Show what waits: every open interruption under the buffer it goes to, with its promise and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import look, say_json, say_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui queue
coachtui queue --json | jq -r '.items[] | [.id, .who, .promise] | @tsv'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Print the queue."""
    from coachtui.services.snapshot import take

    with context.desk() as desk:
        snapshot = take(desk)
    if args.json:
        from coachtui.exchange import json_view

        say_json(json_view.queue(snapshot))
    else:
        from coachtui.exchange import text_view

        say_lines(text_view.queue(snapshot, look()))
    return 0
