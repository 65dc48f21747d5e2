"""Deal with an interruption now, with a running clock. The running sprint is paused until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import item_id

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID [--note TEXT]"

EXAMPLES = """
coachtui begin 3
coachtui begin 3 --note 'section 3, next: the table'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("id", metavar="ID", type=item_id, help="as `coachtui queue` shows it")
    parser.add_argument("--note", metavar="TEXT", default="", help="where the sprint was that it breaks")


def run(args: Namespace, context: Context) -> int:
    """Begin the interruption."""
    from coachtui.services.queue import begin

    return carry_out(args, context, lambda desk: begin(desk, args.id, args.note))
