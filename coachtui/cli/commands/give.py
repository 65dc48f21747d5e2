"""Give interruptions to someone: they leave the queue, and it is remembered who has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import ids_and_words
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID ... NAME | ID ... --to NAME"

EXAMPLES = """
coachtui give 3 Raj
coachtui give 3 4 --to 'Ana Lima'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("words", metavar="ID", nargs="+", help="as `coachtui queue` shows them, then NAME")
    parser.add_argument("--to", metavar="NAME", default="", help="who gets them")


def run(args: Namespace, context: Context) -> int:
    """Give the interruptions away."""
    from coachtui.services.queue import give

    ids, name = ids_and_words(args.words)
    if name and args.to:
        raise UsageError(f"say the name once: {name!r} or --to {args.to!r}")
    return carry_out(args, context, lambda desk: give(desk, ids, args.to or name))
