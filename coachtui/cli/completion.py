"""Completion in the shell: argcomplete asks here, and reads the parsers of all commands."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from coachtui.cli.context import Context
from coachtui.cli.parsing import Parser, add_global_options
from coachtui.cli.registry import COMMANDS
from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from coachtui.services.desk import Desk


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
    leaves: dict[str, ArgumentParser] = {}
    families: dict[str, Any] = {}
    for command in COMMANDS:
        first, _, second = command.name.partition(" ")
        if not second:
            one = leaves[first] = commands.add_parser(first, help=command.help)
        else:
            if first not in families:
                family = leaves.get(first) or commands.add_parser(first)
                families[first] = family.add_subparsers(parser_class=Parser)
            one = families[first].add_parser(second, help=command.help)
        import_module(command.module).add_arguments(one)
        add_global_options(one)
        for action in one._actions:
            if completer := COMPLETERS.get(str(action.metavar)):
                action.completer = completer  # type: ignore[attr-defined]
    return parser


def open_ids(desk: Desk) -> dict[str, str]:
    """The ids of the open interruptions, each with what it is about."""
    from coachtui.domain.interruption import name_of
    from coachtui.services.snapshot import take

    return {str(item.id): name_of(item) for item in take(desk).items}


def near_meetings(desk: Desk) -> dict[str, str]:
    """The ids of today's meetings and of those that wait for a review, each with its title."""
    from coachtui.services.meeting_overview import overview

    view = overview(desk)
    return {str(one.id): one.meeting.title for one in (*view.meetings, *view.waiting)}


def open_actions(desk: Desk) -> dict[str, str]:
    """The ids of the open actions, each with its owner and task."""
    from coachtui.services.actions import listed

    return {str(one.id): f"{one.owner}: {one.task}" for one in listed(desk)}


def waiting_tasks(desk: Desk) -> dict[str, str]:
    """The ids of the tasks in the backlog, each with its title."""
    from coachtui.services.tasks import leftovers

    return {str(one.id): one.title for one in leftovers(desk)}


def _completer(ids: Callable[[Desk], dict[str, str]]) -> Callable[..., dict[str, str]]:
    """Asks the file for ids; without a file there are none."""

    def complete(*, parsed_args: Namespace, **_: object) -> dict[str, str]:
        context = Context()
        context.db = parsed_args.db
        try:
            with context.desk(readonly=True) as desk:
                return ids(desk)
        except CoachError:
            return {}

    return complete


COMPLETERS = {
    "ID": _completer(open_ids),
    "MEETING": _completer(near_meetings),
    "ACTION": _completer(open_actions),
    "TASK": _completer(waiting_tasks),
}
"""What completes the arguments that are shown by these words."""
