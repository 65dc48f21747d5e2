"""Plan the day from a text, one line each: a task, a meeting or a break.

  Draft board deck 90m !                                a task; ! is a must, placed first
  11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj    a meeting, its purpose, who is there
  12:00-13:00 break Lunch                               a break

Planning again replaces what has not begun. What does not fit is listed, never squeezed in.
Without FILE the plan is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.arguments import add_date
from coachtui.cli.files import read_text
from coachtui.cli.output import complain

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[FILE | -] [--date DAY] [--dry-run]"

EXAMPLES = """
coachtui plan day.txt
pbpaste | coachtui plan - --dry-run
printf '%s\\n' 'Client proposal 45m' | coachtui plan - --date tomorrow
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the text, or - for standard input")
    add_date(parser)
    parser.add_argument("--dry-run", action="store_true", help="show the plan, keep nothing")


def run(args: Namespace, context: Context) -> int:
    """Plan the day, or show its plan, and print it."""
    from coachtui.exchange import json_view, text_view
    from coachtui.services.planning import plan
    from coachtui.services.snapshot import take

    on = context.date(args.date)
    text = read_text(args.file) if args.file else ""
    head = ["not kept: this is a preview"] if args.file and args.dry_run else []
    with context.desk() as desk:
        if args.file:
            snapshot, outcome = plan(desk, text, on, dry_run=args.dry_run)
            head += [outcome.message, *(f"  moved {line}" for line in outcome.moved)]
        else:
            snapshot, outcome = take(desk, on), None
    if args.file and not args.dry_run:
        from coachtui.services.keeping import keep_safe

        if problem := keep_safe(desk.store.path, context.now):
            complain(problem)
    document = json_view.today(snapshot)
    if outcome is not None:
        document |= {"dry_run": args.dry_run, **json_view.outcome(outcome, context.zone)}
    return show(
        args,
        lambda: document,
        lambda look: [*map(look.line, head), *text_view.today(snapshot, look)],
    )
