"""Copy the file, complete and checked, also while the dashboard is open.

Without TARGET the copy of today beside the file is made, or brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import say, say_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[TARGET]"

EXAMPLES = """
coachtui backup
coachtui backup /mnt/stick/coach.db
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("target", metavar="TARGET", nargs="?", help="a file that is not there yet")


def run(args: Namespace, context: Context) -> int:
    """Make the copy and say where it is."""
    from coachtui.store.backup import backup, backup_daily, daily_backups

    with context.desk(create=False) as desk:
        if args.target:
            copy = backup(desk.store.path, args.target)
        else:
            made = backup_daily(desk.store.path, context.now)
            today = daily_backups(desk.store.path)[context.now.date()]
            copy = made or backup(desk.store.path, today, overwrite=True)
    if args.json:
        say_json({"path": str(copy)})
    else:
        say(f"copied to {copy}")
    return 0
