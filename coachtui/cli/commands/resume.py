"""Let the paused sprint go on with the minutes that it has left, and show where you were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui resume
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Resume the sprint."""
    from coachtui.services.sprints import resume

    return change_day(args, context, resume)
