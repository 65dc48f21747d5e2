"""Check the file: that it is whole, private, ours and in step with itself, and that it has a backup.

Your settings in config.toml are read too. With --mend the search index is made anew and the
permissions are set; rows are never touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coachtui.cli.answering import show
from coachtui.domain.errors import CoachError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coachtui.cli.context import Context

USAGE = "[--mend]"

EXAMPLES = """
coachtui doctor
coachtui doctor --mend
"""


def add_arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--mend", action="store_true", help="mend what can be mended safely")


def run(args: Namespace, context: Context) -> int:
    """Print what was found.

    Raises:
        CoachError: something needs care.
    """
    from coachtui.exchange import json_view, text_view
    from coachtui.store.doctor import Finding, empty, examine, mend, unopened, unused
    from coachtui.store.errors import StoreError, is_damage
    from coachtui.tui.settings import load

    try:
        path = Path(context.path)
        if context.is_unused:
            found = unused(context.path)
        elif path.is_file() and not path.stat().st_size:
            found = empty(context.path)
        else:
            with context.desk(create=False) as desk:
                if args.mend:
                    mend(desk.store)
                found = examine(desk.store)
    except StoreError as error:
        if not is_damage(error):
            raise
        found = unopened(context.path, error)
    found += [Finding(False, warning) for warning in load().warnings]
    show(args, lambda: json_view.findings(found), lambda look: text_view.findings(found, look))
    wrong = sum(not one.ok for one in found)
    if wrong:
        raise CoachError(f"{wrong} of {len(found)} checks need care")
    return 0
