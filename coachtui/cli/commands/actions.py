"""Show the open actions of all meetings: yours, and those of others to follow up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--all] [--owner NAME] [--by-deadline]"

EXAMPLES = """
coachtui actions
coachtui actions --owner Raj
coachtui actions --all --json | jq -r '.actions[] | select(.late) | .owner'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--owner", metavar="NAME", default="", help="only theirs; me is you")
    parser.add_argument("--by-deadline", action="store_true", help="the next deadline first, whosever it is")
    parser.add_argument("--all", action="store_true", help="those that are done or dropped too")


def run(args: Namespace, context: Context) -> int:
    """Print the actions."""
    from coachtui.exchange import meeting_json, meeting_lines
    from coachtui.services.actions import listed

    with context.desk() as desk:
        found = listed(desk, everything=args.all, owner=args.owner)
    today = context.date("")
    return show(
        args,
        lambda: {"actions": meeting_json.actions(found)},
        lambda look: meeting_lines.actions(found, today, look, by_deadline=args.by_deadline),
    )
