"""Understand an interruption again by another line; it keeps its number, its history and its place if it can.

What the line says otherwise is changed, what it leaves out is taken away. `coachtui queue --json` has
every part of what is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import item_id
from coachtui.cli.commands.add import readable

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome

USAGE = "ID TEXT ..."

EXAMPLES = """
coachtui edit 3 Bob: invoice question 20m
coachtui edit 3 'Bob: invoice question 20m ! <16:00 -- PO 4471'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("id", metavar="ID", type=item_id, help="as `coachtui queue` shows it")
    parser.add_argument("text", metavar="TEXT", nargs="*", help="the whole line, as for `coachtui add`")


def run(args: Namespace, context: Context) -> int:
    """Change the interruption."""
    from coachtui.services.queue import edit

    context.unkept = line = readable(" ".join(args.text))

    def change(desk: Desk) -> Outcome:
        outcome = edit(desk, args.id, line)
        context.unkept = ""
        return outcome

    return carry_out(args, context, change)
