"""Look back at a day, a week or a month: what was done, what came in, what it took.

Sprints and musts done, interruptions in and handled, promises kept, purposes met, buffer planned against
used, focus kept, estimate against actual. --markdown is the log of the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.arguments import add_date
from coachtui.cli.output import look, say
from coachtui.domain.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context
    from coachtui.domain.recap import Recap
    from coachtui.exchange.look import Look

USAGE = "[--date DAY] [--week | --month] [--markdown [--out FILE]]"

EXAMPLES = """
coachtui recap
coachtui recap --date 2026-11-23
coachtui recap --week
coachtui recap --month --markdown
coachtui recap --markdown --out 2026-11-24.md
coachtui recap --week --json | jq .total
"""

PIPED = 100
"""Columns of the plots where nobody says how wide the output is."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_date(parser)
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--week", action="store_true", help="its week")
    scale.add_argument("--month", action="store_true", help="its month")
    parser.add_argument("--markdown", action="store_true", help="as a page of Markdown")
    parser.add_argument("--out", metavar="FILE", default="", help="with --markdown: into a new file")


def run(args: Namespace, context: Context) -> int:
    """Print the recap.

    Raises:
        UsageError: a file is named for what is no page.
    """
    from coachtui.domain.recap import Scale
    from coachtui.exchange import recap_view
    from coachtui.services.recap import recap

    if args.out and not args.markdown:
        raise UsageError("--out says where --markdown goes: write both")
    scale = Scale.WEEK if args.week else Scale.MONTH if args.month else Scale.DAY
    on = context.past_date(args.date)
    with context.desk() as desk:
        found = recap(desk, scale, on)
    if args.markdown and not args.json:
        page = recap_view.markdown(found)
        if args.out:
            from coachtui.exchange.new_file import write_new

            write_new(args.out, f"{page}\n")
        say(args.out or page)
        return 0
    return show(args, lambda: recap_view.document(found), lambda _: _drawn(found, look()))


def _drawn(found: Recap, look: Look) -> list[str]:
    """The lines in the styles that the output knows."""
    from coachtui.exchange.recap_lines import lines

    cells = look.width or PIPED
    return [
        "".join(look.paint(text, style) for text, style in parts).rstrip()
        for parts in lines(found, cells, look.glyphs)
    ]
