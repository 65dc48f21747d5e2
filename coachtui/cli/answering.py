"""Commands that carry out one intention and say what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import say_json, say_outcome

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from coachtui.cli.context import Context
    from coachtui.services.desk import Desk
    from coachtui.services.views import Outcome


def carry_out(args: Namespace, context: Context, intention: Callable[[Desk], Outcome]) -> int:
    """Carry out the intention on the file and print its outcome; the exit status."""
    with context.desk() as desk:
        outcome = intention(desk)
    if args.json:
        from coachtui.exchange import json_view

        say_json(json_view.outcome(outcome, context.zone))
    else:
        say_outcome(outcome)
    return 0
