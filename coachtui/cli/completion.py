"""Completion in the shell: argcomplete asks here, and reads the parsers of all commands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from coachtui.cli.context import Context
from coachtui.cli.parsing import Parser, add_global_options
from coachtui.cli.registry import COMMANDS
from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def complete() -> None:
    """Answer the shell and end the process."""
    from argcomplete import autocomplete

    autocomplete(tree(), always_complete_options=False)


def tree() -> ArgumentParser:
    """One parser with every command, which only completion needs."""
    parser = Parser(prog="coachtui")
    add_global_options(parser)
    parser.add_argument("--version", action="store_true")
    commands = parser.add_subparsers(parser_class=Parser)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help)
        import_module(command.module).add_arguments(one)
        add_global_options(one)
        for action in one._actions:
            if action.metavar == "ID":
                action.completer = open_ids  # type: ignore[attr-defined]
    return parser


def open_ids(*, parsed_args: Namespace, **_: object) -> dict[str, str]:
    """The ids of the open interruptions, each with what it is about."""
    from coachtui.exchange.text_view import name_of
    from coachtui.services.snapshot import take

    context = Context()
    context.db = parsed_args.db
    try:
        with context.desk(readonly=True) as desk:
            return {str(item.id): name_of(item) for item in take(desk).items}
    except CoachError:
        return {}
