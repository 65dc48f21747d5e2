"""Move interruptions to the next buffer with room, or to the first one after a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import ids_and_words
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID ... [WHEN] [--until WHEN | --earlier]"

EXAMPLES = """
coachtui defer 3
coachtui defer 3 tomorrow
coachtui defer 3 4 --until '25 nov'
coachtui defer 3 --earlier
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "words", metavar="ID", nargs="+", help="as `coachtui queue` shows them, then perhaps WHEN"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--until", metavar="WHEN", default="", help="not before: 14:00, in 2h, tomorrow, fri 9:30"
    )
    where.add_argument("--earlier", action="store_true", help="to an earlier buffer with room instead")


def run(args: Namespace, context: Context) -> int:
    """Defer the interruptions, or bring them forward."""
    from coachtui.services.queue import advance, defer

    ids, when = ids_and_words(args.words)
    if when and (args.until or args.earlier):
        raise UsageError(f"say when once: {when!r}, --until or --earlier")
    if args.earlier:
        return carry_out(args, context, lambda desk: advance(desk, ids))
    return carry_out(args, context, lambda desk: defer(desk, ids, args.until or when))
