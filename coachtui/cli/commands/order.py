"""Move an interruption up or down in the line of its buffer: it changes places with its neighbour.

The buffer holds what it held, and nobody else in the line moves; `coachtui defer` moves between buffers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import item_id

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID up | down"

EXAMPLES = """
coachtui order 3 up
coachtui order 3 down
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("id", metavar="ID", type=item_id, help="as `coachtui queue` shows it")
    parser.add_argument("way", choices=("up", "down"), help="before or behind its neighbour")


def run(args: Namespace, context: Context) -> int:
    """Change its place in line."""
    from coachtui.services.queue import reorder

    return carry_out(args, context, lambda desk: reorder(desk, [args.id], later=args.way == "down"))
