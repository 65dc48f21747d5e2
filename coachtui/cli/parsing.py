"""From words to arguments: one parser for the one command that was named."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from coachtui.cli.output import say
from coachtui.cli.plain import GLOBAL
from coachtui.domain.errors import UsageError
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from types import ModuleType
    from typing import NoReturn

    from coachtui.cli.registry import Command


WIDTH = 78
"""Columns of a help."""


class HelpFormatter(RawDescriptionHelpFormatter):
    """Help in lines for 80 columns; asking how wide the terminal is would cost every command 4 ms."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=WIDTH)


class Parser(ArgumentParser):
    """A parser that refuses with one line, and whose help never fails on a closed output."""

    def error(self, message: str) -> NoReturn:
        """Refuse.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message}; see {self.prog} --help")

    def print_help(self, file: object = None) -> None:
        """Write the help to standard output."""
        say(self.format_help().rstrip())


def add_global_options(parser: ArgumentParser) -> None:
    """Options that are understood before and after the command."""
    parser.add_argument("--db", metavar="PATH", help="the file (else COACHTUI_DB, else your data folder)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(**GLOBAL)


def parser_of(command: Command, module: ModuleType) -> Parser:
    """The parser of one command."""
    parser = Parser(
        prog=f"coachtui {command.name}",
        usage=f"coachtui {command.name} {module.USAGE}".rstrip(),
        description=module.__doc__,
        epilog=f"examples:\n{indented(module.EXAMPLES)}",
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    add_global_options(parser)
    return parser


def parse(command: Command, module: ModuleType, words: Sequence[str]) -> Namespace:
    """The arguments of a command.

    Raises:
        UsageError: the words are not understood.
    """
    parser = parser_of(command, module)
    if not command.takes_text or "--" not in words:
        return parser.parse_intermixed_args(words)
    at = words.index("--")
    args = parser.parse_intermixed_args(words[:at])
    # Before any text "--" ends the options; after it, it is a word of the text and starts a note.
    args.text = [*args.text, *["--"] * bool(args.text), *words[at + 1 :]]
    return args


def indented(text: str) -> str:
    """The lines of a text, each two columns in."""
    return "\n".join(f"  {line}".rstrip() for line in text.strip().splitlines())
