"""Find everything ever captured: interruptions, tasks, meetings and people, best first.

Words may be beginnings of words; case and accents do not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.domain.errors import CoachError, UsageError
from coachtui.domain.text import clean_line, quoted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "TEXT ... [--limit N]"

EXAMPLES = """
coachtui search invoice
coachtui search 'ana bud' --limit 5
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="words, or beginnings of words")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="how many at most (50)")


def run(args: Namespace, context: Context) -> int:
    """Print what was found.

    Raises:
        CoachError: nothing was.
    """
    from coachtui.exchange import json_view, text_view
    from coachtui.store.search import search

    text = clean_line(" ".join(args.text))
    if not text.strip():
        raise UsageError("search for what? for example: coachtui search invoice")
    if not 1 <= args.limit <= 10_000:
        raise UsageError(f"--limit is {args.limit}, but must be between 1 and 10000")
    with context.desk() as desk:
        found = search(desk.store, text, args.limit)
    if not (found or args.json):
        raise CoachError(f"nothing was found for {quoted(text)}")
    now, zone = context.now, context.zone
    return show(
        args, lambda: json_view.hits(found, zone), lambda look: text_view.hits(found, now, zone, look)
    )
