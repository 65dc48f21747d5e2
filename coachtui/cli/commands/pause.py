"""Stop the clock of the running sprint. The note says where you were; it is shown when the sprint goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[NOTE ...]"

EXAMPLES = """
coachtui pause
coachtui pause 'section 3 is half done, next: the table'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="NOTE", nargs="*", help="where you were, and the next step")


def run(args: Namespace, context: Context) -> int:
    """Pause the sprint."""
    from coachtui.services.sprints import pause

    return change_day(args, context, lambda desk: pause(desk, " ".join(args.text)))
