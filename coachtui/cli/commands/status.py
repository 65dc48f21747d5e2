"""One line that says what is on: for tmux, a prompt or a bar. It only reads.

Fields of --format: block label title kind left ends next buffer items minutes waiting free now date
fever (fine, watch, act), gone (of the day's buffer), done (of its plan), sign,
begins (when a planned day does, before that), idle (why nothing is on, and what comes),
unended (a meeting of an earlier day that still runs).
"""

from __future__ import annotations

from coachtui.cli.output import say, say_json, say_signs
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.exchange.status_line import Status, formatted, line, status, tmux

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--format PATTERN | --tmux]"

EXAMPLES = """
coachtui status                                   S2 Draft board deck 9m left · B1 10:30 2 items 12m · ▁ fine
coachtui status --format '{label} {left}, {waiting} waiting'
tmux: set -g status-right '#(coachtui status --tmux)'
"""

PLAIN: dict[str, object] = {"format": None, "tmux": False}
"""What the arguments are without options."""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", metavar="PATTERN", help="a text with {fields}")
    form.add_argument("--tmux", action="store_true", help="the short form: S2 24m · 2")
    parser.set_defaults(**PLAIN)


def run(args: Namespace, context: Context) -> int:
    """Print the line."""
    said = _read(context)
    if args.json:
        say_json(said._asdict())
    elif args.format is not None:
        say(formatted(said, args.format))
    else:
        say_signs(tmux(said) if args.tmux else line(said))
    return 0


def _read(context: Context) -> Status:
    """What is on now; nothing where there is no file yet."""
    from coachtui.services.snapshot import take

    if context.is_unused:
        return Status()
    with context.desk(readonly=True) as desk:
        return status(take(desk))
