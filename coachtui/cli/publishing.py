"""What leaves as a document: to standard output, or to a new file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import say, say_bytes, say_json
from coachtui.exchange.new_file import write_new

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping, Sequence

    from coachtui.exchange.own_name import Sender


def add_publishing(parser: ArgumentParser, formats: Sequence[str]) -> None:
    """In which form, where to, and under which name."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"the form ({formats[0]})")
    parser.add_argument("--out", metavar="FILE", default="", help="a new file; else standard output")
    parser.add_argument(
        "--as",
        metavar="NAME",
        dest="name",
        default="",
        help="you: Sam Doe, or Sam Doe <sam@example.org> for answers (else COACHTUI_NAME)",
    )


def publish(args: Namespace, forms: Mapping[str, Callable[[Sender], str | bytes]]) -> int:
    """Write the document; the exit status."""
    from coachtui.exchange.own_name import own_self

    made = forms[args.format](own_self(args.name))
    if args.json:
        text = made.decode("utf-8", "replace") if isinstance(made, bytes) else made
        say_json({"format": args.format, "document": text})
    elif args.out:
        write_new(args.out, made if isinstance(made, bytes) else f"{made}\n")
        say(args.out)
    elif isinstance(made, bytes):
        say_bytes(made)
    else:
        say(made)
    return 0
