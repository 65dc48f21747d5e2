"""Write everything in the file as one JSON document: for leaving, moving, or reading elsewhere.

Without FILE it goes to standard output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.cli.output import is_utf8, say
from coachtui.exchange.new_file import write_new

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[FILE]"

EXAMPLES = """
coachtui export coach.json
coachtui export | jq '.tables.interruption | length'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help="a file that is not there yet")


def run(args: Namespace, context: Context) -> int:
    """Write the document."""
    from coachtui.exchange.json_view import dumps
    from coachtui.store.transfer import export_document

    with context.desk(create=False) as desk:
        document = export_document(desk.store, context.now)
    if args.file == "-":
        say(dumps(document, pretty=True, ascii_only=not is_utf8()))
    else:
        write_new(args.file, dumps(document, pretty=True) + "\n")
        say(f"written to {args.file}")
    return 0
