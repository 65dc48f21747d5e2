"""Fill a file with a document that `coachtui export` made.

The file must be empty; with --replace what it holds makes room, and is kept in a backup beside it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coachtui.cli.files import read_text, told
from coachtui.cli.output import say, say_json
from coachtui.domain.errors import CoachError
from coachtui.domain.text import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "FILE | - [--replace]"

EXAMPLES = """
coachtui --db new.db import coach.json
coachtui import --replace coach.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", help="the document, or - for standard input")
    parser.add_argument("--replace", action="store_true", help="replace all that the file holds")


def run(args: Namespace, context: Context) -> int:
    """Read the document into the file.

    Raises:
        CoachError: it is no such document.
    """
    import json

    from coachtui.store.transfer import import_document, unmake

    text = read_text(args.file)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise CoachError(f"{told(args.file)} holds no JSON document: nothing was changed") from None
    is_new = not os.path.lexists(context.path)
    with context.desk() as desk:
        try:
            counts = import_document(desk.store, document, context.now, replace=args.replace)
        except CoachError:
            if is_new:
                unmake(desk.store)
            raise
    if args.json:
        say_json({"tables": counts})
    else:
        say(f"imported {counted(sum(counts.values()), 'row')} into {context.path}")
    return 0
