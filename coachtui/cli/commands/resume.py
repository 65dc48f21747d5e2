"""Let the paused sprint go on with the minutes that it has left, and show where you were.

After an interruption that broke it with !! the sprint waits for this word. The time from the end of the
interruption until then is measured: the answer says how long it was, and how long it is as a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = ""

EXAMPLES = """
coachtui resume
coachtui resume --json | jq '.running.remaining'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""


def run(args: Namespace, context: Context) -> int:
    """Resume the sprint."""
    from coachtui.services.sprints import resume

    return change_day(args, context, resume)
