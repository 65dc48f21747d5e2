"""Show a person's page: what they asked for, how long it takes, their promises, what is open with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.answering import show

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "NAME"

EXAMPLES = """
coachtui person Bob
coachtui person 'Ana Lopez' --json | jq .usual_took_minutes
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", metavar="NAME", nargs="+", help="a name, or a first name that is known")


def run(args: Namespace, context: Context) -> int:
    """Print the page."""
    from coachtui.exchange import promise_view
    from coachtui.services.persons import person

    with context.desk() as desk:
        view = person(desk, " ".join(args.name))
    return show(args, lambda: promise_view.person_json(view), lambda look: promise_view.person(view, look))
