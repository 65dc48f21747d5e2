"""Let go of interruptions without telling anyone. `coachtui undo` brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_ids

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID ..."

EXAMPLES = """
coachtui drop 3
coachtui drop 3 4 7
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_ids(parser)


def run(args: Namespace, context: Context) -> int:
    """Drop the interruptions."""
    from coachtui.services.queue import drop

    return carry_out(args, context, lambda desk: drop(desk, args.ids))
