"""Give actions another deadline. The old one is kept: a promise that is renegotiated in time is kept too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.meeting_answering import add_actions

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ACTION ... --to DAY"

EXAMPLES = """
coachtui actions renegotiate 12 --to fri
coachtui actions renegotiate 12 13 --to 2026-12-04
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_actions(parser)
    parser.add_argument("--to", metavar="DAY", required=True, help="the new deadline: fri, 4 dec, 2026-12-04")


def run(args: Namespace, context: Context) -> int:
    """Change the deadline."""
    from coachtui.services.actions import renegotiate

    return carry_out(args, context, lambda desk: renegotiate(desk, args.actions, args.to))
