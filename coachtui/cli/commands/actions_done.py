"""The actions are done; your own with their task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.meeting_answering import add_actions

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ACTION ..."

EXAMPLES = """
coachtui actions done 12
coachtui actions done 12 13
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_actions(parser)


def run(args: Namespace, context: Context) -> int:
    """Carry it out."""
    from coachtui.services.actions import finish

    return carry_out(args, context, lambda desk: finish(desk, args.actions))
