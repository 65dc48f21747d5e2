"""Show what waits: every open interruption under the buffer it goes to, with its promise and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show

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
    from coachtui.exchange import json_view, text_view
    from coachtui.services.snapshot import take

    with context.desk() as desk:
        snapshot = take(desk)
    return show(args, lambda: json_view.queue(snapshot), lambda look: text_view.queue(snapshot, look))
