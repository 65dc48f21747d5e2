"""The front door: finds the command among the words and runs it, or opens the dashboard."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from coachtui.cli.output import say
from coachtui.cli.plain import plain
from coachtui.cli.registry import BY_NAME, COMMANDS
from coachtui.domain.errors import UsageError
from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from types import SimpleNamespace

    from coachtui.cli.context import Context
    from coachtui.cli.registry import Command


def run(words: Sequence[str], context: Context) -> int:
    """Do what the words of a command line say; the exit status.

    Raises:
        CoachError: it is refused.
    """
    before, name, after = split(words)
    if "--version" in before:
        from coachtui import __version__

        say(f"coachtui {__version__}")
        return 0
    if not name:
        return _without_command(before, context)
    command = BY_NAME.get(name)
    if command is None and {"-h", "--help"} & {*before, *after} and _family(name):
        from coachtui.cli.overview import family

        say(family(name, _family(name)))
        return 0
    if command is None:
        raise UsageError(_unknown(name))
    module = import_module(command.module)
    args: Namespace | SimpleNamespace | None = (
        plain(module.PLAIN, before, after) if command.is_quick else None
    )
    if args is None:
        from coachtui.cli.parsing import parse

        try:
            args = parse(command, module, [*before, *after])
        except UsageError:
            context.unkept = " ".join(after) if command.keeps_text else ""
            raise
    context.db, context.json = args.db, bool(args.json)
    status: int = module.run(args, context)
    return status


def split(words: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """The options before the command, the command (empty when there is none), and what follows it."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] == "--db" else 1
    long = 2 if " ".join(words[at : at + 2]) in BY_NAME else 1
    return list(words[:at]), " ".join(words[at : at + long]), list(words[at + long :])


def _without_command(options: Sequence[str], context: Context) -> int:
    """The dashboard; the day as text where no dashboard can be drawn or JSON is asked for."""
    if {"-h", "--help"} & set(options):
        from coachtui.cli.overview import overview

        say(overview())
        return 0
    wants_json = False
    if options:
        from coachtui.cli.parsing import Parser, add_global_options

        parser = Parser(prog="coachtui", usage="coachtui [COMMAND]", allow_abbrev=False, add_help=False)
        add_global_options(parser)
        args = parser.parse_args(options)
        context.db, wants_json = args.db, args.json
    if wants_json or not has_screen():
        return run([*options, "today"], context)
    from coachtui.tui.opening import run as run_dashboard

    return run_dashboard(context.dashboard_desk)


def has_screen() -> bool:
    """Whether a dashboard can be drawn."""
    return (
        sys.stdin is not None
        and sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM") != "dumb"
    )


def _unknown(name: str) -> str:
    """What to say to a word that is no command."""
    from difflib import get_close_matches

    if family := [one.name.removeprefix(f"{name} ") for one in _family(name)]:
        return f"what about a {name}? {', '.join(family)} (see coachtui {name} --help)"
    near = get_close_matches(name.lower(), BY_NAME, n=1)
    hint = f"did you mean `coachtui {near[0]}`?" if near else "`coachtui add TEXT` takes in what arrives"
    return f"there is no command {quoted(name)}: {hint} (see coachtui --help)"


def _family(name: str) -> list[Command]:
    """The commands of two words that begin with one."""
    return [one for one in COMMANDS if one.name.startswith(f"{name} ")]
