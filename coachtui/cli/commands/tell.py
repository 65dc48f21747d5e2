"""Another time is told now, the one where it waits; the sentence to say is printed.

Told before the old time has passed the promise is renegotiated; afterwards it stays missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import carry_out
from coachtui.cli.arguments import add_ids

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "ID [ID ...]"

EXAMPLES = """
coachtui tell 3
coachtui tell 3 --json | jq -r .to_say
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_ids(parser)


def run(args: Namespace, context: Context) -> int:
    """Tell another time."""
    from coachtui.services.ledger import tell

    return carry_out(args, context, lambda desk: tell(desk, args.ids))
