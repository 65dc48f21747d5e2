"""A meeting begins: from now on notes are written about it, and its time runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING]"

EXAMPLES = """
coachtui meeting start
coachtui meeting start 3
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)


def run(args: Namespace, context: Context) -> int:
    """Begin the meeting."""
    from coachtui.services.holding import start

    return carry_out(args, context, lambda desk: start(desk, args.meeting))
