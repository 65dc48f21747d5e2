"""The running meeting ends. What it is over pushes what follows; minutes that are left become buffer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING]"

EXAMPLES = """
coachtui meeting end
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)


def run(args: Namespace, context: Context) -> int:
    """End the meeting."""
    from coachtui.services.holding import end

    return carry_out(args, context, lambda desk: end(desk, args.meeting))
