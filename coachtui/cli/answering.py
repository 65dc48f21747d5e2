"""What most commands end with: a view as text or JSON, or one intention and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import look, say_json, say_lines, say_outcome

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable

    from coachtui.cli.context import Context
    from coachtui.exchange.look import Look
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


def show(args: Namespace, document: Callable[[], object], lines: Callable[[Look], Iterable[str]]) -> int:
    """Print a view in the form that is wanted; the exit status."""
    if args.json:
        say_json(document())
    else:
        say_lines(lines(look()))
    return 0


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


def change_day(args: Namespace, context: Context, intention: Callable[[Desk], Outcome]) -> int:
    """Carry out an intention about the day; in JSON the answer is the day as it then is."""
    from coachtui.services.snapshot import take

    with context.desk() as desk:
        outcome = intention(desk)
        snapshot = take(desk) if args.json else None
    if snapshot:
        from coachtui.exchange import json_view

        document = json_view.outcome(outcome, context.zone)
        say_json({**json_view.today(snapshot), "message": document["message"], "moved": document["moved"]})
    else:
        say_outcome(outcome)
    return 0
