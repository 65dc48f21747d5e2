"""Give the running sprint more minutes, or fewer; at least one is left. The rest of the day gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import change_day

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MINUTES]"

EXAMPLES = """
coachtui extend           five minutes more
coachtui extend 15m
coachtui extend -5
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "minutes", metavar="MINUTES", nargs="?", default="5", help="how many more: 5, 15m; or fewer: -5"
    )


def run(args: Namespace, context: Context) -> int:
    """Extend the sprint."""
    from coachtui.domain.human import parse_minutes
    from coachtui.services.sprints import extend

    sign = -1 if args.minutes.startswith("-") else 1
    minutes = sign * parse_minutes(args.minutes.lstrip("+-"))
    return change_day(args, context, lambda desk: extend(desk, minutes))
