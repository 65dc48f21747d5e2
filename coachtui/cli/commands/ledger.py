"""Show who was told what time: what will not hold comes first, with a sentence that can be sent.

A promise is kept when the thing is begun or done before the buffer of the told time has passed, renegotiated
when another time was told before that, and missed when it passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.cli.arguments import positive

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--days DAYS]"

EXAMPLES = """
coachtui ledger
coachtui ledger --days 60
coachtui ledger --json | jq -r '.items[] | select(.promise_word == "will not hold") | .to_say'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--days",
        metavar="DAYS",
        type=positive,
        default=14,
        help="over how many days back closed promises are shown: 14",
    )


def run(args: Namespace, context: Context) -> int:
    """Print the ledger."""
    from coachtui.exchange import promise_view
    from coachtui.services.ledger import look

    with context.desk() as desk:
        view = look(desk, args.days)
    return show(args, lambda: promise_view.ledger_json(view), lambda look: promise_view.ledger(view, look))
