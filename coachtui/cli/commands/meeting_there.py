"""Say who is there and who is not. The readiness check then says which meeting those who are can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.meeting_answering import add_meeting, carry_out, chosen, split_names

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[MEETING] [--present NAMES] [--absent NAMES]"

EXAMPLES = """
coachtui meeting there --present 'Ana, Lee' --absent Raj
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_meeting(parser)
    for name, text in (("present", "who is there"), ("absent", "who is not there")):
        parser.add_argument(
            f"--{name}", metavar="NAMES", action="append", default=[], help=f"{text}: Ana, Lee"
        )


def run(args: Namespace, context: Context) -> int:
    """Note who is there."""
    from coachtui.services.holding import there

    present, absent = split_names(args.present), split_names(args.absent)
    return carry_out(args, context, lambda desk: there(desk, chosen(args, desk), present, absent))
